"""The learned heads as they are trained: layers that fork off the encoder, and perceptrons."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from demarche.reading.learned_features import FARTHEST, FLAGS, KINDS, PARTS, ROLES, STANDING
from training.examples import LabelSets
from training.moves_losses import Batch
from training.network import LAYERS, WIDTH, Encoder, Joint
from training.restore import restore

FORK = 4  # layers of the encoder that the heads have for themselves
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
            middle = layer(middle, blocked.to(middle.dtype))
        return middle


@torch.no_grad()
def middle(encoder: Encoder, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
    """What the layer below the fork gives [B, T, WIDTH]; it is not trained."""
    x = encoder.norm(encoder.subword(ids) + encoder.position.weight[: ids.shape[1]] + encoder.shape(shapes))
    blocked = (mask.float()[:, None, None, :] - 1) * 1e4
    for layer in encoder.layers[: LAYERS - FORK]:
        x = layer(x, blocked.to(x.dtype))
    return x


def _perceptron(inputs: int, hidden: int, outputs: int, p: float = 0.3) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, hidden), nn.GELU(), nn.Dropout(p), nn.Linear(hidden, outputs))


class Heads(nn.Module):
    """Types of words, codes and standing of acts, and what a word is to an act (``language/moves.py``).

    ``codes`` and ``modes`` are how many of each the heads tell apart, the first being none of them;
    ``width`` is that of a word's vector, ``hidden`` that of the layers between.
    """

    def __init__(
        self, branches: int, codes: int, modes: int, width: int = WIDTH, hidden: int = HIDDEN
    ) -> None:
        super().__init__()
        kinds = len(KINDS)
        self.drop = nn.Dropout(0.2)
        self.kind = _perceptron(width, hidden, kinds)
        self.typerule = nn.Linear(kinds + 1, kinds, bias=False)
        self.code = _perceptron(width + kinds, hidden, codes)
        self.mode = _perceptron(width + kinds, hidden, modes)
        self.coderule, self.moderule = nn.Embedding(codes, codes), nn.Embedding(modes, modes)
        self.stand = _perceptron(width + kinds + STANDING, hidden, 12)
        self.pub = _perceptron(width + kinds + 3, hidden, 1, 0.2)
        self.a, self.b, self.ga, self.gb = (nn.Linear(width, hidden) for _ in range(4))
        self.br, self.off = nn.Embedding(branches, hidden), nn.Embedding(2 * FARTHEST + 1, hidden)
        self.role, self.rrole = nn.Embedding(len(ROLES), hidden), nn.Embedding(len(ROLES), hidden)
        self.ty = nn.Embedding(kinds, hidden)
        self.flags = nn.Linear(FLAGS, hidden, bias=False)
        self.mlp = nn.Sequential(
            nn.GELU(), nn.Dropout(0.2), nn.Linear(hidden, hidden),
            nn.GELU(), nn.Dropout(0.2), nn.Linear(hidden, len(PARTS)),
        )  # fmt: skip
        for table in (self.br, self.off, self.role, self.rrole, self.ty):
            nn.init.normal_(table.weight, std=0.1)
        for rule in (self.typerule, self.coderule, self.moderule):
            nn.init.zeros_(rule.weight)

    def scores(self, vectors: Tensor, batch: Batch) -> Batch:
        """All that is asked of a batch (``Pack.batch``), by its words' vectors [N, width]: unscaled scores.

        kinds: [N, KINDS]; of acts: standing [A, 12], published [A], code, mode; parts: [K, PARTS].
        """
        acts = self.drop(vectors[batch["act"]])
        kinds, facts = F.one_hot(batch["kind"], len(KINDS)).float(), batch["facts"]
        typed = torch.cat([acts, kinds], 1)
        words = self.drop(vectors)
        act, word = batch["pair_act"], batch["pair_word"]
        pairs = (
            self.a(words)[act] + self.b(words)[word] + self.ga(words)[act] * self.gb(words)[word]
            + self.br(batch["branch"]) + self.off(batch["offset"]) + self.role(batch["role"])
            + self.rrole(batch["back"]) + self.ty(batch["pair_kind"]) + self.flags(batch["flags"])
        )  # fmt: skip
        return {
            "kinds": self.kind(self.drop(vectors)) + self.typerule(batch["rules"]),
            "standing": self.stand(torch.cat([typed, facts], 1)),
            "published": self.pub(torch.cat([typed, facts[:, [0, 13, 14]]], 1))[:, 0],
            "code": self.code(typed) + self.coderule(batch["told_code"]),
            "mode": self.mode(typed) + self.moderule(batch["told_mode"]),
            "parts": self.mlp(pairs),
        }


class Student(nn.Module):
    """The fork and its heads together, above an encoder that stays as it is.

    ``codes`` and ``modes``: CAMEO codes and PLOVER modes that the heads tell apart, the first of
    each standing for all others (or none).
    """

    def __init__(self, weights: Path, codes: Sequence[str], modes: Sequence[str]) -> None:
        super().__init__()
        self.codes, self.modes = list(codes), list(modes)
        labels = LabelSets(json.loads((weights / "labels.json").read_text(encoding="utf-8")))
        joint = Joint(labels.sizes)
        joint.load_state_dict(restore(weights, labels.sizes), strict=False)
        joint.eval()
        self._encoder = [joint.encoder]  # in a list, so that it is no part of this module
        self.fork, self.heads = Fork(joint.encoder), Heads(labels.sizes["branches"], len(codes), len(modes))

    def take(self, state: dict[str, Tensor]) -> None:
        """Start from the checkpoint of a fork as high as this or lower: its layers are the highest here."""
        missing = FORK - len({name.split(".")[2] for name in state if name.startswith("fork.")})
        if missing < 0:
            raise ValueError(f"a fork of {FORK - missing} layers does not go into one of {FORK}")
        found = {}
        for name, value in state.items():
            part, *rest = name.split(".")
            if part == "fork":
                rest[1] = str(int(rest[1]) + missing)
            found[".".join([part, *rest])] = value
        absent, unknown = self.load_state_dict(found, strict=False)
        if unknown or any(not name.startswith("fork.") for name in absent):
            raise ValueError("the checkpoint is of other heads than these")

    def to_device(self, device: torch.device) -> Student:
        """Bring all of it to a device, the encoder below the fork as well."""
        self._encoder[0].to(device)
        return self.to(device)

    def forward(self, batch: Batch) -> Batch:
        below = middle(self._encoder[0], batch["ids"], batch["shapes"], batch["mask"])
        x = self.fork(below, batch["mask"])
        return self.heads.scores(x.reshape(-1, WIDTH)[batch["at"]], batch)
