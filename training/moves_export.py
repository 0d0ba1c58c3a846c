"""Export the learned heads beside the encoder that they fork off.

    python -m training.moves_export ../shared/data training/runs/moves/last.pt src/demarche/language/weights

The layers become an int8 graph as the encoder's do (``training/export.py``), the perceptrons
an archive of half-precision arrays. The encoder's graph is given one more output, what the layer
below the fork makes of each subword; its weights stay as they are to the byte.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from demarche.knowledge import codebook
from demarche.language.analyse import Model
from demarche.language.moves import GRAPH, HEADS
from demarche.language.network import Network
from demarche.language.windows import padded
from demarche.reading.reader import Reader
from training.export import _quantise, _write, smooth
from training.moves import SPLITS
from training.moves_examples import Example, gold
from training.moves_network import FORK, Student
from training.network import LAYERS, WIDTH

BELOW = f"/encoder/layers.{LAYERS - FORK - 1}/norm/LayerNormalization_output_0"
MIDDLE = "middle"
CALIBRATED = 240  # texts that ranges are measured on
SEED = 1


class Calibration:
    """Batches of what flows into the fork, from the shipped encoder itself."""

    def __init__(self, network: Network, examples: Sequence[Example]) -> None:
        examples = list(examples)
        random.Random(SEED).shuffle(examples)
        self._batches: list[dict[str, np.ndarray]] = []
        for first in range(0, min(CALIBRATED, len(examples)), 12):
            found = [window for one in examples[first : first + 12] for window in one.windows]
            ids, shapes, mask, begins = padded(found)
            out = network.encode(ids, shapes, mask, begins)
            self._batches.append({"middle": out[MIDDLE], "mask": mask, "first": begins})
        self._left = list(self._batches)

    def get_next(self) -> dict[str, np.ndarray] | None:
        """The next batch as the graph's inputs; None after the last."""
        return self._left.pop() if self._left else None

    def again(self) -> None:
        """Start anew."""
        self._left = list(self._batches)


class Graph(nn.Module):
    """The fork from subwords to words."""

    def __init__(self, student: Student) -> None:
        super().__init__()
        self.encoder = student.fork  # its nodes are named as the encoder's, which tells what is cut

    def forward(self, middle: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        x = self.encoder(middle, mask)
        return torch.gather(x, 1, first[..., None].expand(-1, -1, WIDTH))


def expose(path: Path) -> None:
    """Give the encoder's graph the output ``middle``, of the layer that the fork lies upon."""
    import onnx

    model = onnx.load(path)
    for node in model.graph.node:
        if node.name == f"/{MIDDLE}":
            if node.input[0] != BELOW:  # a fork of another height was there before
                node.input[0] = BELOW
                onnx.save(model, path)
            return
    model.graph.node.append(onnx.helper.make_node("Identity", [BELOW], [MIDDLE], name=f"/{MIDDLE}"))
    shape = ["windows", "subwords", WIDTH]
    model.graph.output.append(onnx.helper.make_tensor_value_info(MIDDLE, onnx.TensorProto.FLOAT, shape))
    onnx.save(model, path)


def export(checkpoint: Path, target: Path, data: Path) -> None:
    """Write the graph and the heads of a run beside the encoder in ``target``.

    Ranges are measured on some of the annotated items and articles in ``data``.
    """
    expose(target / "encoder.onnx")
    reader = Reader(Model(target), learned=False)
    examples = [example for example, _ in gold(reader, data, SPLITS, CALIBRATED)]
    kept = torch.load(checkpoint, map_location="cpu")
    student = Student(target, kept["codes"], kept["modes"])
    student.load_state_dict(kept["model"])
    student.eval()
    np.savez_compressed(
        target / HEADS,
        codes=np.array(kept["codes"]),
        modes=np.array(kept["modes"]),
        rows=np.array(sorted(codebook.load().numbers()), np.uint64),
        **{name: value.numpy().astype(np.float16) for name, value in student.heads.state_dict().items()},
    )
    graph = Graph(student).eval()
    calibration = Calibration(reader.model.network, examples)
    smooth(graph.encoder.layers, calibration, lambda batch: graph(**batch))
    full, small = target / "moves.full.onnx", target / GRAPH
    first = torch.randint(1, 8, (2, 5))
    inputs = {"middle": torch.randn(2, 9, WIDTH), "mask": torch.ones(2, 9, dtype=torch.long), "first": first}
    subwords, words = {0: "windows", 1: "subwords"}, {0: "windows", 1: "words"}
    axes = {"middle": subwords, "mask": subwords, "first": words, "vectors": words}
    _write(graph, full, inputs, ("vectors",), axes)
    calibration.again()
    _quantise(full, small, calibration, ())
    full.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of the open data, to measure ranges on")
    parser.add_argument("checkpoint", type=Path, help="the run's last.pt")
    parser.add_argument("target", type=Path, help="folder of the encoder's graph")
    options = parser.parse_args()
    export(options.checkpoint, options.target, options.data)
    for name in (GRAPH, HEADS):
        print(f"{(options.target / name).stat().st_size / 1e6:8.2f} MB  {name}")


if __name__ == "__main__":
    main()
