"""On whose word an act is: the sources of the attributions that it stands in."""

from __future__ import annotations

from demarche.knowledge import status as knowledge
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.acts import Act
from demarche.reading.attribution import sources_of
from demarche.reading.attribution_quotes import is_first_person
from demarche.reading.participants_control import told_before
from demarche.reading.phrases import Phrases
from demarche.reading.status import Standing
from demarche.reading.status_signatures import UNREAL, signature
from demarche.records import Attribution, Layers, Report, ResolvedEntity, Source

_DENYING = frozenset({"deny", "reject", "dispute", "refute"})
_SHORT = 2  # words of a name that is no more than a name
_WARNING = frozenset({"warn", "caution"})
_NOBODY = frozenset("nobody none neither no-one noone".split())
_WILL = ("would", "will", "'d", "’d", "'ll", "’ll")
# What hangs on a source's name and is no part of it.
_APART = ("conj", "cc", "punct", "acl", "acl:relcl", "appos", "parataxis")


def credited(
    report: Report, tree: Tree, layers: Layers, phrases: Phrases, act: Act, standing: Standing
) -> tuple[Source, ...]:
    """Whose word an act is on; not who only asks for it ("urged Canada to recognise it")."""
    asking = (
        [token for token in standing.embedding if _asks(tree, token)]
        if any(r.startswith("ask:") for r in standing.reasons)
        else ()
    )
    word = tree.tokens[act.token]
    within = [layers.attributions[index] for index in sources_of(layers.attributions, word.start, word.end)]
    denied = tree.lemma(act.token) in _DENYING or any(one.cue_lemma in _DENYING for one in within)
    found: dict[str, Source] = {}
    for attribution in within:
        cue = attribution.cue_token
        if cue in (act.token, *asking) or not attribution.source or _goes_on(tree, act.token, cue):
            continue
        if _only_means_to(tree, act.token, cue):
            continue
        if standing.status in UNREAL and signature(tree, cue, "that") == "ask":
            continue  # "demanded that they leave before any *talks*": asked for, not told
        if tree.lemma(act.token) in _DENYING and not _says_of(tree, cue, act.token):
            continue  # "…, which they deny": no word of whoever is denied
        if attribution.cue_lemma in _DENYING and _is_anothers_word(tree, act.token, cue):
            continue  # "denied the *allegation*": another's word
        if denied and tree.has_word(cue, ("as",), "mark"):
            continue  # "denies that it knew, *as a newspaper had reported*": what is denied is another's word
        head = attribution.source_head
        if head is not None and _is_nobody(tree, head):
            continue  # "*no group* has admitted the kidnapping"
        if found and head is not None and is_first_person(tree, head):
            continue  # "*We* will consider it," a diplomat said: his word
        for source in _members(report, tree, layers, phrases, attribution):
            found.setdefault(source.name.lower().removeprefix("the "), source)
    return tuple(found.values())


def _is_anothers_word(tree: Tree, token: int, cue: int) -> bool:
    """Whether a noun of words is what somebody denies: "rejected the *accusations*"."""
    words = word_class("charge_noun") | word_class("uttered")
    return tree.tokens[token].upos == "NOUN" and tree.lemma(token) in words and tree.head(token) == cue


def _is_nobody(tree: Tree, head: int) -> bool:
    """Whether a phrase stands for nobody: "*neither* side", "*no one*"."""
    denied = tree.has_word(head, ("no", "neither", "none"), "det", "advmod")
    return denied or tree.tokens[head].text.lower() in _NOBODY


def _says_of(tree: Tree, cue: int, token: int) -> bool:
    """Whether a word of saying has a verb in its own clause of content, not in one about a noun of it."""
    if tree.tokens[cue].upos != "VERB" or tree.has_relation(cue, "case"):
        return True  # "*according to* his sister"
    while (head := tree.head(token)) is not None:
        if tree.has_relation(token, "acl", "acl:relcl", "parataxis"):
            return False
        if head == cue:
            return True
        token = head
    return False


def _only_means_to(tree: Tree, token: int, cue: int) -> bool:
    """Whether what somebody says is what he will do or wants: "*vowed* that it would leave".

    Who "*warned* that rebels might attack" tells of others.
    """
    lemma = tree.lemma(cue)
    if tree.tokens[cue].upos != "VERB" or lemma not in word_class("undertaking") | _WARNING:
        return False
    if lemma not in _WARNING:
        return True
    steps = [token, *tree.ancestors(token)]
    below = steps[: steps.index(cue)] if cue in steps else ()
    return any(tree.has_word(step, _WILL, "aux") for step in below)


def _asks(tree: Tree, token: int) -> bool:
    """Whether a word asks for what is below it, as "urged" does and "officials *said*" does not."""
    part = "verb" if tree.tokens[token].upos in ("VERB", "AUX") else "noun"
    return "ask" in knowledge.embedding(tree.lemma(token), part).values()


def _goes_on(tree: Tree, token: int, cue: int) -> bool:
    """Whether an act only goes on from a word of saying: "said that …, *warning* of war"."""
    while (head := tree.head(token)) is not None:
        if not tree.has_relation(token, "conj", "parataxis", "advcl"):
            return False
        if head == cue and tree.has_word(token, ("of",), "mark", "case"):
            return False  # "accused them of *shelling* it": what they are accused of
        if head == cue:
            # "*struck*, officials said" is what was said
            return token > cue and told_before(tree, token) is None
        token = head
    return False


def _members(
    report: Report, tree: Tree, layers: Layers, phrases: Phrases, attribution: Attribution
) -> list[Source]:
    """The sources of an attribution, one for each of "residents *and* a doctor"."""
    head = attribution.source_head
    start, end = attribution.source[0][0], attribution.source[-1][1]
    whole = report.text[start:end]
    members = tree.conjuncts(head) if head is not None else []
    spans = [(member, *tree.span(member, without=_APART)) for member in members]
    if len(spans) < 2 or any(tree.tokens[member].upos == "ADJ" for member in members):
        return [_credit(layers, phrases, attribution, head, whole, start, end)]
    return [
        _credit(layers, phrases, attribution, member, report.text[begin:finish], begin, finish)
        for member, begin, finish in spans
    ]


def _credit(
    layers: Layers,
    phrases: Phrases,
    attribution: Attribution,
    head: int | None,
    text: str,
    start: int,
    end: int,
) -> Source:
    actors = phrases.actors(head) if head is not None else ()
    first = actors[0] if actors else None
    entity = phrases.entities.get(head) if head is not None else None
    known = entity is not None and (entity.pronoun or _is_named(layers, entity))
    name = first.name if first and known else text
    if entity is not None and entity.named and entity.type in ("place", "organisation", "group"):
        own = text.removeprefix("the ").removeprefix("The ")
        if own and all(word[0].isupper() for word in own.split()) and len(own.split()) <= _SHORT:
            name = own  # "*Washington* said": so it is called here
    return Source(
        name,
        first.country if first else None,
        first.sector if first else None,
        attribution.cue_lemma,
        text,
        start,
        end,
    )


def _is_named(layers: Layers, entity: ResolvedEntity) -> bool:
    """Whether the report names somewhere whom a phrase stands for: "its spokeswoman, *Ana Soto*"."""
    return entity.named or any(other.named and other.chain == entity.chain for other in layers.entities)
