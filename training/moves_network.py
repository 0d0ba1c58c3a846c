"""The learned heads as they are trained: two layers that fork off the encoder, and perceptrons."""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn

from demarche.reading.learned_features import FARTHEST, FLAGS, KINDS, PARTS, ROLES, STANDING
from training.network import LAYERS, WIDTH, Encoder

FORK = 2  # layers of the encoder that the heads have for themselves
HIDDEN = 192


class Fork(nn.Module):
    """The encoder's highest layers, copied, to be shaped by what the corpus teaches."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(list(encoder.layers[LAYERS - FORK :])))

    def forward(self, middle: Tensor, mask: Tensor) -> Tensor:
        """[B, T, WIDTH] from the output of the layer below; mask [B, T]."""
        blocked = (mask.float()[:, None, None, :] - 1) * 1e4
        for layer in self.layers:
            middle = layer(middle, blocked)
        return middle


@torch.no_grad()
def middle(encoder: Encoder, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
    """What the layer below the fork gives [B, T, WIDTH]; it is not trained."""
    x = encoder.norm(encoder.subword(ids) + encoder.position.weight[: ids.shape[1]] + encoder.shape(shapes))
    blocked = (mask.float()[:, None, None, :] - 1) * 1e4
    for layer in encoder.layers[: LAYERS - FORK]:
        x = layer(x, blocked)
    return x


def _perceptron(inputs: int, outputs: int, p: float = 0.3) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, HIDDEN), nn.GELU(), nn.Dropout(p), nn.Linear(HIDDEN, outputs))


class Heads(nn.Module):
    """Types of words, codes and standing of acts, and what a word is to an act (``language/moves.py``).

    ``codes`` and ``modes`` are how many of each the heads tell apart, the first being none of them.
    """

    def __init__(self, branches: int, codes: int, modes: int) -> None:
        super().__init__()
        kinds = len(KINDS)
        self.drop = nn.Dropout(0.2)
        self.kind = _perceptron(WIDTH, kinds)
        self.typerule = nn.Linear(kinds + 1, kinds, bias=False)
        self.code, self.mode = _perceptron(WIDTH + kinds, codes), _perceptron(WIDTH + kinds, modes)
        self.coderule, self.moderule = nn.Embedding(codes, codes), nn.Embedding(modes, modes)
        self.stand = _perceptron(WIDTH + kinds + STANDING, 12)
        self.pub = _perceptron(WIDTH + kinds + 3, 1, 0.2)
        self.a, self.b, self.ga, self.gb = (nn.Linear(WIDTH, HIDDEN) for _ in range(4))
        self.br, self.off = nn.Embedding(branches, HIDDEN), nn.Embedding(2 * FARTHEST + 1, HIDDEN)
        self.role, self.rrole = nn.Embedding(len(ROLES), HIDDEN), nn.Embedding(len(ROLES), HIDDEN)
        self.ty = nn.Embedding(kinds, HIDDEN)
        self.flags = nn.Linear(FLAGS, HIDDEN, bias=False)
        self.mlp = nn.Sequential(
            nn.GELU(), nn.Dropout(0.2), nn.Linear(HIDDEN, HIDDEN),
            nn.GELU(), nn.Dropout(0.2), nn.Linear(HIDDEN, len(PARTS)),
        )  # fmt: skip
        for table in (self.br, self.off, self.role, self.rrole, self.ty):
            nn.init.normal_(table.weight, std=0.1)
        for rule in (self.typerule, self.coderule, self.moderule):
            nn.init.zeros_(rule.weight)

    def kinds(self, vectors: Tensor, rules: Tensor) -> Tensor:
        """Scores [N, KINDS] of each word."""
        return self.kind(self.drop(vectors)) + self.typerule(rules)

    def parts(
        self, vectors: Tensor, kind: Tensor, act: Tensor, word: Tensor, branch: Tensor, offset: Tensor,
        role: Tensor, back: Tensor, flags: Tensor,
    ) -> Tensor:  # fmt: skip
        """Scores [K, PARTS] of pairs of an act and a word, rows of ``vectors``."""
        v = self.drop(vectors)
        return self.mlp(
            self.a(v)[act] + self.b(v)[word] + self.ga(v)[act] * self.gb(v)[word]
            + self.br(branch) + self.off(offset) + self.role(role) + self.rrole(back) + self.ty(kind)
            + self.flags(flags)
        )  # fmt: skip
