"""The loss of each layer on a batch; layers that a batch lacks are left out."""

from __future__ import annotations

import random

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from demarche.language.frames import branches, offsets
from training.examples import NONE, Batch
from training.network import Joint

# weights of the layers in the sum
WEIGHTS = {
    "starts": 0.6, "upos": 0.7, "feats": 0.4, "names": 1.5, "mentions": 0.6, "arcs": 1.0, "relations": 0.8,
    "predicates": 0.7, "rolesets": 0.3, "factuality": 0.8, "roles": 3.0,
}  # fmt: skip
NEVER = -1e4
# On which trees the argument scorer sees the branches in training: those that the parser
# predicts, none at all, or (the rest) the treebank's. Single branches are hidden besides.
PREDICTED_TREES, NO_TREES, HIDDEN_BRANCHES = 0.45, 0.1, 0.05


def scored_arcs(network: Joint, words: Tensor, batch: Batch) -> Tensor:
    """Arc scores with the governors outside of a word's own sentence ruled out."""
    sentence = torch.from_numpy(batch.sentence)
    same = sentence[:, :, None] == sentence[:, None, :]
    allowed = torch.cat([torch.ones_like(same[..., :1]), same], -1)
    return network.arcs(words).masked_fill(~allowed, NEVER)


def losses(network: Joint, batch: Batch, rivals: Tensor, chance: random.Random) -> dict[str, Tensor]:
    """Mean loss of each layer that the batch has."""
    words = network.words(
        torch.from_numpy(batch.ids), torch.from_numpy(batch.shapes),
        torch.from_numpy(batch.mask), torch.from_numpy(batch.first),
    )  # fmt: skip
    arcs = scored_arcs(network, words, batch)
    gold = {name: torch.from_numpy(values) for name, values in batch.labels.items()}
    found: dict[str, Tensor] = {}
    for name in ("upos", "feats", "names", "mentions"):
        known = gold[name] != NONE
        if known.any():
            found[name] = F.cross_entropy(getattr(network, name)(words[known]), gold[name][known])
    starts = torch.from_numpy(batch.starts)
    for name, head, truth in (
        ("starts", network.start, starts),
        ("predicates", network.predicate, gold["predicates"]),
    ):
        known = truth != NONE
        if known.any():
            scores = head(words[known])[:, 0]
            found[name] = F.binary_cross_entropy_with_logits(scores, truth[known].float())
    known = gold["heads"] != NONE
    if known.any():
        row, word = known.nonzero(as_tuple=True)
        found["arcs"] = F.cross_entropy(arcs[known], gold["heads"][known])
        scores = network.arc_relations(words, row, word, gold["heads"][known])
        found["relations"] = F.cross_entropy(scores, gold["relations"][known])
    known = gold["rolesets"] != NONE
    if known.any():
        truth = gold["rolesets"][known]
        scores = network.roleset(words[known]).masked_fill(~rivals[truth], NEVER)
        found["rolesets"] = F.cross_entropy(scores, truth)
    known = ~torch.isnan(gold["factuality"])
    if known.any():
        scores = network.factuality(words[known])[:, 0]
        found["factuality"] = F.huber_loss(scores, gold["factuality"][known].float())
    if batch.framed:
        trees = predicted_trees(network, words, arcs, batch)
        pairs = argument_pairs(batch, *trees, network.kinds, chance)
        scores = network.roles(words.reshape(-1, words.shape[-1]), *pairs[:-1])
        found["roles"] = F.cross_entropy(scores, pairs[-1])
    return found


@torch.no_grad()
def predicted_trees(
    network: Joint, words: Tensor, arcs: Tensor, batch: Batch
) -> tuple[np.ndarray, np.ndarray]:
    """Each word's best governor (as in ``Batch``) and relation, in sentences with frames."""
    governors = arcs.argmax(-1)
    framed = torch.zeros(governors.shape, dtype=torch.bool)
    for row, first, example in batch.framed:
        framed[row, first : first + len(example.first)] = True
    relations = np.zeros(governors.shape, np.int64)
    row, word = framed.nonzero(as_tuple=True)
    relations[row.numpy(), word.numpy()] = (
        network.arc_relations(words, row, word, governors[framed]).argmax(-1).numpy()
    )
    return governors.numpy(), relations


def argument_pairs(
    batch: Batch, governors: np.ndarray, relations: np.ndarray, kinds: int, chance: random.Random
) -> list[Tensor]:
    """Word, predicate, offset, branch and gold role of every pair in a sentence."""
    width = batch.first.shape[1]
    columns: list[tuple[np.ndarray, ...]] = []
    for row, first, example in batch.framed:
        n, predicates = len(example.first), np.array(example.predicates)
        seen, drawn = example.branches, chance.random()
        if drawn < PREDICTED_TREES:
            heads = governors[row, first : first + n] - 1 - first
            heads = np.where((heads < 0) | (heads >= n), -1, heads)
            seen = branches(heads, relations[row, first : first + n], predicates, kinds)
        elif drawn > 1 - NO_TREES:
            seen = np.zeros_like(seen)
        seen = np.where(np.random.rand(*seen.shape) < HIDDEN_BRANCHES, 0, seen)
        here = row * width + first
        columns.append(
            (
                np.tile(np.arange(here, here + n), len(predicates)),
                np.repeat(here + predicates, n),
                offsets(n, predicates).ravel(),
                seen.ravel(),
                example.roles.ravel(),
            )
        )
    return [torch.from_numpy(np.concatenate(column)) for column in zip(*columns, strict=True)]
