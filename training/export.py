"""Export a trained model as the ONNX graphs that ``demarche.language`` runs.

    python -m training.export ../shared/data training/runs/a src/demarche/language/weights

The encoder's matrices become int8, a scale a column, with one bit kept free: processors
without VNNI add pairs of products in 16 bits, which saturate otherwise. What flows into
them is cut to 8 bits by ranges that are measured on training sentences once, not by each
batch's own: so a text is read alike whatever it is batched with. A few channels are fifty
times as wide as the others and would leave these a handful of steps; so each channel is
divided by a factor that its row of the matrix is multiplied by (Xiao et al. 2023). The subword embeddings
become int8 with a scale a row. The heads stay in float: they are small, and the tree is
decoded from small differences.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from torch import Tensor, nn

from demarche.language.analyse import BATCH_SUBWORDS
from demarche.language.moves import GRAPH, HEADS
from training import treebanks
from training.examples import LabelSets, Numberer, batches, collate, windows
from training.network import LABEL, WIDTH, Joint
from training.train import minilm

OPSET = 17
ENCODER_NODES = "/encoder/layers"
PARTS = ("attention", "attended", "widen", "narrow")
MOVED = 0.7  # the share of a channel's width that goes into the matrix
CALIBRATION_STEP = 5  # every so many'th batch is run to measure ranges
ENCODER_OUTPUTS = (
    "words", "dependents", "governors", "arcs", "starts", "predicates", "factuality", "upos", "feats",
    "names", "mentions",
)  # fmt: skip


class Batches(Protocol):
    """What onnxruntime measures ranges on: batches, then None."""

    def get_next(self) -> dict[str, np.ndarray] | None: ...


class Calibration:
    """Batches of training sentences, for the ranges of what flows through the encoder."""

    def __init__(self, data: Path, labels: LabelSets) -> None:
        numberer = Numberer(minilm() / "tokenizer.json", labels)
        documents = treebanks.gum(data, "train")[::7] + treebanks.ewt(data, "train")[::45]
        examples = [[numberer.example(sentence) for sentence in document] for document in documents]
        self._batches = batches(windows(examples, random.Random(1)), BATCH_SUBWORDS)[::CALIBRATION_STEP]

    def get_next(self) -> dict[str, np.ndarray] | None:
        """The next batch as the encoder's inputs; None after the last."""
        if not self._batches:
            return None
        batch = collate(self._batches.pop())
        mask = batch.mask.astype(np.int64)
        return {"ids": batch.ids, "shapes": batch.shapes, "mask": mask, "first": batch.first}


class QuantisedEmbedding(nn.Module):
    """An embedding in int8 with a scale a row; the rows differ in length by far."""

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        weight = embedding.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("weight", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.weight[ids].float() * self.scale[ids]


class Smoothed(nn.Module):
    """A linear layer whose input channels are brought to about one width beforehand."""

    def __init__(self, linear: nn.Linear, widest: Tensor) -> None:
        super().__init__()
        known = linear.weight.detach().abs().amax(0).clamp(min=1e-4)
        scale = widest.clamp(min=1e-4) ** MOVED / known ** (1 - MOVED)
        self.register_buffer("inverse", 1 / scale)
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.weight.data = linear.weight.detach() * scale
        self.linear.bias.data = linear.bias.detach()

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(x * self.inverse)


@torch.no_grad()
def smooth(layers: nn.ModuleList, calibration: Batches, run: Callable[[dict[str, Tensor]], object]) -> None:
    """Put ``Smoothed`` layers in the place of the encoder's, by what flows into them.

    ``run`` lets a batch of ``calibration`` flow through them.
    """
    widest: dict[tuple[int, str], Tensor] = {}
    hooks = []
    for number, layer in enumerate(layers):
        for part in PARTS:

            def see(module: nn.Module, inputs: tuple[Tensor], key: tuple[int, str] = (number, part)) -> None:
                seen = inputs[0].abs().flatten(0, -2).amax(0)
                widest[key] = torch.maximum(widest[key], seen) if key in widest else seen

            hooks.append(getattr(layer, part).register_forward_pre_hook(see))
    while (batch := calibration.get_next()) is not None:
        run({name: torch.from_numpy(array) for name, array in batch.items()})
    for hook in hooks:
        hook.remove()
    for (number, part), width in widest.items():
        layer = layers[number]
        setattr(layer, part, Smoothed(getattr(layer, part), width))


class Words(nn.Module):
    """Subwords to word vectors and the scores of single words and of arcs."""

    def __init__(self, network: Joint) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        n = self.network
        words = n.words(ids, shapes, mask, first)
        return (
            words,
            n.relation_dependent(words),
            n.relation_governor(n.with_root(words)),
            n.arcs(words),
            n.start(words)[..., 0],
            n.predicate(words)[..., 0],
            n.factuality(words)[..., 0],
            n.upos(words).argmax(-1),
            n.feats(words).argmax(-1),
            n.names(words),
            n.mentions(words),
        )


class Relations(nn.Module):
    """The relation of each arc."""

    def __init__(self, network: Joint) -> None:
        super().__init__()
        self.network = network

    def forward(self, dependents: Tensor, governors: Tensor) -> Tensor:
        return self.network.relations(dependents, governors).argmax(-1)


class Arguments(nn.Module):
    """The role scores of each pair of word and predicate."""

    def __init__(self, network: Joint) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, words: Tensor, word: Tensor, predicate: Tensor, offset: Tensor, branch: Tensor
    ) -> Tensor:
        n = self.network
        x = (
            n.role_word(words)[word]
            + n.role_predicate(words)[predicate]
            + n.role_word_gate(words)[word] * n.role_predicate_gate(words)[predicate]
            + n.role_offset(offset)
            + n.role_branch(branch)
        )
        return n.role(x)


