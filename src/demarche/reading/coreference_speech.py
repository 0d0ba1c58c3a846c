"""Whom "we" and "they" are within quotation marks.

"*They* attacked *us*," the Armenian premier said: "we" are those for whom somebody speaks, his country or
his body; "they" are the other side, where the report has put his own and another opposite each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from demarche.knowledge import organisations
from demarche.language.tree import Tree
from demarche.reading.attribution_quotes import quotations
from demarche.reading.coreference_chains import Chains
from demarche.reading.coreference_mentions import Phrase
from demarche.reading.coreference_pronouns import best_antecedent
from demarche.reading.coreference_sides import camp_of, opposed, third_parties
from demarche.records import Attribution

_BACK = 6  # sentences back to "both sides", of whom somebody between them speaks


def speakers(tree: Tree, known: Sequence[Attribution]) -> Mapping[int, int]:
    """The head of whoever says it, for each pronoun within quotation marks that a source is known for."""
    spoken = quotations(tree.analysis.text)
    found: dict[int, int] = {}
    for index, token in enumerate(tree.tokens):
        if token.upos not in ("PRON", "DET"):
            continue
        begin, end = next((span for span in spoken if span[0] <= token.start < span[1]), (0, 0))
        saying = [
            (last - first, one.source_head)
            for one in known
            for first, last in one.content
            if first <= token.start < min(last, end) and one.source_head is not None
            and not begin <= tree.tokens[one.source_head].start < end
        ]
        if saying:
            found[index] = min(saying)[1]
    return found


def who_speaks(
    tree: Tree, speaker: Phrase | None, earlier: Sequence[Phrase], chains: Chains
) -> Phrase | None:
    """A speaker, or whom it is where only a pronoun behind the quotation tells: "…," *he* said."""
    if speaker is None or speaker.kind != "pronoun":
        return speaker
    if chains.chain(speaker).fixed:
        named = (one for one in chains.chain(speaker).phrases if one.kind != "pronoun")
        return next(named, speaker)
    return best_antecedent(tree, speaker, list(earlier), chains)[0] or speaker


def join_we(phrase: Phrase, speaker: Phrase) -> None:
    """ "We" as those for whom the speaker speaks: ``actors_identity`` says who they are."""
    phrase.members, phrase.member_kind = (speaker,), "spoken_for"


def resolve_quoted_they(
    tree: Tree, phrase: Phrase, speaker: Phrase, earlier: Sequence[Phrase], chains: Chains
) -> bool:
    """Notes whom "they" in a quotation are, where the speech itself has named nobody before it."""
    if phrase.gender is not None or phrase.number != "plur" or phrase.lemma == "each other":
        return False
    spoken = quotations(tree.analysis.text)
    begin = next(first for first, last in spoken if first <= tree.tokens[phrase.head].start < last)
    if any(tree.tokens[other.head].start >= begin and _several(other) for other in earlier):
        return False
    third = third_parties(tree, phrase, earlier, chains)
    outside = [one for one in earlier if id(chains.chain(one)) in third]
    near = [one for one in earlier if id(chains.chain(one)) not in third]
    two, states = opposed(tree, phrase, near, chains, outside)
    parts = (speaker, *_within(speaker, earlier))
    own = {camp_of(tree, one, chains) for one in parts} | {_body_country(one) for one in parts}
    own.discard(None)
    camps = [camp_of(tree, one, chains) for one in two]
    if len(own & set(camps)) == 1:
        phrase.members = tuple(one for one, camp in zip(two, camps, strict=True) if camp not in own)
        phrase.member_kind = "countries" if states else ""
        return True
    if speaker.kind != "nominal" or not own.isdisjoint(camps):
        return False
    for other in reversed(earlier):
        if phrase.sentence - other.sentence > _BACK:
            break
        if len(other.members) > 1 and other.kind == "nominal":  # "*both sides* … if *they* stop"
            phrase.members, phrase.member_kind = other.members, other.member_kind
            return chains.join(other, phrase) or True
    return False


def _several(phrase: Phrase) -> bool:
    """Whether a phrase can be whom "they" takes up."""
    people = phrase.type in ("person", "group", "organisation")
    return people and phrase.person == 3 and phrase.number != "sing"


def _body_country(phrase: Phrase) -> str | None:
    """The country whose a body is known to be: "*Taliban* spokesman Omar Zia"."""
    words = (phrase.name, *(word.capitalize() for word in phrase.title.split()))
    known = (organisations.find(word) for word in words if word)
    return next((body.country for body in known if body is not None and body.country), None)


def _within(speaker: Phrase, earlier: Sequence[Phrase]) -> list[Phrase]:
    """The phrases inside another: "*RSF* spokesman", "a spokesman for *the army*"."""
    return [one for one in earlier if speaker.first <= one.head < speaker.last and one is not speaker]
