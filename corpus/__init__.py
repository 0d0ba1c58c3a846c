"""The corpus of moves: acts in news, annotated by reading, as standoff over open texts.

``corpus.load`` gives the committed records; ``python -m corpus`` draws, checks, compiles,
counts and compares. The texts are never committed; they are joined from the open data.
"""
