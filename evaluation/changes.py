"""What the learned heads change in the rules' reading, kind by kind, on texts they were not trained on.

    python -m evaluation.changes FOLDS [--data FOLDER]

``FOLDS`` is what ``training/crossfit.py`` wrote: the texts that the heads are trained on are read by heads
that were trained without them, the corpus' dev split by the shipped ones. Of acts that rules and heads
both find, a line for each kind of change: how often the heads are right and the rules were wrong, how
often it is the other way round, and how often both are wrong. Of acts that one of them finds alone: how
many are acts of the annotation, and how many are none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from demarche.reading.reader import Reader
from demarche.records import Mention
from evaluation import corpus_sets, folds, gold
from evaluation.gold import GoldReport
from evaluation.options import options_of
from evaluation.readings import Pairs, read

FIELDS = ("status", "certainty", "polarity", "cameo", "mode", "actors", "recipients", "places", "time")
WON, LOST, NEITHER = "won", "lost", "neither"
Counts = dict[tuple[str, str], Counter[str]]


def kind_of(field: str, rules: object, heads: object, mention: Mention) -> str:
    """How the heads' answer differs from the rules': "planned -> occurred", "give ASSAULT", "join"."""
    if field in ("status", "certainty", "polarity"):
        return f"{rules} -> {heads}"
    if field in ("cameo", "mode"):
        return mention.type
    if field == "time":
        given = f"give {mention.time.source} {mention.status}" if mention.time else "drop"
        return given if rules in (None, "none") else "drop" if heads in (None, "none") else "change"
    before, after = (set(map(str, one)) if isinstance(one, list | tuple) else set() for one in (rules, heads))
    how = (
        "same words" if before == after else "drop all" if not after else "give" if not before
        else "join" if after > before else "drop some" if after < before else "replace"
    )  # fmt: skip
    return f"{how} {mention.type}" if field in ("actors", "recipients") else how


def compared(
    one: GoldReport, mentions: Sequence[Mention], matched: Mapping[int, int]
) -> dict[int, tuple[Mention, dict[str, tuple]]]:
    """By gold act that is ``matched``: its mention, and by field whether it is right and what it says."""
    return {
        act: (
            mentions[index],
            {name: (right, got) for name, right, _, got in gold.compare(one.acts[act], mentions[index])},
        )
        for act, index in matched.items()
    }


def count(counts: Counts, rules: Pairs, heads: Pairs) -> None:
    """Adds what changes between two readings of the same reports."""
    for (one, before), (_, after) in zip(rules, heads, strict=True):
        by_rules, by_heads = gold.match(one.acts, before), gold.match(one.acts, after)
        old, new = compared(one, before, by_rules), compared(one, after, by_heads)
        for act in old.keys() & new.keys():
            mention, answers = new[act]
            for field in FIELDS:
                if field not in answers or str(answers[field][1]) == str(old[act][1][field][1]):
                    continue
                (was, said), (is_, says) = old[act][1][field], answers[field]
                what = WON if is_ and not was else LOST if was and not is_ else NEITHER
                counts[field, kind_of(field, said, says, mention)][what] += 1
        for field, found, known, matched in (
            ("acts found", after, before, by_heads),
            ("acts left out", before, after, by_rules),
        ):
            starts = {mention.trigger.start for mention in known}
            acts = set(matched.values())
            for index, mention in enumerate(found):
                if mention.trigger.start not in starts:
                    counts[field, mention.type]["acts" if index in acts else "no acts"] += 1


def lines(counts: Counts) -> Iterator[str]:
    """A table for each field, the most frequent kinds of change first."""
    for field in dict.fromkeys(field for field, _ in counts):
        rows = {kind: found for (name, kind), found in counts.items() if name == field}
        names = ("acts", "no acts") if field.startswith("acts") else (WON, LOST, NEITHER)
        whole = [sum(found[name] for found in rows.values()) for name in names]
        yield f"{field}: " + ", ".join(f"{number} {name}" for number, name in zip(whole, names, strict=True))
        for kind, found in sorted(rows.items(), key=lambda row: (-row[1].total(), row[0])):
            yield f"  {kind:28}" + "".join(f"{found[name]:6}" for name in names)


def main() -> None:
    """Print what changes, over all sets."""
    parser = options_of("evaluation.changes", __doc__)
    parser.add_argument("folds", type=Path, help="folder that training.crossfit wrote")
    options = parser.parse_args()
    counts: Counts = defaultdict(Counter)
    for _, reader, annotated in folds.readers(options.folds, options.data):
        count(counts, read(annotated, Reader(reader.model, learned=False)), read(annotated, reader))
    reader, dev = Reader(), corpus_sets.reports("dev", options.data)
    count(counts, read(dev, Reader(reader.model, learned=False)), read(dev, reader))
    print(*lines(counts), sep="\n")


if __name__ == "__main__":
    main()
