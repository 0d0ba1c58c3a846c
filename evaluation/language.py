"""The language model on the dev splits of its data, raw text in.

The scoring is ``training.evaluate``'s, which the training run uses as well: words and
sentences are found by the model and aligned with the treebank's by characters.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from demarche.language.network import WEIGHTS
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
so that arguments are told from predicates. Names count by exact span and type; *by head* counts
them by head word and type, whatever of postmodifiers, titles and articles is in the span. A trial
on the same encoder reached LAS 88.3 on EWT and 87.6 on GUM, but with the treebank's words handed
over.
"""
_LAYERS = {
    "words, tags, trees": ("words", "sentences", "lemma", "upos", "feats", "uas", "las"),
    "frames": ("predicates", "rolesets", "arguments", "factuality_r"),
    "roles": ("ARG0", "ARG1", "ARG2", "ARGM-TMP", "ARGM-LOC", "ARGM-MOD", "ARGM-NEG"),
    "names": ("names", "names_untyped", "names_by_head", "names_by_head_untyped"),
}


def weights(folder: Path = WEIGHTS) -> str:
    """A table of the shipped files: size, and the first digits of their SHA-256."""
    lines = ["| file | kB | SHA-256 begins |", "| --- | ---: | --- |"]
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        digits = hashlib.sha256(content).hexdigest()[:16]
        lines.append(f"| `{path.name}` | {len(content) / 1000:,.0f} | `{digits}` |")
    return "\n".join(lines)


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
