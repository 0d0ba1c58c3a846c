"""Which words give the act beside them its status: "plan *to visit*", "*alleged* attack".

The classes, with what they make of an act below a word that holds good:

say       speaks of it and leaves it as its own words have it
fact      presupposes it ("regret", "condemn the attack")
make      is it or brings it about ("manage to", "hold talks", "begin"); continue: still under way
fail      it did not take place ("fail to"); refuse, prevent, stop, reject and cancel likewise
plan      somebody means to do it; expect: it is foreseen; sure: it is bound to come
want      somebody desires it; ask: somebody requests or orders it; try: somebody attempts it
threaten  somebody threatens it; offer: somebody proposes it; permit: somebody allows it
discuss   it is talked about; possible, able: it can be; unlikely, doubt: it will hardly be
believe   somebody holds it true; seem, alleged: it looks or is said to be true; deny: it is denied
postpone  it was put off; purpose: it is what something else is for; habit: it recurs
negative, almost, rare, future, past, ongoing: adverbs and modifiers that say just that
"""

from __future__ import annotations

from functools import cache

from demarche.knowledge.tables import complain, rows, values

TABLE = "status.tsv"
_COLUMNS = ("word", "part", "via", "class")

PARTS = frozenset({"verb", "noun", "adj", "modifier", "adverb"})
CLASSES = frozenset(
    "say fact make continue fail refuse reject prevent stop cancel postpone plan expect sure unlikely want "
    "ask try threaten offer permit discuss possible able believe seem alleged deny doubt purpose habit "
    "negative almost rare future past ongoing".split()
)
VIAS = frozenset(
    "inf ing that noun subj compound quote whether like for of to on from in with about at over after "
    "against as until by regarding concerning into".split()
)


def embedding(word: str, part: str) -> dict[str, str]:
    """The classes of a verb, noun or adj by the way an act hangs on it (via); {} if none."""
    return _table().get((part, word), {})


def modifier(word: str) -> str | None:
    """What an adjective or participle says of the event noun that it stands with."""
    return _table().get(("modifier", word), {}).get("")


def adverb(word: str) -> str | None:
    """What an adverb says of its verb."""
    return _table().get(("adverb", word), {}).get("")


@cache
def _table() -> dict[tuple[str, str], dict[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    for number, row in rows(TABLE, _COLUMNS):
        word, part, name = row["word"], row["part"], row["class"]
        if not word or word != word.lower():
            raise complain(TABLE, number, f"{word!r} is not a lemma in lower case")
        if part not in PARTS:
            raise complain(TABLE, number, f"{part!r} is no part of speech; known: {sorted(PARTS)}")
        if name not in CLASSES:
            raise complain(TABLE, number, f"{name!r} is no class; known: {sorted(CLASSES)}")
        vias = values(row["via"]) or ("",)
        if (vias == ("",)) != (part in ("modifier", "adverb")):
            raise complain(TABLE, number, "via is given for verb, noun and adj, and only for them")
        entry = found.setdefault((part, word), {})
        for via in vias:
            if via and via not in VIAS:
                raise complain(TABLE, number, f"{via!r} is no via; known: {sorted(VIAS)}")
            if via in entry:
                raise complain(TABLE, number, f"{word!r} has two classes for {via!r}")
            entry[via] = name
    return found
