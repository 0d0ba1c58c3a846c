"""Train the learned heads: which words are acts, how these stand, who takes part.

    python -m training.moves ../shared/data training/runs/moves --encoder all-mpnet-base-v2
    python -m training.moves ../shared/data training/runs/moves --start training/runs/before/last.pt
    python -m training.moves ../shared/data training/runs/moves --start src/demarche/language/weights

Two sorts of texts teach them; in both the rules' reading is an input, hidden in three of ten. Annotated are
the train split of the corpus of moves and the half of the articles that may be looked at, our own reports,
and the news and dispatches for development. The others are some 70,000 items that nobody annotated: teachers
answer for them (``training/teacher.py``), or, without teachers, what rules and the shipped heads read. First
come these alone, then the annotated texts with a batch of the others after every third of theirs.

Below the fork the encoder stays as shipped, so nothing else that it does changes. Each part is kept in the
run's folder, and a run that was broken off goes on where it was: the two packs of texts, every teacher's
answers, ``taught.pt`` (how the heads stood before the annotated texts, for ``training/crossfit.py``), and
``last.pt``. Seeds fix the order, the masks and who is told of the rules. Runs of several seeds from one
start can be taken together: ``training/moves_mean.py``.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from corpus.annotate import modes
from demarche.knowledge import codebook
from demarche.language.analyse import Model
from demarche.language.network import WEIGHTS
from demarche.reading.reader import Reader
from training.moves_examples import Example, gold, own, unannotated
from training.moves_network import Student
from training.moves_packs import Answers, Pack, whole
from training.moves_plan import SEED, Step, plan
from training.moves_steps import device, train
from training.restore import restore_moves
from training.teacher import ANNOTATED, UNANNOTATED, answers_of

SPLITS = ("train", "articles")
COUNT, TEACHERS = 72_000, 4
TAUGHT_EPOCHS, GOLD_EPOCHS = 1.5, 3
FORK_RATE, HEAD_RATE = 2.5e-4, 1e-3
ANSWERS, TAUGHT, LAST = "answers.npz", "taught.pt", "last.pt"


def packs(run: Path, data: Path, weights: Path, count: int, *, teachers: bool) -> tuple[Pack, Pack]:
    """A run's texts, the annotated and the others; read where they are not there yet."""
    told = told_apart()
    if not (run / ANNOTATED).exists():
        rules = Reader(Model(weights), learned=False)
        Pack.of(annotated_by_id(rules, data), *told).save(run / ANNOTATED)
    if not (run / UNANNOTATED).exists():
        found = unannotated(Reader(Model(weights)), data, count, teachers=teachers)
        Pack.of(found, *told, loose=teachers).save(run / UNANNOTATED)
    annotated, others = Pack.load(run / ANNOTATED), Pack.load(run / UNANNOTATED)
    if (annotated.codes, annotated.modes) != (others.codes, others.modes):
        raise SystemExit(f"{run}: its packs are of different codebooks; remove them to have them made anew")
    return annotated, others


def told_apart() -> tuple[list[str], list[str]]:
    """The codes and modes of the codebook's table, each list led by "" for all others."""
    codes = codebook.load().codes
    return ["", *sorted(codes)], ["", *sorted({mode for known in modes().values() for mode in known})]


def annotated_by_id(reader: Reader, data: Path) -> Iterator[tuple[str, Example]]:
    """The annotated texts with the ids of their reports."""
    for found in (gold(reader, data, SPLITS), own(reader, data)):
        for example, reading in found:
            yield reading.report.id, example


