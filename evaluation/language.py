"""The language model on the dev splits of its data, raw text in.

The scoring is ``training.evaluate``'s, which the training run uses as well: words and
sentences are found by the model and aligned with the treebank's by characters.
"""

from __future__ import annotations

from pathlib import Path

from evaluation.figures import Figures, present

TITLE = "The language model"
NEEDS = (
    "ud_ewt_dev.conllu.gz", "ud_gum_open_dev.conllu.gz", "propbank_ewt.jsonl.gz",
    "uds_factuality.jsonl.gz", "meantime.jsonl.gz",
)  # fmt: skip
ABOUT = """
F1 of each layer on the dev splits (UD EWT 2,001 sentences, UD GUM's open genres 604, of them
news and interviews; PropBank on EWT 1,963; UDS on EWT; names in MEANTIME's Apple topic, 30
reports). A word that was cut otherwise than in the treebank is wrong in every layer. `las`
compares relations without their subtypes, as in the CoNLL shared tasks. Arguments count by
exact span and role; in the row *predicates given* the treebank's predicates are handed over,
so that arguments are told from predicates. A trial on the same encoder reached LAS 88.3 on
EWT and 87.6 on GUM, but with the treebank's words handed over.
"""
_LAYERS = {
    "words, tags, trees": ("words", "sentences", "lemma", "upos", "feats", "uas", "las"),
    "frames": ("predicates", "rolesets", "arguments", "factuality_r"),
    "roles": ("ARG0", "ARG1", "ARG2", "ARGM-TMP", "ARGM-LOC", "ARGM-MOD", "ARGM-NEG"),
    "names": ("names", "names_untyped"),
}


def score(data: Path) -> Figures:
    """Rows such as "EWT: roles"; nothing where one of the files is missing."""
    if len(present(data, NEEDS)) < len(NEEDS):
        return {}
    from training.evaluate import evaluate

    results = evaluate(data)
    found: Figures = {}
    for layer, names in _LAYERS.items():
        for part, scores in results.items():
            row = {
                name.replace("_", " "): scores[name] if name.endswith("_r") else scores[name] / 100
                for name in names
                if name in scores
            }
            if row:
                found[f"{part}: {layer}"] = row
    return found