def halve(path: Path) -> None:
    """Keep a graph's float matrices in half precision on disk; they are widened when it is loaded."""
    import onnx
    from onnx import numpy_helper

    model = onnx.load(path)
    graph = model.graph
    for number, kept in enumerate(graph.initializer):
        value = numpy_helper.to_array(kept)
        if value.dtype == np.float32 and value.ndim > 1:
            name, half = kept.name, f"{kept.name}.half"
            graph.initializer[number].CopyFrom(numpy_helper.from_array(value.astype(np.float16), half))
            graph.node.insert(0, onnx.helper.make_node("Cast", [half], [name], to=onnx.TensorProto.FLOAT))
    onnx.save(model, path)


def _write(
    module: nn.Module,
    path: Path,
    inputs: dict[str, Tensor],
    outputs: tuple[str, ...],
    axes: dict[str, dict[int, str]],
) -> None:
    torch.onnx.export(
        module, tuple(inputs.values()), str(path), input_names=list(inputs), output_names=list(outputs),
        dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def _quantise(source: Path, target: Path, calibration: Batches, keep: tuple[str, ...]) -> None:
    """Quantise the encoder's matrices but those whose node's name holds one of ``keep``."""
    import onnx
    from onnxruntime.quantization import QuantFormat, QuantType, quantize_static

    graph = onnx.load(source).graph
    constant = {weight.name for weight in graph.initializer}
    excluded = [
        node.name
        for node in graph.node
        if node.op_type == "MatMul"
        and (
            ENCODER_NODES not in node.name
            or constant.isdisjoint(node.input)
            or any(part in node.name for part in keep)
        )
    ]
    quantize_static(
        source, target, calibration, quant_format=QuantFormat.QDQ, op_types_to_quantize=["MatMul"],
        per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, activation_type=QuantType.QUInt8,
        nodes_to_exclude=excluded,
        extra_options={"MatMulConstBOnly": True, "OpTypesToExcludeOutputQuantization": ["MatMul"]},
    )  # fmt: skip


def export(
    data: Path,
    run: Path,
    target: Path,
    *,
    model: str = "model.pt",
    whole: bool = False,
    keep: tuple[str, ...] = (),
) -> None:
    """Write graphs, label sets and tokenizer of a run into ``target``."""
    labels = LabelSets(json.loads((run / "labels.json").read_text(encoding="utf-8")))
    network = Joint(labels.sizes)
    state = torch.load(run / model)
    network.load_state_dict(state.get("average", state))
    network.eval()
    if not whole:
        network.encoder.subword = QuantisedEmbedding(network.encoder.subword)
        smooth(network.encoder.layers, Calibration(data, labels), lambda batch: network.words(**batch))
    target.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 2000, (2, 9))
    inputs = {
        "ids": ids,
        "shapes": torch.ones_like(ids),
        "mask": torch.ones_like(ids),
        "first": torch.randint(1, 8, (2, 5)),
    }
    subwords, words = {0: "windows", 1: "subwords"}, {0: "windows", 1: "words"}
    axes = {"ids": subwords, "shapes": subwords, "mask": subwords, "first": words}
    axes |= dict.fromkeys(ENCODER_OUTPUTS, words)
    axes |= {"arcs": {**words, 2: "governors"}, "governors": {0: "windows", 1: "governors"}}
    full = target / "encoder.onnx"
    _write(Words(network), full, inputs, ENCODER_OUTPUTS, axes)
    if not whole:
        small = target / "encoder.small.onnx"
        _quantise(full, small, Calibration(data, labels), keep)
        small.replace(full)
    arcs = {"dependents": torch.randn(4, LABEL), "governors": torch.randn(4, LABEL)}
    _write(
        Relations(network),
        target / "relations.onnx",
        arcs,
        ("relation",),
        {key: {0: "arcs"} for key in [*arcs, "relation"]},
    )
    halve(target / "relations.onnx")
    numbers = torch.randint(0, 9, (7,))
    pairs = {
        "words": torch.randn(10, WIDTH),
        **dict.fromkeys(("word", "predicate", "offset", "branch"), numbers),
    }
    axes = {
        "words": {0: "words"},
        **{key: {0: "pairs"} for key in ("word", "predicate", "offset", "branch", "scores")},
    }
    _write(Arguments(network), target / "arguments.onnx", pairs, ("scores",), axes)
    np.savez_compressed(
        target / "senses.npz",
        weight=network.roleset.weight.detach().numpy().astype(np.float16),
        bias=network.roleset.bias.detach().numpy(),
    )
    for name in (GRAPH, HEADS):  # heads for acts above another encoder
        (target / name).unlink(missing_ok=True)
    shutil.copyfile(minilm() / "tokenizer.json", target / "tokenizer.json")
    (target / "labels.json").write_text(
        json.dumps(labels.sets, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of the treebanks, to measure ranges on")
    parser.add_argument("run", type=Path, help="folder of the training run")
    parser.add_argument("target", type=Path, help="folder to write to")
    parser.add_argument("--model", default="model.pt", help="checkpoint in the run's folder")
    parser.add_argument("--whole", action="store_true", help="in float throughout, to compare with")
    parser.add_argument(
        "--keep", nargs="*", default=[], help="parts of the encoder's node names to leave in float"
    )
    arguments = parser.parse_args()
    export(
        arguments.data,
        arguments.run,
        arguments.target,
        model=arguments.model,
        whole=arguments.whole,
        keep=tuple(arguments.keep),
    )
    for path in sorted(arguments.target.iterdir()):
        print(f"{path.stat().st_size / 1e6:8.2f} MB  {path.name}")


if __name__ == "__main__":
    main()
