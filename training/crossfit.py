"""Heads that were not trained on a text, for every text that the heads are trained on.

    python -m training.crossfit ../shared/data training/runs/moves/taught.pt training/runs/folds

The shipped heads know the texts that they were trained on and are too sure there, so what they say of
these tells nothing about new ones. Here the heads learn the annotated texts once for every fold of them,
without that fold, from the checkpoint before these (and without the other texts in between); the heads of
each go to a folder of weights of their own. ``folds.json`` says who is to be read with which
(``evaluation/folds.py`` reads them so): confidence and thresholds can be fitted on such readings. They are a
little too kind where the run had teachers, who learned from every fold, or started from heads that had.
Broken off, it goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch

from demarche.language.network import WEIGHTS
from evaluation.folds import FOLDS, INDEX, MADE, WHERE, fold_of
from training.moves import GOLD_EPOCHS, LAST, learn
from training.moves_export import export
from training.moves_network import Student
from training.moves_packs import Pack
from training.moves_plan import gold_steps
from training.moves_steps import device
from training.teacher import ANNOTATED


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of the open data")
    parser.add_argument("start", type=Path, help="the run's taught.pt, beside its packs")
    parser.add_argument("target", type=Path, help="folder for the folds")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the exported encoder to fork from")
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--gold-epochs", type=int, default=GOLD_EPOCHS)
    options = parser.parse_args()
    pack = Pack.load(options.start.parent / ANNOTATED)
    options.target.mkdir(parents=True, exist_ok=True)
    for fold in range(options.folds):
        folder = options.target / str(fold)
        weights = folder / WHERE
        if (folder / MADE).exists():
            continue
        left_out = {name for name in pack.ids if fold_of(name, options.folds) == fold}
        folder.mkdir(parents=True, exist_ok=True)
        student = Student(options.weights, pack.codes, pack.modes)
        student.take(torch.load(options.start, map_location="cpu")["model"])
        student.to_device(device())
        steps = gold_steps(pack, pack.without(left_out), options.gold_epochs)
        learn(student, steps, folder / LAST)
        shutil.copytree(options.weights, weights, dirs_exist_ok=True)
        export(folder / LAST, weights, options.data)
        (folder / MADE).touch()
        print(f"fold {fold + 1} of {options.folds}: {len(left_out)} texts left out", flush=True)
    index = {name: fold_of(name, options.folds) for name in pack.ids}
    (options.target / INDEX).write_text(json.dumps(index, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
