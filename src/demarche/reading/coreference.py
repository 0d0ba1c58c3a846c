"""Who is who within one report: chains of phrases that speak of the same thing.

The passes, surest first: names and their variants (``coreference_variants``); appositions
and predicate nouns (``coreference_appositions``); then from left to right definite
descriptions (``coreference_descriptions``), collectives such as "both leaders"
(``coreference_sets``) and pronouns (``coreference_pronouns``). Each chain is then resolved
to a name, a country and a sector (``actors_identity``), and the sets to their members.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from demarche.language.tree import Tree
from demarche.language.windows import datelines
from demarche.reading.actors_identity import Identities
from demarche.reading.coreference_appositions import join_appositions
from demarche.reading.coreference_chains import Chains
from demarche.reading.coreference_descriptions import join_description
from demarche.reading.coreference_lexicon import known_names
from demarche.reading.coreference_mentions import Phrase
from demarche.reading.coreference_others import is_remainder, more_of
from demarche.reading.coreference_phrases import phrases
from demarche.reading.coreference_pronouns import best_antecedent
from demarche.reading.coreference_sets import resolve_other, resolve_set
from demarche.reading.coreference_speech import join_we, resolve_quoted_they, who_speaks
from demarche.reading.coreference_variants import join_names
from demarche.reading.coreference_visits import join_guest
from demarche.reading.learned_antecedents import Corrector
from demarche.records import PlaceMention, Report, ResolvedEntity

_ON_OTHERS = frozenset({"expel", "summon", "deport", "invade"})
_MEMORY = 400  # phrases that a description or pronoun looks back over


def resolve(
    report: Report,
    tree: Tree,
    places: tuple[PlaceMention, ...] = (),
    speakers: Mapping[int, int] | None = None,
    ranker: Corrector | None = None,
) -> tuple[ResolvedEntity, ...]:
    """Every phrase of the report that refers, with its chain and who it stands for.

    ``speakers`` maps tokens of first-person pronouns to the head token of whoever says
    them, where attribution knows; without it "I" in a quotation is the subject of the
    verb of saying above it. ``ranker`` corrects to whom pronouns point; without it rules say so.
    """
    filed = datelines(tree.analysis.text)
    known = [name for name in known_names(tree) if not _files(tree, name.first, filed)]
    found = [phrase for phrase in phrases(tree, known) if not _files(tree, phrase.first, filed)]
    chains = build_chains(tree, found, speakers or {}, ranker)
    identities = Identities(report, tree, found, chains, places, known)
    numbers = {id(chain): number for number, chain in enumerate(chains.all())}
    resolved = []
    for phrase in found:
        chain = chains.chain(phrase)
        identity = identities.of(chain)
        resolved.append(
            ResolvedEntity(
                start=tree.tokens[phrase.first].start,
                end=tree.tokens[phrase.last - 1].end,
                first=phrase.first,
                last=phrase.last,
                head=phrase.head,
                type=chain.type or "other",
                named=phrase.kind == "name",
                pronoun=phrase.kind == "pronoun",
                chain=numbers[id(chain)],
                name=identity.name,
                country=identity.country,
                sector=identity.sector,
                referents=identities.referents(phrase),
                inferred=identities.is_inferred(chain),
            )
        )
    return tuple(resolved)


def _files(tree: Tree, token: int, filed: Sequence[tuple[int, int]]) -> bool:
    """Whether a name in brackets is who filed the report, and no part of it: "NAIROBI (*Reuters*) -"."""
    start = tree.tokens[token].start
    return tree.analysis.text[start - 1 : start] == "(" and any(one <= start < end for one, end in filed)


def build_chains(
    tree: Tree, found: list[Phrase], speakers: Mapping[int, int], ranker: Corrector | None = None
) -> Chains:
    """Joins the phrases into chains, pass after pass."""
    chains = Chains(found)
    by_head = {phrase.head: phrase for phrase in found}
    join_names(tree, found, chains)
    join_appositions(tree, by_head, chains)
    ordered = sorted(found, key=lambda phrase: phrase.head)
    briefs = [start for start, _ in datelines(tree.analysis.text)]
    first_person: dict[tuple[str, int], Phrase] = {}
    for position, phrase in enumerate(ordered):
        earlier = ordered[max(0, position - _MEMORY) : position]
        if len(briefs) > 1:
            earlier = _of_one_brief(tree, phrase, earlier, briefs)
        if phrase.kind == "pronoun":
            if phrase.person < 3:
                _join_speaker(tree, phrase, by_head, chains, first_person, speakers)
                continue
            earlier = _not_speaking(tree, phrase, earlier, by_head, chains)
            speaker = who_speaks(tree, by_head.get(speakers.get(phrase.head, -1)), earlier, chains)
            if speaker is not None and phrase.number == "plur":
                said = tree.tokens[speaker.head].head
                own = chains.chain(speaker)  # "…," *the premier* told *reporters*
                earlier = [
                    other
                    for other in earlier
                    if chains.chain(other) is not own and not tree.tokens[other.head].head == said >= 0
                ]
                if resolve_quoted_they(tree, phrase, speaker, earlier, chains):
                    continue
            if resolve_set(tree, phrase, earlier, chains):
                continue
            antecedent = best_antecedent(tree, phrase, earlier, chains)[0] or _ahead(tree, phrase, by_head)
            if ranker is not None:
                antecedent = ranker.choose(tree, phrase, earlier, chains, antecedent)
            if antecedent is not None:
                if antecedent.country is not None and phrase.number == "plur":
                    chains.chain(phrase).number = "both"  # "Tunisia says that *they* will"
                chains.join(antecedent, phrase)
        elif resolve_other(tree, phrase, earlier, chains):
            continue
        elif is_remainder(tree, phrase):
            phrase.like = more_of(tree, phrase, earlier)
            if phrase.like is not None:
                phrase.type = chains.chain(phrase).type = "person"
        elif not (resolve_set(tree, phrase, earlier, chains) or join_guest(tree, phrase, earlier, chains)):
            join_description(tree, phrase, earlier, chains)
    return chains


def _of_one_brief(tree: Tree, phrase: Phrase, earlier: list[Phrase], briefs: list[int]) -> list[Phrase]:
    """The phrases of the item of news that a phrase stands in, where a report strings several together.

    "JUBA — … the two armies … BAGHDAD — … *the two governments*" are others.
    """
    here = tree.tokens[phrase.head].start
    begin = max((start for start in briefs if start <= here), default=0)
    return [other for other in earlier if tree.tokens[other.head].start >= begin]


def _not_speaking(
    tree: Tree, phrase: Phrase, earlier: list[Phrase], by_head: dict[int, Phrase], chains: Chains
) -> list[Phrase]:
    """The phrases before a pronoun but those of whoever speaks of others around it.

    In "*He* was tortured," the premier said, he is not the premier: of oneself one says "I".
    """
    verb = _of_others(tree, phrase.head)
    if verb is not None:
        agents = [by_head[child] for child in tree.children(verb, "nsubj") if child in by_head]
        theirs = {id(chains.chain(part)) for agent in agents for part in _parts(agent, by_head)}
        return [other for other in earlier if id(chains.chain(other)) not in theirs]
    if phrase.gender not in ("m", "f") or not _quoted(tree, phrase.head):
        return earlier
    sayer = _sayer(tree, phrase.head)
    speaker = by_head.get(sayer) if sayer is not None else None
    if speaker is None or speaker.kind == "pronoun":
        return earlier
    own = chains.chain(speaker)
    return [other for other in earlier if chains.chain(other) is not own]


def _parts(phrase: Phrase, by_head: dict[int, Phrase]) -> list[Phrase]:
    """A phrase and whom it names within: "*Congo's* government"."""
    return [by_head[head] for head in range(phrase.first, phrase.last) if head in by_head]


def _of_others(tree: Tree, pronoun: int) -> int | None:
    """The verb of what is only done to others' people: "broke with Togo and expelled *its* ambassador"."""
    noun = tree.head(pronoun)
    verb = tree.head(noun) if noun is not None and tree.has_relation(noun, "obj") else None
    if verb is None or not tree.has_relation(pronoun, "nmod:poss") or tree.lemma(verb) not in _ON_OTHERS:
        return None
    return tree.coordination_head(verb)


