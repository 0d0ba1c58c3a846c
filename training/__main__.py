"""Make the language model in one go: train, export, score.

python -m training [--data ../shared/data] [--run training/runs/main] [--minutes 62]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from demarche.language.network import WEIGHTS


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, default=Path("../shared/data"), help="folder of the training data"
    )
    parser.add_argument("--run", type=Path, default=Path("training/runs/main"), help="folder for checkpoints")
    parser.add_argument("--minutes", default="62", help="of training")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where the exported graphs go")
    parser.add_argument("--encoder", type=Path, help="all-mpnet-base-v2, for teachers (training/teacher.py)")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        raise SystemExit(f"{arguments.data} is not there; name the folder of the treebanks with --data")
    steps = [
        ["training.train", arguments.data, arguments.run, "--minutes", arguments.minutes],
        ["training.export", arguments.data, arguments.run, arguments.weights],
        ["training.kin", arguments.data, arguments.weights],
        ["training.names", arguments.data, "--weights", arguments.weights],
        [
            "training.moves", arguments.data, arguments.run / "moves", "--weights", arguments.weights,
            *(["--encoder", arguments.encoder] if arguments.encoder else []),
        ],
        ["training.moves_export", arguments.data, arguments.run / "moves" / "last.pt", arguments.weights],
        ["training.antecedents", arguments.data, arguments.weights],
        ["training.lands", arguments.data, arguments.weights],
        ["training.sectors", arguments.data, arguments.weights],
        [
            "training.evaluate",
            arguments.data,
            "--weights",
            arguments.weights,
            "--out",
            arguments.run / "scores.json",
        ],
    ]  # fmt: skip
    if arguments.weights == WEIGHTS:  # the confidence is that of the shipped heads
        steps.insert(-1, ["evaluation.calibrate_heads", "--data", arguments.data])
    for module, *rest in steps:
        # a process each, so that torch's memory is given back before the model is scored
        subprocess.run([sys.executable, "-m", module, *map(str, rest)], check=True)
    print(json.dumps(json.loads((arguments.run / "scores.json").read_text(encoding="utf-8")), indent=1))


if __name__ == "__main__":
    main()
