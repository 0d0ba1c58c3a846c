"""The network as it is trained: one MiniLM encoder and a small head for each layer."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from demarche.language.frames import FARTHEST

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
VOCABULARY, POSITIONS, SHAPES = 30522, 512, 64
ARC, LABEL, PAIR = 256, 128, 256
HIDDEN = 192
_MASKS: dict[float, Tensor] = {}
_POOL = 6_000_017


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    """Dropout with masks cut at random offsets from a pool.

    On two cores the drawing of fresh masks takes a tenth of a training step.
    """
    if not training or not p:
        return x
    if x.is_cuda:
        return F.dropout(x, p)
    if p not in _MASKS:
        drawn = torch.rand(_POOL, generator=torch.Generator().manual_seed(0))
        _MASKS[p] = (drawn > p).float() / (1 - p)
    offset = int(torch.randint(_POOL - x.numel(), (1,)))
    return x * _MASKS[p][offset : offset + x.numel()].view(x.shape)


class Dropout(nn.Module):
    """``dropout`` as a layer."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.p, self.training)


class Layer(nn.Module):
    """One transformer layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, 1e-12)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, size, _ = x.shape
        split = self.attention(x).view(batch, size, 3, HEADS, WIDTH // HEADS)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.attended(mixed.transpose(1, 2).reshape(batch, size, WIDTH))
        x = self.attention_norm(x + dropout(mixed, 0.1, self.training))
        wide = F.gelu(self.widen(x))
        return self.norm(x + dropout(self.narrow(wide), 0.1, self.training))


class Encoder(nn.Module):
    """MiniLM-L6 with an embedding of word shapes, which start at nought."""

    def __init__(self) -> None:
        super().__init__()
        self.subword = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        nn.init.zeros_(self.shape.weight)

    def load_minilm(self, path: Path) -> None:
        """Take the weights of a BERT-like safetensors file."""
        from safetensors.torch import load_file

        weights = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
        embeddings = "embeddings."
        state = {
            "subword.weight": weights[embeddings + "word_embeddings.weight"],
            "position.weight": weights[embeddings + "position_embeddings.weight"]
            + weights[embeddings + "token_type_embeddings.weight"][0],
            "norm.weight": weights[embeddings + "LayerNorm.weight"],
            "norm.bias": weights[embeddings + "LayerNorm.bias"],
        }
        theirs = {
            "attended": "attention.output.dense", "attention_norm": "attention.output.LayerNorm",
            "widen": "intermediate.dense", "narrow": "output.dense", "norm": "output.LayerNorm",
        }  # fmt: skip
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                parts = [
                    weights[f"{layer}attention.self.{part}.{kind}"] for part in ("query", "key", "value")
                ]
                state[f"layers.{number}.attention.{kind}"] = torch.cat(parts)
                for ours, name in theirs.items():
                    state[f"layers.{number}.{ours}.{kind}"] = weights[f"{layer}{name}.{kind}"]
        missing, unexpected = self.load_state_dict(state, strict=False)
        if missing != ["shape.weight"] or unexpected:
            raise ValueError(f"{path}: not a MiniLM-L6 encoder")

    def freeze(self, layers: int) -> None:
        """Leave the embeddings and so many of the lowest layers as they are."""
        for part in (self.subword, self.position, self.shape, self.norm, *self.layers[:layers]):
            part.requires_grad_(False)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        x = self.subword(ids) + self.position.weight[: ids.shape[1]] + self.shape(shapes)
        x = dropout(self.norm(x), 0.1, self.training)
        blocked = (mask.float()[:, None, None, :] - 1) * 1e4
        for layer in self.layers:
            x = layer(x, blocked)
        return x


def projection(size: int, p: float = 0.33) -> nn.Sequential:
    """From word vectors to a head's own space."""
    return nn.Sequential(nn.Linear(WIDTH, size), nn.GELU(), Dropout(p))


class Names(nn.Linear):
    """Scores of the labels of names: linear, and what a hidden layer adds, at first nothing."""

    def __init__(self, labels: int) -> None:
        super().__init__(WIDTH, labels)
        self.hidden, self.more = projection(HIDDEN, 0.2), nn.Linear(HIDDEN, labels, bias=False)
        nn.init.zeros_(self.more.weight)

    def forward(self, words: Tensor) -> Tensor:
        return super().forward(words) + self.more(self.hidden(words))


