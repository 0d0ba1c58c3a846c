"""The mean of several runs' weights, for heads that started alike.

    python -m training.moves_mean training/runs/mean.pt training/runs/a/last.pt training/runs/b/last.pt

Runs from one checkpoint, with other orders, rates or lengths, end in one valley; the mean of their weights is
at least about as good as each and costs nothing when read (model soups, Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from training.moves_packs import whole


def mean(checkpoints: Sequence[dict]) -> dict:
    """One checkpoint, its weights the mean of theirs; ValueError where their heads are of other kinds."""
    first = checkpoints[0]
    about = {name: first[name] for name in ("codes", "modes")}
    for one in checkpoints:
        if any(one[name] != value for name, value in about.items()):
            raise ValueError("the checkpoints tell other codes or modes apart")
        if one["model"].keys() != first["model"].keys():
            raise ValueError("the checkpoints are of other networks")
    models = [one["model"] for one in checkpoints]
    weights = {name: sum(model[name].float() for model in models) / len(models) for name in first["model"]}
    return {**about, "model": weights}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target", type=Path, help="the checkpoint to write")
    parser.add_argument("checkpoints", type=Path, nargs="+", help="the runs' last.pt, or taught.pt")
    options = parser.parse_args()
    try:
        found = mean([torch.load(path, map_location="cpu") for path in options.checkpoints])
    except ValueError as error:
        parser.error(str(error))
    with whole(options.target) as new:
        torch.save(found, new)


if __name__ == "__main__":
    main()
