"""What the small heads above the shipped vectors share: the training loop, the command and the archive."""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn

Case = TypeVar("Case")
Net = TypeVar("Net", bound=nn.Module)


def fit(
    net: Net, found: Sequence[Case], loss_of: Callable[[Sequence[Case]], Tensor], *,
    epochs: int, batch: int, rate: float, decay: float, seed: int,
) -> Net:  # fmt: skip
    """Train ``net`` on batches of cases by their mean loss, in an order that the seed fixes.

    AdamW; the rate falls to nought step by step.
    """
    optimiser = torch.optim.AdamW(net.parameters(), rate, weight_decay=decay)
    steps, step = epochs * -(-len(found) // batch), 0
    for epoch in range(epochs):
        order = list(found)
        random.Random(seed + epoch).shuffle(order)
        total = 0.0
        for first in range(0, len(order), batch):
            for group in optimiser.param_groups:
                group["lr"] = rate * (1 - step / steps)
            those = order[first : first + batch]
            loss = loss_of(those)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
            total += loss.item() * len(those)
        print(f"epoch {epoch + 1}: loss {total / len(order):.3f}", flush=True)
    return net.eval()


def options(description: str | None) -> argparse.Namespace:
    """The command line of a head's training: ``data`` and ``weights``, two folders."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of the open data")
    parser.add_argument("weights", type=Path, help="folder of the exported model, where the head goes")
    return parser.parse_args()


def save(net: nn.Module, path: Path) -> None:
    """Write a head's arrays in half precision, and say how large the file is."""
    arrays = {name: value.numpy().astype(np.float16) for name, value in net.state_dict().items()}
    np.savez_compressed(path, **arrays)
    print(f"{path.stat().st_size / 1e6:8.2f} MB  {path.name}")
