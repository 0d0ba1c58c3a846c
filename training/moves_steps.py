"""The loop in which the learned heads and their teachers are trained, and asked."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset

from training.moves_losses import Batch, annotated, probabilities, taught
from training.moves_packs import Arrays, Pack, whole
from training.moves_plan import Step

SHOWN = 0.7  # of the texts are told what the rules read
WARM_UP, SAVE_EVERY = 60, 200
ASKED_SUBWORDS = 12_000  # of a batch that is not trained on


class Batches(Dataset):
    """The batches of steps [first, last), made as they are asked for.

    The seed fixes, for each step, which of its texts are told of the rules: ``shown`` of them.
    """

    def __init__(self, steps: Sequence[Step], first: int, last: int, seed: str, shown: float) -> None:
        self.steps, self.first, self.last, self.seed, self.shown = steps, first, last, seed, shown

    def __len__(self) -> int:
        return self.last - self.first

    def __getitem__(self, number: int) -> Arrays:
        step = self.first + number
        pack, texts, answers = self.steps[step]
        return pack.batch(texts, random.Random(f"{self.seed} {step}"), self.shown, answers)


def train(
    network: nn.Module, groups: Sequence[dict], steps: Sequence[Step], path: Path, *,
    seed: int, stop: int | None = None, about: Mapping[str, object] | None = None,
) -> None:  # fmt: skip
    """Train by AdamW over some steps, the rates rising for a while, then falling to nought.

    groups: parameters with their highest rate (``lr``). The checkpoint at ``path`` is written every so many
    steps; where it is there, training goes on from it. ``stop``: the step to stop before, for a checkpoint
    of the whole run's beginning. ``about`` is kept in the checkpoint. On a graphics processor, and on one
    with AVX-512, in bfloat16.
    """
    where = next(network.parameters()).device
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    highest = [group["lr"] for group in optimiser.param_groups]
    done = 0
    if path.exists():
        kept = torch.load(path, map_location=where)
        network.load_state_dict(kept["model"])
        optimiser.load_state_dict(kept["optimiser"])
        done = kept["done"]
    last = len(steps) if stop is None else stop
    network.train()
    parameters = [one for group in groups for one in group["params"]]
    mean: dict[str, float] = {}
    began = time.monotonic()
    found = _loaded(Batches(steps, done, last, str(seed), SHOWN), where)
    for step, batch in enumerate(found, done):
        for group, rate in zip(optimiser.param_groups, highest, strict=True):
            group["lr"] = rate * min(1, (step + 1) / WARM_UP) * (1 - step / len(steps))
        torch.manual_seed(seed + step)
        kind, loss_of = ("annotated", annotated) if steps[step][2] is None else ("taught", taught)
        loss = loss_of(_scores(network, batch), batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 2.0)
        optimiser.step()
        value = float(loss.detach())
        mean[kind] = 0.97 * mean.get(kind, value) + 0.03 * value
        if (step + 1) % SAVE_EVERY == 0 or step + 1 == last:
            kept = {
                **(about or {}), "model": network.state_dict(), "optimiser": optimiser.state_dict(),
                "done": step + 1,
            }  # fmt: skip
            with whole(path) as new:
                torch.save(kept, new)
            shown = "  ".join(f"{name} {value:.2f}" for name, value in mean.items())
            seconds = time.monotonic() - began
            print(f"{path.stem} {step + 1}/{len(steps)}  {seconds:.0f} s  {shown}", flush=True)


@torch.no_grad()
def ask(network: nn.Module, pack: Pack) -> Arrays:
    """What a network says of a whole pack, rules told: probabilities by the order of words, acts, pairs."""
    where = next(network.parameters()).device
    network.eval()
    batches = pack.batches(range(len(pack)), ASKED_SUBWORDS, 256, "asked")
    found: dict[str, np.ndarray] = {}
    steps: list[Step] = [(pack, texts, None) for texts in batches]
    loaded = _loaded(Batches(steps, 0, len(steps), "asked", 1.0), where)
    for texts, batch in zip(batches, loaded, strict=True):
        for name, value in probabilities(_scores(network, batch)).items():
            rows = pack.rows(name, texts)
            answers = value.half().cpu().numpy()
            if name not in found:
                found[name] = np.zeros((pack.size(name), *answers.shape[1:]), np.float16)
            found[name][rows] = answers
    return found


def device() -> torch.device:
    """The graphics processor where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def _scores(network: nn.Module, batch: Batch) -> Batch:
    with torch.autocast(batch["ids"].device.type, torch.bfloat16, enabled=_has_bfloat16(batch["ids"].device)):
        scores: Batch = network(batch)
    return {name: value.float() for name, value in scores.items()}


def _has_bfloat16(where: torch.device) -> bool:
    return where.type == "cuda" or torch.backends.cpu.get_cpu_capability().startswith("AVX512")


def _loaded(batches: Batches, where: torch.device) -> Iterator[Batch]:
    """Batches on a device; for a graphics processor three further processes make them."""
    workers = 3 if where.type == "cuda" else 0
    for batch in DataLoader(batches, batch_size=None, collate_fn=_tensors, num_workers=workers):
        yield {name: value.to(where, non_blocking=True) for name, value in batch.items()}


def _tensors(arrays: Arrays) -> dict[str, Tensor]:
    return {name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in arrays.items()}
