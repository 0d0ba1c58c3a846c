"""Train the learned heads: which words are acts, how these stand, who takes part.

    python -m training.moves ../shared/data training/runs/moves
    python -m training.moves ../shared/data training/runs/moves --resume

First on what the rules read in news that nobody annotated (without being told what they read),
then, where earlier heads are named (``--teacher``), on what rules and these heads read in further such
news, and last on the corpus of moves: its train split and the half of the articles that may be looked at,
with our own reports and the news for development. There the rules' reading is an input, hidden in
three of ten items.

Below the fork the encoder stays as shipped, so nothing else that it does changes. ``last.pt`` is
written after each part of an epoch and holds what ``--resume`` needs; ``silver.pt`` is how it stood
before the annotated texts, for ``training/crossfit.py``. Seeds fix the order, the masks and the silver.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from corpus.annotate import modes
from demarche.knowledge import codebook
from demarche.language.analyse import Model
from demarche.language.network import WEIGHTS
from demarche.language.windows import Window, padded
from demarche.reading.learned_features import KINDS
from demarche.reading.reader import Reader
from training.examples import LabelSets
from training.moves_examples import RULE_FLAGS, ActExample, Example, gold, own, silver
from training.moves_network import Fork, Heads, middle
from training.network import WIDTH, Joint
from training.restore import restore

SEED = 1
SILVER, SILVER_EPOCHS, GOLD_EPOCHS = 40_000, 2, 6
TAUGHT, TAUGHT_EPOCHS = 30_000, 1  # items that earlier heads read
SPLITS = ("train", "articles")
BATCH, SUBWORDS = 24, 4_000
FORK_RATE, HEAD_RATE, WARM_UP = 2e-4, 1e-3, 50
GOLD_SHARE = 0.7  # of the rates, in the second part
HIDE_RULES = 0.3
SAVE_EVERY = 100
SILVER_ONLY = "silver.pt"  # the checkpoint before the second part


class Trained(torch.nn.Module):
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
        self.middles: dict[int, Tensor] = {}  # by window: what the frozen layers give
        self._encoder = [joint.encoder]  # in a list, so that it is no part of this module
        self.fork, self.heads = Fork(joint.encoder), Heads(labels.sizes["branches"], len(codes), len(modes))

    def prepare(self, examples: Sequence[Example]) -> None:
        """Give each window what the frozen part of the encoder makes of it (in half precision)."""
        found = sorted((window for one in examples for window in one.windows), key=lambda w: len(w.ids))
        batch: list[Window] = []
        for window in [*found, None]:
            if batch and (window is None or (len(window.ids) + 2) * (len(batch) + 1) > SUBWORDS):
                self._prepare(batch)
                batch = []
            if window is not None:
                batch.append(window)

    def _prepare(self, batch: list[Window]) -> None:
        ids, shapes, mask, _ = map(torch.from_numpy, padded(batch))
        x = middle(self._encoder[0], ids, shapes, mask)
        for row, window in enumerate(batch):
            self.middles[id(window)] = x[row, : len(window.ids) + 2].half().clone()

    def vectors(self, batch: Sequence[Example]) -> tuple[Tensor, list[int]]:
        """Word vectors of all texts of a batch, one after the other, and where each begins."""
        found = [window for one in batch for window in one.windows]
        width = max(len(self.middles[id(window)]) for window in found)
        x, mask = torch.zeros(len(found), width, WIDTH), torch.zeros(len(found), width)
        for row, window in enumerate(found):
            known = self.middles[id(window)]
            x[row, : len(known)], mask[row, : len(known)] = known.float(), 1
        x = self.fork(x, mask)
        words = torch.cat([x[row][torch.tensor(window.starts) + 1] for row, window in enumerate(found)])
        return words, np.cumsum([0, *(one.words for one in batch)]).tolist()


def losses(
    model: Trained, batch: Sequence[Example], chance: random.Random, *, rules: bool
) -> dict[str, Tensor]:
    """The losses of a batch of texts; ``rules`` tells the heads what the rules read in most of them."""
    words, begins = model.vectors(batch)
    answers = np.zeros(begins[-1], np.int64)
    told, acts = [], []  # acts: (example's first word, act, whether the rules are shown)
    for begin, one in zip(begins, batch, strict=False):
        shown = rules and chance.random() >= HIDE_RULES
        told.append(one.rules if shown else np.zeros_like(one.rules))
        for act in one.acts:
            answers[begin + act.token] = act.kind
            acts.append((begin, act, shown))
    scores = model.heads.kinds(words, torch.tensor(np.concatenate(told)))
    found = {"type": F.cross_entropy(scores, torch.tensor(answers), reduction="sum") / max(1, len(acts))}
    if acts:
        found |= _of_acts(model, words, acts)
    return found


def _of_acts(
    model: Trained, words: Tensor, acts: Sequence[tuple[int, ActExample, bool]]
) -> dict[str, Tensor]:
    heads = model.heads
    kinds = np.eye(len(KINDS), dtype=np.float32)[[act.kind for _, act, _ in acts]]
    facts = np.stack([act.facts * shown for _, act, shown in acts])
    rows = torch.tensor([begin + act.token for begin, act, _ in acts])
    own = heads.drop(words[rows])
    standing = heads.stand(torch.cat([own, torch.tensor(np.concatenate([kinds, facts], 1))], 1))
    wanted = torch.tensor([(act.status, act.certainty, act.polarity) for _, act, _ in acts])
    stand = sum(
        F.cross_entropy(standing[:, first:last], wanted[:, column])
        for column, (first, last) in enumerate(((0, 6), (6, 10), (10, 12)))
    )
    published = heads.pub(
        torch.cat([own, torch.tensor(np.concatenate([kinds, facts[:, [0, 13, 14]]], 1))], 1)
    )
    today = torch.tensor([float(act.published) for _, act, _ in acts])
    typed = torch.cat([own, torch.tensor(kinds)], 1)
    coded = torch.zeros(())
    for names, head, rule, column in (
        (model.codes, heads.code, heads.coderule, 0), (model.modes, heads.mode, heads.moderule, 1),
    ):  # fmt: skip
        number = {name: index for index, name in enumerate(names)}
        right = torch.tensor([number.get((act.code, act.mode)[column] or "", 0) for _, act, _ in acts])
        told = torch.tensor([number.get(act.told[column] or "", 0) if shown else 0 for _, act, shown in acts])
        coded = coded + F.cross_entropy(head(typed) + rule(told), right)
    arrays: dict[str, list[np.ndarray]] = defaultdict(list)
    for begin, act, shown in acts:
        pairs, flags = act.pairs, act.pairs.flags
        if not shown:
            flags = flags.copy()
            flags[:, RULE_FLAGS] = 0
        arrays["kind"].append(np.full(len(flags), act.kind))
        arrays["act"].append(pairs.act + begin)
        arrays["word"].append(pairs.word + begin)
        for name in ("branch", "offset", "role", "back"):
            arrays[name].append(getattr(pairs, name))
        arrays["flags"].append(flags)
        arrays["answers"].append(act.answers)
        arrays["counted"].append(act.counted)
    whole = {name: torch.tensor(np.concatenate(found)) for name, found in arrays.items()}
    answers, counted = whole.pop("answers"), whole.pop("counted")
    parts = F.binary_cross_entropy_with_logits(heads.parts(words, **whole), answers, reduction="none")
    return {
        "standing": torch.as_tensor(stand),
        "code": coded,
        "parts": (parts * counted).sum() / len(acts),
        "published": F.binary_cross_entropy_with_logits(published[:, 0], today),
    }


class Run:
    """One run's network, optimiser and place, kept in a file after every so many steps.

    ``resume``: go on from that file where there is one, else from ``start`` where one is named.
    """

    def __init__(self, folder: Path, weights: Path, *, resume: bool, start: Path | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "last.pt"
        torch.manual_seed(SEED)
        self.model = Trained(weights, *told_apart())
        self.done = {"silver": 0, "taught": 0, "gold": 0}  # steps
        self._state: dict | None = None
        source = self.path if resume and self.path.exists() else start
        if source is not None:
            kept = torch.load(source)
            self.model.load_state_dict(kept["model"])
            self.done |= kept["done"]
            self._state = kept["optimiser"]

    def part(self, name: str, examples: Sequence[Example], epochs: int, share: float, *, rules: bool) -> None:
        """Train on some examples, from the step that was reached."""
        steps = epochs * -(-len(examples) // BATCH)
        if self.done[name] >= steps:
            return
        optimiser = torch.optim.AdamW(
            [
                {"params": self.model.fork.parameters(), "base": FORK_RATE * share},
                {"params": self.model.heads.parameters(), "base": HEAD_RATE * share},
            ],
            weight_decay=0.01,
        )
        if self.done[name] and self._state is not None:
            optimiser.load_state_dict(self._state)
        self.model.train()
        mean: dict[str, float] = {}
        began = time.monotonic()
        for step, batch in enumerate(_order(examples, epochs, name)):
            if step < self.done[name]:
                continue
            rate = min(1, (step + 1) / WARM_UP) * (1 - step / steps)
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * rate
            torch.manual_seed(SEED + step)
            found = losses(self.model, batch, random.Random(f"{name} {step}"), rules=rules)
            optimiser.zero_grad()
            torch.stack(list(found.values())).sum().backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 2.0)
            optimiser.step()
            self.done[name] = step + 1
            for key, value in found.items():
                mean[key] = 0.98 * mean.get(key, float(value)) + 0.02 * float(value)
            if (step + 1) % SAVE_EVERY == 0 or step + 1 == steps:
                torch.save(
                    {
                        "model": self.model.state_dict(), "done": self.done,
                        "optimiser": optimiser.state_dict(), "codes": self.model.codes,
                        "modes": self.model.modes,
                    },
                    self.path,
                )  # fmt: skip
                shown = "  ".join(f"{key} {value:.3f}" for key, value in mean.items())
                print(f"{name} {step + 1}/{steps}  {time.monotonic() - began:.0f} s  {shown}", flush=True)
        self._state = None


def told_apart() -> tuple[list[str], list[str]]:
    """The codes and modes of the codebook's table, each list led by "" for all others."""
    codes = codebook.load().codes
    return ["", *sorted(codes)], ["", *sorted({mode for known in modes().values() for mode in known})]


