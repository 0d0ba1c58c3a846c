"""What the learned heads are taught by: annotation, or the answers of teachers (Hinton et al. 2015)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from training.moves_packs import STANDINGS

Batch = dict[str, Tensor]


def annotated(scores: Batch, batch: Batch) -> Tensor:
    """The loss of ``Heads.scores`` against annotation, for each act of the batch.

    Words that are no acts share in the loss of types; pairs count where their answer is known.
    """
    acts = max(1, len(batch["act"]))
    loss = F.cross_entropy(scores["kinds"], batch["kinds"], reduction="sum") / acts
    if not len(batch["act"]):
        return loss
    for name, columns in STANDINGS.items():
        loss = loss + F.cross_entropy(scores["standing"][:, columns], batch[name])
    for name in ("code", "mode"):
        loss = loss + F.cross_entropy(scores[name], batch[name])
    loss = loss + F.binary_cross_entropy_with_logits(scores["published"], batch["published"])
    parts = F.binary_cross_entropy_with_logits(scores["parts"], batch["parts"], reduction="none")
    return loss + (parts * batch["counted"]).sum() / acts


def taught(scores: Batch, batch: Batch) -> Tensor:
    """The same against the probabilities that teachers give.

    What the teachers hold for no act counts the less in all that is asked of acts. All pairs count, those too
    that annotation leaves out (a time of what is none): the teachers were not taught of these either.
    """
    acts = max(1, len(batch["act"]))
    loss = _cross(scores["kinds"], batch["taught_kinds"]).sum() / acts
    if not len(batch["act"]):
        return loss
    weight = 1 - batch["taught_kinds"][batch["act"], 0]
    whole = weight.sum().clamp(min=1)
    each = _cross(scores["code"], batch["taught_code"]) + _cross(scores["mode"], batch["taught_mode"])
    for columns in STANDINGS.values():
        each = each + _cross(scores["standing"][:, columns], batch["taught_standing"][:, columns])
    each = each + F.binary_cross_entropy_with_logits(
        scores["published"], batch["taught_published"], reduction="none"
    )
    parts = F.binary_cross_entropy_with_logits(scores["parts"], batch["taught_parts"], reduction="none")
    return loss + ((each * weight).sum() + (parts.sum(1) * weight[batch["of"]]).sum()) / whole


def probabilities(scores: Batch) -> Batch:
    """What scores mean, under the names that ``taught`` asks for (without "taught_")."""
    standing = scores["standing"]
    return {
        "kinds": scores["kinds"].softmax(-1),
        "code": scores["code"].softmax(-1),
        "mode": scores["mode"].softmax(-1),
        "standing": torch.cat(
            [standing[:, columns].softmax(-1) for columns in STANDINGS.values()], 1
        ),
        "published": scores["published"].sigmoid(),
        "parts": scores["parts"].sigmoid(),
    }


def _cross(scores: Tensor, wanted: Tensor) -> Tensor:
    return -(wanted * F.log_softmax(scores, -1)).sum(-1)