def _quoted(tree: Tree, token: int) -> bool:
    """Whether a word stands between quotation marks that were opened in its paragraph."""
    text, at = tree.analysis.text, tree.tokens[token].start
    before = text[text.rfind("\n", 0, at) + 1 : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _ahead(tree: Tree, phrase: Phrase, by_head: dict[int, Phrase]) -> Phrase | None:
    """Cataphora: "After *he* landed, the envoy went straight to talks"."""
    if phrase.gender not in ("m", "f", "n"):
        return None
    for above in tree.ancestors(phrase.head):
        if tree.has_relation(above, "advcl", "obl"):
            governor = tree.tokens[above].head
            subject = tree.child(governor, "nsubj") if governor >= 0 else None
            if subject is not None and subject > phrase.head and subject in by_head:
                found = by_head[subject]
                wanted = "person" if phrase.gender in ("m", "f") else ""
                if found.number != "plur" and (found.type == "person") == bool(wanted):
                    return found
    return None


_SAYING = frozenset(
    "say tell add state declare announce note explain argue warn write insist claim reply ask comment "
    "remark admit acknowledge stress emphasize emphasise recall continue conclude tweet post quote "
    "respond answer vow promise pledge report testify complain joke describe observe".split()
)


def _join_speaker(
    tree: Tree,
    phrase: Phrase,
    by_head: dict[int, Phrase],
    chains: Chains,
    seen: dict[tuple[str, int], Phrase],
    speakers: Mapping[int, int],
) -> None:
    """ "I" is whoever says it; "we" and "you" go on from their last use."""
    speaker = by_head.get(speakers.get(phrase.head, -1))
    if phrase.person == 1 and phrase.number == "plur" and speaker is not None:
        join_we(phrase, speaker)
        return
    if phrase.person == 1 and phrase.number == "sing":
        head = speakers.get(phrase.head)
        if head is None:
            head = _sayer(tree, phrase.head)
        speaker = by_head.get(head) if head is not None else None
        if speaker is not None and chains.chain(speaker).person == 3:
            chains.join(speaker, phrase)
    else:
        speaker = None
    key = (phrase.number if phrase.person == 1 else "you", phrase.person)
    if speaker is None and key in seen:
        chains.join(seen[key], phrase)
    seen[key] = phrase


def _sayer(tree: Tree, token: int) -> int | None:
    for above in [token, *tree.ancestors(token)]:
        for verb in (above, tree.tokens[above].head):
            if verb >= 0 and verb != token and tree.lemma(verb) in _SAYING:
                subject = tree.child(verb, "nsubj")
                if subject is not None and subject != token and token not in tree.subtree(subject):
                    return subject
        for child in tree.children(above, "parataxis"):
            if tree.lemma(child) in _SAYING:
                subject = tree.child(child, "nsubj")
                if subject is not None and subject != token:
                    return subject
    return None