def with_one(x: Tensor) -> Tensor:
    """A constant 1 appended to each vector: the bias of a bilinear form."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Joint(nn.Module):
    """Encoder and heads. ``sizes`` are those of the label sets, and of the branch codes.

    With ``half`` the encoder is trained in bfloat16, its weights excepted.
    """

    half = False

    def __init__(self, sizes: dict[str, int]) -> None:
        super().__init__()
        self.kinds = sizes["relations"]
        self.encoder = Encoder()
        self.word_dropout = nn.Dropout(0.15)
        self.start = nn.Linear(WIDTH, 1)
        self.upos = nn.Linear(WIDTH, sizes["upos"])
        self.feats = nn.Linear(WIDTH, sizes["feats"])
        self.names = Names(sizes["names"])
        self.mentions = nn.Linear(WIDTH, sizes["mentions"])
        self.predicate = nn.Linear(WIDTH, 1)
        self.roleset = nn.Linear(WIDTH, sizes["rolesets"])
        self.factuality = nn.Sequential(projection(128, 0.2), nn.Linear(128, 1))
        # arcs and relations: biaffine (Dozat and Manning 2017)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.arc_dependent, self.arc_governor = projection(ARC), projection(ARC)
        self.arc_weight = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.02)
        self.relation_dependent, self.relation_governor = projection(LABEL), projection(LABEL)
        self.relation_weight = nn.Parameter(torch.randn(LABEL + 1, sizes["relations"], LABEL + 1) * 0.02)
        # arguments: a perceptron over the word, the predicate, their product, the
        # distance, and the branch of the tree
        self.role_word, self.role_predicate = nn.Linear(WIDTH, PAIR), nn.Linear(WIDTH, PAIR)
        self.role_word_gate, self.role_predicate_gate = nn.Linear(WIDTH, PAIR), nn.Linear(WIDTH, PAIR)
        self.role_offset = nn.Embedding(2 * FARTHEST + 1, PAIR)
        self.role_branch = nn.Embedding(sizes["branches"], PAIR)
        self.role = nn.Sequential(
            nn.GELU(), nn.Dropout(0.15), nn.Linear(PAIR, PAIR),
            nn.GELU(), nn.Dropout(0.15), nn.Linear(PAIR, sizes["roles"]),
        )  # fmt: skip
        nn.init.normal_(self.role_offset.weight, std=0.1)
        nn.init.normal_(self.role_branch.weight, std=0.1)

    def words(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Word vectors [B, N, WIDTH]: those of the words' first subwords."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training and self.half):
            x = self.encoder(ids, shapes, mask).float()
        return self.word_dropout(torch.gather(x, 1, first[..., None].expand(-1, -1, WIDTH)))

    def with_root(self, words: Tensor) -> Tensor:
        """Word vectors with the root's before them: the possible governors."""
        return torch.cat([self.root.expand(words.shape[0], 1, WIDTH), words], 1)

    def arcs(self, words: Tensor) -> Tensor:
        """Scores [B, N, N+1] of each governor of each word; column 0 is the root."""
        dependent, governor = self.arc_dependent(words), self.arc_governor(self.with_root(words))
        return (with_one(dependent) @ self.arc_weight) @ governor.transpose(1, 2)

    def relations(self, dependent: Tensor, governor: Tensor) -> Tensor:
        """Scores [M, relations] of M arcs, from their ends projected for relations."""
        size, kinds, _ = self.relation_weight.shape
        mixed = (with_one(dependent) @ self.relation_weight.reshape(size, -1)).view(-1, kinds, size)
        return (mixed @ with_one(governor)[..., None]).squeeze(-1)

    def arc_relations(self, words: Tensor, batch: Tensor, word: Tensor, governor: Tensor) -> Tensor:
        """Scores [M, relations] of arcs given by index; governor 0 is the root."""
        above = self.with_root(words)[batch, governor]
        return self.relations(self.relation_dependent(words[batch, word]), self.relation_governor(above))

    def roles(self, words: Tensor, word: Tensor, predicate: Tensor, offset: Tensor, branch: Tensor) -> Tensor:
        """Scores [K, roles] of pairs of rows of ``words`` [W, WIDTH]."""
        known, back = torch.unique(predicate, return_inverse=True)
        chosen = words.index_select(0, known)
        x = (
            self.role_word(words).index_select(0, word)
            + self.role_predicate(chosen).index_select(0, back)
            + self.role_word_gate(words).index_select(0, word)
            * self.role_predicate_gate(chosen).index_select(0, back)
            + self.role_offset(offset)
            + self.role_branch(branch)
        )
        return self.role(x)
