"""Names that knowledge tells of, found in the text whatever the parser makes of them.

A country's name is one thing even where a parse breaks it ("North" + "Korea"), so these
spans overrule it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from demarche.knowledge import countries, gazetteer, organisations
from demarche.knowledge.offices import gender_of_given_name
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.records import EntityMention, Token

_WINDOW = 8  # tokens; longest first, so that "South Korean" is read before "Korean"
# What tells a region from the country that it is called after, and how many words its name has.
_OTHER = frozenset({"New", "Nueva", "Lower", "Upper", "Little"})
_REGION = 3


@dataclass(frozen=True, slots=True)
class KnownName:
    """Tokens [first, last) that name a country, a body, a seat, a capital or a people."""

    first: int
    last: int
    kind: str  # country, body, seat, capital, demonym
    country: str | None
    sector: str | None


class NameIndex:
    """The known names of a text in their order, found by where they stand."""

    def __init__(self, names: Sequence[KnownName]) -> None:
        self.all = names
        self._starts = [name.first for name in names]

    def within(self, first: int, last: int) -> list[KnownName]:
        """The names in tokens [first, last)."""
        found = self.all[bisect_left(self._starts, first) : bisect_left(self._starts, last)]
        return [name for name in found if name.last <= last]

    def before(self, token: int) -> Sequence[KnownName]:
        """The names that begin before a token."""
        return self.all[: bisect_left(self._starts, token)]


def known_names(tree: Tree) -> list[KnownName]:
    """Every known name in text order, none inside another."""
    found: list[KnownName] = []
    text, tokens = tree.analysis.text, tree.tokens
    borne = _borne(tree)
    for sentence in tree.analysis.sentences:
        index = sentence.first
        while index < sentence.last:
            step = 1
            word = tokens[index].text
            if word in ("The", "THE") or index in borne:
                pass
            elif word[:1].isupper() or word[:1].isdigit() or word[:3] == "al-":
                for end in range(min(index + _WINDOW, sentence.last), index, -1):
                    final = tokens[end - 1].text
                    if final in ("'s", "’s") or not (final[-1:].isalnum() or final[-1:] == "."):
                        continue
                    known = look_up(text[tokens[index].start : tokens[end - 1].end])
                    if known is not None and known[2] == "PTY" and _is_cut(tree, index, end, sentence.first):
                        continue  # the "*Social* Democratic Party" is no other land's
                    if known is not None and not _is_money(text, tokens[end - 1].end):
                        found.append(KnownName(index, end, *known))
                        step = end - index
                        break
                else:
                    step = _region_end(tree, index, sentence.last) - index or 1
            index += step
    return found


def surname(tokens: Sequence[Token], entity: EntityMention) -> int | None:
    """The last token of a person's name, given name first, that is the name of a land too: "Jim *Jordan*"."""
    if entity.type != "person" or entity.pronoun:
        return None
    for last in dict.fromkeys((entity.last - 1, entity.head + 1)):
        if not entity.first < last < len(tokens) or countries.country_of(tokens[last].text) is None:
            continue
        before = tokens[last - 1]
        flat = (tokens[last].deprel, tokens[last].head) == ("flat", entity.head) and before.upos == "PROPN"
        if last >= entity.last and not flat:
            continue
        if last > 1 and before.text.endswith(".") and len(before.text) == 2:
            before = tokens[last - 2]  # "Jim D. *Jordan*"
        if gender_of_given_name(before.text) is not None or (flat and look_up(before.text) is None):
            return last
    return None


def _borne(tree: Tree) -> set[int]:
    """Tokens of lands' names that are somebody's: "Jim *Jordan*", and "*Jordan*" where it is he again."""
    entities = tree.analysis.entities
    found = {last for one in entities if (last := surname(tree.tokens, one)) is not None}
    names = {tree.tokens[last].text for last in found}
    alone = (one.first for one in entities if one.type == "person" and one.last - one.first == 1)
    return found | {first for first in alone if tree.tokens[first].text in names}


def _region_end(tree: Tree, index: int, end: int) -> int:
    """The end of a region's name that ends in a country's, else ``index``: "*New South Wales*"."""
    text, tokens = tree.analysis.text, tree.tokens
    if tokens[index].text not in _OTHER:
        return index
    for last in range(min(index + _REGION, end), index + 1, -1):
        if countries.country_of(tokens[last - 1].text) is not None:
            places = gazetteer.look_up(text[tokens[index].start : tokens[last - 1].end])
            if places and places[0].kind == "region":
                return last
    return index


def _is_cut(tree: Tree, index: int, end: int, begin: int) -> bool:
    """Whether a party's name is the end of a longer one, whose first word is no land or people."""
    before = tree.tokens[index - 1] if index > begin else None
    if before is None or end - index < 2 or tree.tokens[end - 1].text != "Party":
        return False
    named = before.text[:1].isupper() and before.text.isalpha() and before.upos in ("ADJ", "PROPN", "NOUN")
    return named and look_up(before.text) is None


def _is_money(text: str, end: int) -> bool:
    """Whether what ends there only says whose money is meant: "*US*$5 million", which nobody gives."""
    return text[end : end + 1] in ("$", "£", "€")


def people_at(tree: Tree, index: int) -> countries.Demonym | None:
    """The people that the noun at ``index`` names, "Koreans" of "28 *North Koreans*" with its North."""
    tokens, text = tree.tokens, tree.analysis.text
    if not tokens[index].text[:1].isupper():
        return None
    for first in range(max(0, index - 2), index):
        if tokens[first].text[:1].isupper() and tokens[first].head == index:
            found = countries.demonym(text[tokens[first].start : tokens[index].end])
            if found is not None:
                return found
    return countries.demonym(tokens[index].text)


@lru_cache(maxsize=100_000)
def look_up(words: str) -> tuple[str, str | None, str | None] | None:
    """(kind, country, sector) of a known name, None for other words."""
    body = organisations.find(words)
    if body is not None:
        return "body", body.country, body.sector
    seat = countries.seat(words)
    if seat is not None:
        return "seat", seat.country, seat.sector
    people = countries.demonym(words)
    code = countries.country_of(words)
    if code is not None:  # "U.S." and "Hong Kong" are adjectives as well
        return "country", code, None
    if people is not None:
        return "demonym", people.country, None
    capital = countries.capital_of(words)
    return None if capital is None else ("capital", capital, None)


def helps(tree: Tree, last: int) -> bool:
    """Whether a name that ends before ``last`` only says who helps: "*U.S.*-backed Iraqi forces"."""
    behind = [token.text.lower() for token in tree.tokens[last : last + 2]]
    joined = len(behind) == 2 and behind[0] in ("-", "–") and behind[1] in word_class("helped")
    return joined or behind[:1] == ["backed"]