def answers(run: Path, others: Pack, encoder: Path | None, count: int) -> Answers | None:
    """What the teachers say of the texts that nobody annotated; None where there are no teachers.

    They are trained where ``encoder`` is given; on a graphics processor all beside one another.
    """
    if (run / ANSWERS).exists():
        return Answers.load(run / ANSWERS, others)
    seeds = range(1, count + 1)
    if encoder is not None:
        missing = [seed for seed in seeds if not answers_of(run, seed).exists()]
        command = [sys.executable, "-m", "training.teacher", str(run)]
        at_once = len(missing) if device().type == "cuda" else 1
        for first in range(0, len(missing), max(1, at_once)):
            started = [
                subprocess.Popen([*command, str(seed), "--encoder", str(encoder)])
                for seed in missing[first : first + at_once]
            ]
            ended = [one.wait() for one in started]  # all of them, whatever becomes of the first
            if any(ended):
                raise SystemExit("a teacher could not be trained: what it wrote above says why")
    there = [answers_of(run, seed) for seed in seeds if answers_of(run, seed).exists()]
    if not there:
        return None
    if len(there) < count:
        raise SystemExit(f"{run}: {len(there)} of {count} teachers answered; --encoder trains the others")
    Answers.mean(dict(np.load(path)) for path in there).save(run / ANSWERS)
    return Answers.load(run / ANSWERS, others)


def learn(
    student: Student, steps: Sequence[Step], path: Path, stop: int | None = None, *,
    seed: int = SEED, rate: float = 1,
) -> None:  # fmt: skip
    """Train a student over some steps, its checkpoint at ``path``; ``stop`` as ``train`` has it.

    ``rate``: what the usual rates are multiplied by.
    """
    groups = [
        {"params": list(student.fork.parameters()), "lr": FORK_RATE * rate},
        {"params": list(student.heads.parameters()), "lr": HEAD_RATE * rate},
    ]
    about = {"codes": student.codes, "modes": student.modes}  # what an export must know besides the weights
    train(student, groups, steps, path, seed=seed, stop=stop, about=about)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of the open data")
    parser.add_argument("run", type=Path, help="folder of the run")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the exported encoder to fork from")
    parser.add_argument("--encoder", type=Path, help="folder of all-mpnet-base-v2, for teachers")
    parser.add_argument("--teachers", type=int, default=TEACHERS)
    parser.add_argument(
        "--start", type=Path,
        help="an earlier run's checkpoint to start the heads from, or the folder of exported ones",
    )  # fmt: skip
    parser.add_argument("--unannotated", type=int, default=COUNT, help="items that nobody annotated")
    parser.add_argument("--taught-epochs", type=float, default=TAUGHT_EPOCHS)
    parser.add_argument("--gold-epochs", type=int, default=GOLD_EPOCHS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--rate", type=float, default=1, help="what the rates are multiplied by")
    parser.add_argument("--packs", action="store_true", help="read the texts, and stop there")
    options = parser.parse_args()
    options.run.mkdir(parents=True, exist_ok=True)
    teachers = options.packs or options.encoder is not None
    annotated, others = packs(
        options.run, options.data, options.weights, options.unannotated, teachers=teachers
    )
    if options.packs:
        return
    said = answers(options.run, others, options.encoder, options.teachers)
    if others.loose != (said is not None):
        raise SystemExit(
            f"{options.run / UNANNOTATED} was made "
            + ("to be judged by teachers" if others.loose else "without teachers in mind")
            + "; remove it, and it is made anew"
        )
    torch.manual_seed(options.seed)
    student = Student(options.weights, annotated.codes, annotated.modes)
    if options.start is not None:
        exported = options.start.is_dir()
        kept = restore_moves(options.start) if exported else torch.load(options.start, map_location="cpu")
        if (kept["codes"], kept["modes"]) != (student.codes, student.modes):
            raise SystemExit(f"{options.start} tells other codes apart than the codebook of today")
        student.take(kept["model"])
    student.to_device(device())
    steps, first = plan(
        annotated, others, said, options.taught_epochs, options.gold_epochs, options.seed
    )
    last, how = options.run / LAST, {"seed": options.seed, "rate": options.rate}
    if first and not (options.run / TAUGHT).exists():
        learn(student, steps, last, first, **how)
        with whole(options.run / TAUGHT) as new:
            shutil.copyfile(last, new)
    learn(student, steps, last, **how)


if __name__ == "__main__":
    main()
