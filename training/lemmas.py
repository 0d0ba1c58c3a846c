"""Make the lemmatiser's table from the training treebanks.

    python training/lemmas.py ../shared/data src/demarche/language/data/lemmas.tsv

Written down are the verbs' base forms, and every (form, tag, inflection) whose commonest
lemma in UD EWT and GUM (training splits) differs from what the rules make of it.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from pathlib import Path

from demarche.language import lemmatise

TREEBANKS = ("ud_ewt_train.conllu.gz", "ud_gum_open_train.conllu.gz")


def counted(data: Path) -> dict[tuple[str, str, str], Counter[str]]:
    """Lemmas counted by (form, tag, inflection)."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for name in TREEBANKS:
        with gzip.open(data / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                if len(columns) == 10 and columns[0].isdigit() and columns[2] != "_":
                    _, form, lemma, upos, _, feats, *_ = columns
                    if "Typo=Yes" not in feats and "Abbr=Yes" not in feats:
                        counts[form.lower(), upos, lemmatise.inflection(upos, feats)][lemma] += 1
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of the treebanks")
    parser.add_argument("table", type=Path, help="the table to write")
    arguments = parser.parse_args()
    counts = counted(arguments.data)
    verbs = [lemmas for (_, upos, _), lemmas in counts.items() if upos == "VERB"]
    bases = sorted({lemma for lemmas in verbs for lemma in lemmas if lemma.isalpha() and lemma.islower()})
    header = "# Made by training/lemmas.py from UD EWT and GUM; columns: tag, inflection, form, lemma.\n"
    arguments.table.write_text(header + "BASE\t\t" + " ".join(bases) + "\t\n", encoding="utf-8")
    lemmatise._tables.cache_clear()
    rows = []
    for (form, upos, kind), lemmas in sorted(counts.items()):
        if upos in ("PUNCT", "SYM", "X", "NUM"):
            continue
        lemma = lemmas.most_common(1)[0][0]
        shown = form.capitalize() if upos == "PROPN" else form
        made = lemmatise.by_rule(shown, upos, kind)
        if made != lemma and not (upos == "PROPN" and made.lower() == lemma.lower()):
            rows.append(f"{upos}\t{kind}\t{form}\t{lemma}\n")
    with arguments.table.open("a", encoding="utf-8") as table:
        table.writelines(rows)
    print(f"{len(bases)} verbs, {len(rows)} exceptions")


if __name__ == "__main__":
    main()
