"""Go back from the exported graphs to networks that can be trained on.

What was cut to int8 comes back on its grid: 7 bits a column, 8 bits a row of the
embeddings. The heads were exported in float and come back as they were. So a model can
be trained further after its checkpoints are gone, at the price of the optimiser's state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from demarche.language.moves import GRAPH, HEADS
from training.network import LAYERS, Joint

# the nodes of the graph that hold a matrix, and its parameter; of the encoder before Smoothed
_ENCODER = {
    f"/encoder/layers.{layer}/{part}/MatMul": f"encoder.layers.{layer}.{part}.weight"
    for layer in range(LAYERS)
    for part in ("attention", "attended", "widen", "narrow")
}
_HEADS = {
    "/start/MatMul": "start.weight", "/predicate/MatMul": "predicate.weight", "/upos/MatMul": "upos.weight",
    "/feats/MatMul": "feats.weight", "/names/MatMul": "names.weight", "/mentions/MatMul": "mentions.weight",
    "/names/hidden/hidden.0/MatMul": "names.hidden.0.weight", "/names/more/MatMul": "names.more.weight",
    "/factuality/factuality.0/factuality.0.0/MatMul": "factuality.0.0.weight",
    "/factuality/factuality.1/MatMul": "factuality.1.weight",
    **{
        f"/{name}/{name}.0/MatMul": f"{name}.0.weight"
        for name in ("arc_dependent", "arc_governor", "relation_dependent", "relation_governor")
    },
}  # fmt: skip


def _values(path: Path) -> dict[str, np.ndarray]:
    """The weights of a graph by their names there; those of matrices by the node's name."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(path).graph
    values = {weight.name: numpy_helper.to_array(weight) for weight in graph.initializer}
    for node in graph.node:
        if node.op_type == "Cast" and node.input[0] in values:  # kept in half precision
            values[node.output[0]] = values[node.input[0]].astype(np.float32)
        if node.op_type == "DequantizeLinear" and node.input[0] in values:
            whole, scale, zero = (values[name].astype(np.float32) for name in node.input)
            values[node.output[0]] = (whole - zero) * scale
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in values:
            values[node.name] = values[node.input[1]]
    return values


def _smoothed(graph: Mapping[str, np.ndarray]) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """The layers of a graph by name, with weight and bias as they were.

    What ``training.export`` took from the channels and gave to the matrices is taken back.
    """
    for name in graph:
        if name.endswith(".inverse"):
            layer = name.removesuffix(".inverse").removeprefix("network.")
            node = "/" + layer.replace(".", "/").replace("layers/", "layers.") + "/linear/MatMul"
            bias = graph[f"{name.removesuffix('.inverse')}.linear.bias"]
            yield layer, graph[node].T * graph[name], bias


def restore_moves(folder: Path) -> dict[str, Any]:
    """What a run of the learned heads would have left (``moves.py``'s ``last.pt``), from ``folder``'s files.

    The layers come back on the grid of int8, the heads in half precision; by themselves both answer as the
    exported ones do.
    """
    graph = _values(folder / GRAPH)
    found = {
        name.replace("encoder.", "fork.", 1): value
        for name, value in graph.items()
        if name.startswith("encoder.") and not name.endswith((".inverse", ".linear.bias"))
    }
    for layer, weight, bias in _smoothed(graph):
        ours = layer.replace("encoder.", "fork.", 1)
        found[f"{ours}.weight"], found[f"{ours}.bias"] = weight, bias
    with np.load(folder / HEADS) as kept:
        about = {name: kept[name].tolist() for name in ("codes", "modes")}
        names = [name for name in kept.files if name not in ("codes", "modes", "rows")]
        found |= {f"heads.{name}": kept[name].astype(np.float32) for name in names}
    state = {name: torch.from_numpy(np.array(value)) for name, value in found.items()}
    return {**about, "model": state}


def restore(folder: Path, sizes: dict[str, int]) -> dict[str, Tensor]:
    """The state of ``Joint(sizes)`` from the graphs in ``folder``.

    Parameters that no graph holds are left out: what the network has got since. Raises
    KeyError where a graph is of a network of other sizes.
    """
    encoder, arguments = _values(folder / "encoder.onnx"), _values(folder / "arguments.onnx")
    relations = _values(folder / "relations.onnx")
    found = {
        name.removeprefix("network."): value
        for values in (encoder, arguments)
        for name, value in values.items()
        if name.startswith("network.")
    }
    scale = found.pop("encoder.subword.scale")
    found["encoder.subword.weight"] = found["encoder.subword.weight"].astype(np.float32) * scale
    for layer, weight, bias in _smoothed(encoder):
        found[f"{layer}.weight"], found[f"{layer}.bias"] = weight, bias
    # a linear layer's matrix lies transposed in the graph
    found |= {name: encoder[node].T for node, name in (_ENCODER | _HEADS).items() if node in encoder}
    (bilinear,) = (value for name, value in relations.items() if name.startswith("/"))
    found["relation_weight"] = bilinear.reshape(len(bilinear), sizes["relations"], -1)
    senses = np.load(folder / "senses.npz")
    found["roleset.weight"], found["roleset.bias"] = senses["weight"].astype(np.float32), senses["bias"]
    known = Joint(sizes).state_dict()
    state = {
        name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in found.items() if name in known
    }
    for name, value in state.items():
        if value.shape != known[name].shape:
            raise KeyError(f"{folder}: {name} is {tuple(value.shape)}, not {tuple(known[name].shape)}")
    return state
