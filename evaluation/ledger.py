"""What the ledger makes of many reports: acts linked to events, plans settled."""

from __future__ import annotations

from pathlib import Path

from evaluation import linking, outcomes, plans, registry
from evaluation.figures import Figures, present

TITLE = "The ledger"
NEEDS = ("meantime.jsonl.gz", "current_events.jsonl.gz", "leaders_mined.json")
ABOUT = """
*Linking*: MEANTIME's cross-document instances, both topics, with the gold mentions,
participants and times, so that linking is told from reading; singletons count. Most of these
acts are business, for which the codebook has no types. Two simple rules stand beside the
ledger's. *Plans*: announced acts among the items of current events, labelled by hand
(`evaluation/plans.yaml`), raw text in, each among items that resemble it. *Settled rightly* is
of those with an outcome, and beside it of those among them whose announcement is read as an act;
a look-alike is a later act that is not the one announced. The rows for plans that were drawn are
of items drawn by chance that announce something; of those drawn for development about a quarter
announce what the codebook has no act for (elections, referendums, appointments, bills), which the
second draw mostly left out; those are read as occasions. Those drawn from what is read are acts that
the reader finds announced, most of them with a later item that shares rare words; those drawn a
fourth time were mostly kept if a search found what became of them, and were partly looked at; those
drawn a fifth time are of acts that the codebook has, and were looked at. The sixth draw and the
seventh are by chance from items with wording of something to come; the sixth has whatever is announced,
and was looked at, the seventh acts of states, courts, parties and armed groups, and was not. All rows
of before were labelled a second time by somebody who did not see the first labels; of the rows that
nobody looks at, a third decided what differed. *Pairs* (`evaluation/outcomes.tsv`) are what a ledger
of all items of some months took for an announced act and its outcome, as the rules of one day had it,
each judged by an AI language model: *outcomes* are those that are, *other acts* those that are not, and
of both the share that is still linked.
*Registry*: the leaders that a pattern mined from a year of the same items (unchecked), looked
up in the registry of actors that the reader's acts of that year make.
"""


def score(data: Path) -> Figures:
    """Rows for linking and for plans, where their data is there."""
    found: Figures = {}
    if present(data, NEEDS[:1]):
        found |= {f"linking: {name}": row for name, row in linking.score(data).items()}
    if present(data, NEEDS[1:2]):
        found |= plans.score(data)
        found |= outcomes.score(data)
    if present(data, NEEDS[1:]) == list(NEEDS[1:]):
        found["registry of actors"] = registry.score(data)
    return found
