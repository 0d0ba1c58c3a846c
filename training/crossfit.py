"""Heads that were not trained on a text, for every text that the heads are trained on.

    python -m training.crossfit ../shared/data training/runs/moves/silver.pt training/runs/folds

The shipped heads know the texts that they were trained on and are too sure there, so what they say of
these tells nothing about new ones. Here the last part of the training runs once for every fold of the
annotated texts, without that fold, from the checkpoint that has seen no annotation; the heads of each go
to a folder of weights of their own. ``folds.json`` says who is to be read with which (``evaluation/folds.py``
reads them so): confidence and thresholds are fitted on such readings. Broken off, it goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from demarche.language.analyse import Model
from demarche.language.network import WEIGHTS
from demarche.reading.reader import Reader
from evaluation.folds import FOLDS, INDEX, MADE, WHERE, fold_of
from training.moves import GOLD_EPOCHS, GOLD_SHARE, Run, annotated_by_id
from training.moves_export import export


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of the open data")
    parser.add_argument("start", type=Path, help="the run's silver.pt")
    parser.add_argument("target", type=Path, help="folder for the folds")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the exported encoder to fork from")
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--gold-epochs", type=int, default=GOLD_EPOCHS)
    options = parser.parse_args()
    examples = annotated_by_id(Reader(Model(options.weights), learned=False), options.data)
    options.target.mkdir(parents=True, exist_ok=True)
    middles = None
    for fold in range(options.folds):
        folder = options.target / str(fold)
        weights = folder / WHERE
        if (folder / MADE).exists():
            continue
        seen = {name: one for name, one in examples.items() if fold_of(name, options.folds) != fold}
        run = Run(folder, options.weights, resume=True, start=options.start)
        if middles is None:  # the frozen layers give every fold the same
            run.model.prepare(list(examples.values()))
            middles = run.model.middles
        run.model.middles = middles
        run.part("gold", list(seen.values()), options.gold_epochs, GOLD_SHARE, rules=True)
        shutil.copytree(options.weights, weights, dirs_exist_ok=True)
        export(run.path, weights, options.data, list(seen.values()))
        (folder / MADE).touch()
        print(f"fold {fold + 1} of {options.folds}: {len(examples) - len(seen)} texts left out", flush=True)
    index = {name: fold_of(name, options.folds) for name in examples}
    (options.target / INDEX).write_text(json.dumps(index, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
