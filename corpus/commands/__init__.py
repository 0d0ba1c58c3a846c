"""The commands of `python -m corpus`, one a module: ``arguments(parser)`` sets ``run``."""