def annotated_by_id(reader: Reader, data: Path) -> dict[str, Example]:
    """The texts of the second part by the ids of their reports."""
    found = (*gold(reader, data, SPLITS), *own(reader, data))
    return {reading.report.id: example for example, reading in found}


def _order(examples: Sequence[Example], epochs: int, name: str) -> list[list[Example]]:
    """The batches of all epochs, each epoch in an order of its own."""
    found = []
    for epoch in range(epochs):
        order = list(examples)
        random.Random(f"{SEED} {name} {epoch}").shuffle(order)
        found += [order[first : first + BATCH] for first in range(0, len(order), BATCH)]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of the open data")
    parser.add_argument("run", type=Path, help="folder of the run")
    parser.add_argument("--resume", action="store_true", help="go on from where the run was broken off")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the exported encoder to fork from")
    parser.add_argument("--teacher", type=Path, help="exported weights whose heads read further items")
    parser.add_argument("--silver", type=int, default=SILVER, help="items without annotation")
    parser.add_argument("--silver-epochs", type=int, default=SILVER_EPOCHS)
    parser.add_argument("--taught", type=int, default=TAUGHT, help="further items, for the teacher")
    parser.add_argument("--taught-epochs", type=int, default=TAUGHT_EPOCHS)
    parser.add_argument("--gold-epochs", type=int, default=GOLD_EPOCHS)
    options = parser.parse_args()
    run = Run(options.run, options.weights, resume=options.resume)
    reader = Reader(Model(options.weights), learned=False)
    steps = options.silver_epochs * -(-options.silver // BATCH)
    if run.done["silver"] < steps:
        unannotated = list(silver(reader, options.data, options.silver))
        run.model.prepare(unannotated)
        run.part("silver", unannotated, options.silver_epochs, 1.0, rules=False)
        run.model.middles.clear()
        shutil.copyfile(run.path, options.run / SILVER_ONLY)
    steps = options.taught_epochs * -(-options.taught // BATCH)
    if options.teacher and run.done["taught"] < steps:
        teacher = Reader(Model(options.teacher))
        unannotated = list(silver(teacher, options.data, options.taught, after=options.silver))
        run.model.prepare(unannotated)
        run.part("taught", unannotated, options.taught_epochs, 1.0, rules=False)
        run.model.middles.clear()
        shutil.copyfile(run.path, options.run / SILVER_ONLY)
    examples = list(annotated_by_id(reader, options.data).values())
    run.model.prepare(examples)
    run.part("gold", examples, options.gold_epochs, GOLD_SHARE, rules=True)


if __name__ == "__main__":
    main()
