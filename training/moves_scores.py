"""How the learned heads answer by themselves, told what the rules read, before anything is decided by it.

    python -m training.moves_scores ../shared/data training/runs/moves/last.pt

On what they were not trained on: the corpus' dev and calibration splits, and the dispatches for
calibration. Of the annotated acts: the share of which status, certainty, polarity and code are the likeliest,
and of which a part's words are all and alone those above a half. Of all words: F1 of acts with their types.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from demarche.language.analyse import Model
from demarche.language.network import WEIGHTS
from demarche.reading.learned_features import PARTS, PLACE_ROLES
from demarche.reading.reader import Reader
from evaluation.reports import for_calibration
from training.moves_examples import by_words, gold
from training.moves_network import Student
from training.moves_packs import STANDINGS, Arrays, Pack
from training.moves_steps import ask, device

THRESHOLDS = (0.3, 0.4, 0.5, 0.6)  # of being an act: the best of these is taken
DISPATCHES = "dispatches for calibration"


def sets(data: Path, weights: Path, codes: Sequence[str], modes: Sequence[str]) -> dict[str, Pack]:
    """What is scored, read by the rules; ``codes`` and ``modes`` are those that the heads tell apart."""
    reader = Reader(Model(weights), learned=False)
    dispatches = [one for found in for_calibration(data).values() for one in found]
    found = {name: gold(reader, data, (name,)) for name in ("dev", "calibration")}
    found[DISPATCHES] = by_words(reader, dispatches)
    return {
        name: Pack.of(((reading.report.id, example) for example, reading in texts), codes, modes)
        for name, texts in found.items()
    }


def scores(pack: Pack, answers: Arrays) -> dict[str, float]:
    """Shares and F1 of a pack, by what was asked."""
    arrays = pack.arrays
    right = np.zeros(pack.size("kinds"), int)
    text = np.repeat(np.arange(len(pack)), arrays["n_acts"])
    right[pack.first["words"][text] + arrays["token"]] = arrays["kind"]
    kinds = answers["kinds"].astype(float)
    found = {"typed acts": max(_f1(kinds, right, threshold) for threshold in THRESHOLDS)}
    standing = answers["standing"]
    for name, columns in STANDINGS.items():
        found[name] = float((standing[:, columns].argmax(1) == arrays[name]).mean())
    found["code"] = float((answers["code"].argmax(1) == arrays["code"]).mean())
    wanted, counted = (
        np.unpackbits(arrays[name][:, None], axis=1)[:, : len(PARTS)].astype(bool)
        for name in ("parts", "counted")
    )
    wrong = ((answers["parts"] > 0.5) != wanted) & counted
    act = np.repeat(np.arange(len(arrays["kind"])), arrays["n_pairs"])
    for name in ("actor", "recipient", "place", "time"):
        columns = [PARTS.index(part) for part in (PLACE_ROLES if name == "place" else (name,))]
        faults = np.bincount(act, wrong[:, columns].any(1), len(arrays["kind"]))
        found[name] = float((faults == 0).mean())
    return found


def _f1(kinds: np.ndarray, right: np.ndarray, threshold: float) -> float:
    read = np.where(1 - kinds[:, 0] > threshold, kinds[:, 1:].argmax(1) + 1, 0)
    same = ((read == right) & (right > 0)).sum()
    return float(2 * same / max(1, (read > 0).sum() + (right > 0).sum()))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of the open data")
    parser.add_argument("checkpoint", type=Path, help="the run's last.pt")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the exported encoder")
    options = parser.parse_args()
    kept = torch.load(options.checkpoint, map_location="cpu")
    student = Student(options.weights, kept["codes"], kept["modes"])
    student.load_state_dict(kept["model"])
    student.to_device(device())
    for name, pack in sets(options.data, options.weights, student.codes, student.modes).items():
        found = scores(pack, ask(student, pack))
        shown = "  ".join(f"{key} {value:.3f}" for key, value in found.items())
        print(f"{name}: {len(pack.arrays['kind'])} acts  {shown}", flush=True)


if __name__ == "__main__":
    main()
