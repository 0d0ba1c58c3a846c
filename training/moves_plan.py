"""Which batches a run of the learned heads goes through, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from training.moves_packs import Answers, Pack

SEED = 1
BETWEEN = 3  # batches of annotated texts, then one of the others
SUBWORDS, GOLD_TEXTS, TAUGHT_TEXTS = 2_600, 32, 64  # of a batch
Step = tuple[Pack, list[int], Answers | None]  # with answers: what teachers say; without: annotation


def gold_steps(pack: Pack, texts: Sequence[int], epochs: int, seed: int = SEED) -> list[Step]:
    """The batches of annotated texts."""
    return [
        (pack, batch, None)
        for epoch in range(epochs)
        for batch in pack.batches(texts, SUBWORDS, GOLD_TEXTS, f"{seed} gold {epoch}")
    ]


def plan(
    annotated: Pack, others: Pack, said: Answers | None, taught: float, epochs: int, seed: int = SEED
) -> tuple[list[Step], int]:
    """All steps of a run, and how many of them come before the annotated texts.

    taught: epochs of ``others`` alone; then ``epochs`` of the annotated texts, with a batch of the others
    after every third of theirs. ``said``: what teachers say of the others.
    """
    gold_batches = gold_steps(annotated, range(len(annotated)), epochs, seed)
    between = len(gold_batches) // BETWEEN
    rest: list[Step] = []
    first, epoch = 0, 0
    while not epoch or (len(others) and len(rest) < first + between):
        batches = others.batches(range(len(others)), SUBWORDS, TAUGHT_TEXTS, f"{seed} taught {epoch}")
        first = round(taught * len(batches))
        rest += [(others, batch, said) for batch in batches]
        epoch += 1
    steps, left = rest[:first], iter(rest[first:])
    for number, step in enumerate(gold_batches, 1):
        steps.append(step)
        if number % BETWEEN == 0:
            steps += [one for one in [next(left, None)] if one is not None]
    return steps, first
