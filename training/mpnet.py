"""MPNet (Song et al. 2020), the encoder of the teachers: 12 layers, 768 wide, 110 M parameters.

It reads the same subwords as MiniLM, whose vocabulary it shares but for four marks put before it. Like
there, a vector for each word's shape is added to what goes in, at first nothing.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from demarche.language.network import CLS, SEP
from training.network import SHAPES

WIDTH, LAYERS, HEADS, INNER = 768, 12, 12, 3072
VOCABULARY, POSITIONS = 30527, 514
BUCKETS, FAR = 32, 128  # of distances between subwords
BEGIN, PAD, END, MARKS = 0, 1, 2, 4  # its marks stand where BERT's vocabulary begins, four before it
FIRST_POSITION = 2


class Layer(nn.Module):
    """One layer: attention that knows distances, then a perceptron for each subword."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.attended = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attention_norm, self.norm = nn.LayerNorm(WIDTH, 1e-5), nn.LayerNorm(WIDTH, 1e-5)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, size, _ = x.shape
        query, key, value = (
            part(x).view(batch, size, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        mixed = F.scaled_dot_product_attention(
            query, key, value, attn_mask=bias.to(query.dtype), dropout_p=0.1 if self.training else 0.0
        )
        x = self.attention_norm(x + self.drop(self.attended(mixed.transpose(1, 2).reshape(x.shape))))
        return self.norm(x + self.drop(self.narrow(F.gelu(self.widen(x)))))


class MPNet(nn.Module):
    """Subwords to vectors; ``ids`` and ``shapes`` as MiniLM takes them, ``mask`` [B, T] bool."""

    def __init__(self) -> None:
        super().__init__()
        self.subword, self.position = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, 1e-5), nn.Dropout(0.1)
        self.distance = nn.Embedding(BUCKETS, HEADS)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        nn.init.zeros_(self.shape.weight)

    def load(self, path: Path) -> None:
        """Take the weights of a safetensors file of that architecture (all-mpnet-base-v2's, for one)."""
        from safetensors.torch import load_file

        theirs = load_file(path)
        embeddings, attention = "embeddings.", "attention.attn."
        names = {
            "subword": embeddings + "word_embeddings", "position": embeddings + "position_embeddings",
            "norm": embeddings + "LayerNorm", "distance": "encoder.relative_attention_bias",
        }  # fmt: skip
        parts = {
            "query": attention + "q", "key": attention + "k", "value": attention + "v",
            "attended": attention + "o", "attention_norm": "attention.LayerNorm",
            "widen": "intermediate.dense", "narrow": "output.dense", "norm": "output.LayerNorm",
        }  # fmt: skip
        for number in range(LAYERS):
            names |= {
                f"layers.{number}.{ours}": f"encoder.layer.{number}.{name}" for ours, name in parts.items()
            }
        state = {
            f"{ours}.{kind}": theirs[f"{name}.{kind}"]
            for ours, name in names.items()
            for kind in ("weight", "bias")
            if f"{name}.{kind}" in theirs
        }
        missing, unexpected = self.load_state_dict(state, strict=False)
        if missing != ["shape.weight"] or unexpected:
            raise ValueError(f"{path}: not an MPNet of {LAYERS} layers")

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        size = ids.shape[1]
        own = ids + MARKS
        own = own.masked_fill(ids == CLS, BEGIN).masked_fill(ids == SEP, END).masked_fill(~mask, PAD)
        x = self.subword(own) + self.position.weight[FIRST_POSITION : FIRST_POSITION + size]
        x = self.drop(self.norm(x) + self.shape(shapes))
        place = torch.arange(size, device=ids.device)
        bias = self.distance(_bucket(place[None, :] - place[:, None])).permute(2, 0, 1)[None]
        bias = bias - (~mask)[:, None, None, :].float() * 1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


def _bucket(distance: Tensor) -> Tensor:
    """The class of a distance: short ones each their own, long ones by their logarithm (T5's)."""
    half = BUCKETS // 2
    exact, far = half // 2, distance.abs()
    grown = exact + (
        torch.log(far.clamp(min=1).float() / exact) / math.log(FAR / exact) * (half - exact)
    ).long()
    return (distance > 0).long() * half + torch.where(far < exact, far, grown.clamp(max=half - 1))
