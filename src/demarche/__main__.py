"""``python -m demarche``: the command line."""

from demarche.cli import main

main()
