"""What heads change is told by kind, and as right or wrong."""

from collections import Counter, defaultdict

import msgspec

from demarche import Reader
from evaluation import changes
from evaluation.gold import GoldAct, GoldReport
from evaluation.readings import read

TEXT = "Chile deployed troops to Peru."


def report(status: str) -> GoldReport:
    act = GoldAct(
        start=6, end=14, type="MOBILIZE", mode="troops", cameo="154", actors=("Chile/CHL",), recipients=(),
        status=status, certainty="certain", polarity="positive", time=None, places=None, objects=None,
        sources=None,
    )  # fmt: skip
    return GoldReport(id="r", text=TEXT, published=None, covers=(), acts=(act,))


def test_kinds_of_change_are_counted_by_who_was_right() -> None:
    reader = Reader(learned=False)
    for status, what in (("planned", "won"), ("occurred", "lost"), ("ongoing", "neither")):
        ((one, rules),) = read([report(status)], reader)
        heads = tuple(msgspec.structs.replace(mention, status="planned") for mention in rules)
        counts: changes.Counts = defaultdict(Counter)
        changes.count(counts, ((one, rules),), ((one, heads),))
        assert counts == {("status", "occurred -> planned"): Counter({what: 1})}


def test_acts_that_one_of_them_finds_alone() -> None:
    ((one, rules),) = read([report("occurred")], Reader(learned=False))
    counts: changes.Counts = defaultdict(Counter)
    changes.count(counts, ((one, rules),), ((one, ()),))
    changes.count(counts, ((one, ()),), ((one, rules),))
    assert counts == {
        ("acts left out", "MOBILIZE"): Counter(acts=1), ("acts found", "MOBILIZE"): Counter(acts=1),
    }  # fmt: skip
    assert next(iter(changes.lines(counts))) == "acts left out: 1 acts, 0 no acts"
