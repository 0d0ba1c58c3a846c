"""Who takes part in an act, by the learned heads' answers.

Participants that the rules have keep their records as the rules made them; the heads decide which of
them stay and who joins them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.actors import country_actor, sector_of_thing
from demarche.reading.attackers import but_their_own
from demarche.reading.coding_roles import undergoes
from demarche.reading.coreference_names import actor_id
from demarche.reading.involved import HOSTILE
from demarche.reading.involved_phrases import is_the_other
from demarche.reading.learned_answers import Answers
from demarche.reading.participants import is_joint, is_talked_over_with
from demarche.reading.participants_clause import SUBJECTS, antecedent
from demarche.reading.participants_control import planner
from demarche.reading.phrases import Phrases
from demarche.reading.place_candidates import is_money
from demarche.reading.trust import Trust
from demarche.records import Actor, Mention

# What hangs on a noun and is no part of what it is called.
_APART = (
    "acl", "acl:relcl", "conj", "cc", "appos", "case", "parataxis", "det", "punct", "nmod", "cop", "nsubj",
    "aux", "expl", "obl", "advcl", "mark",
)  # fmt: skip
_OWNERS = ("amod", "compound", "nmod:poss")  # of a thing: "a *Turkish* vessel"
# On texts that the heads had not seen they were right more often than the rules where they left nobody on
# a side of these acts, and wrong as often or more of all others.
_EMPTIED = {"actor": frozenset({"ASSAULT", "COERCE"}), "recipient": frozenset({"ASSAULT"})}
# Acts whose verb's object is a thing: troops that somebody posts, windows that a crowd breaks.
_OF_OBJECTS = frozenset({"MOBILIZE", "PROTEST"})
# Acts of words whose addressee the words name or nobody does: of these the heads must be nearly sure.
_ADDRESSED = frozenset({"SUPPORT", "REJECT", "REQUEST", "PROTEST"})
Actors = tuple[Actor, ...]
_Member = tuple[Actor, int, float]  # who takes part, the head of his phrase, how sure the heads are


def parties(mention: Mention, answers: Answers, phrases: Phrases, trust: Trust) -> tuple[Actors, Actors]:
    """(actors, recipients), nobody in both."""
    sides = [
        _side(mention, mention.actors, answers.grammar.actors, answers, "actor", phrases, trust),
        _side(mention, mention.recipients, answers.grammar.recipients, answers, "recipient", phrases, trust),
    ]  # fmt: skip
    left = {place.start for place in mention.places if place.role == "origin"}
    for name, (actor, _) in tuple(sides[1].items()):
        if actor.start in left and mention.type != "SANCTION":  # who leaves a country does nothing to it
            del sides[1][name]
    own = {actor.country for actor, _ in sides[0].values()} - {None}
    for name, (actor, _) in tuple(sides[1].items()):
        if mention.mode == "visit" and actor.country in own and actor.text != actor.name:
            del sides[1][name]  # nobody visits his own land: "will visit *the country*"
    if mention.type == "ASSAULT":  # nobody joins as the killer of his own soldiers
        struck = [actor for actor, _ in sides[1].values()]
        joined = [actor for actor, _ in sides[0].values() if actor not in mention.actors]
        for one in joined:
            if one not in but_their_own([one], struck):
                del sides[0][one.id]
    for name in sides[0].keys() & sides[1].keys():
        if is_the_other(sides[1][name][0]):
            continue
        del sides[sides[0][name][1] >= sides[1][name][1]][name]
    actors, recipients = (
        tuple(sorted((actor for actor, _ in side.values()), key=lambda one: one.start))
        for side in sides
    )
    return actors, recipients


def _side(
    mention: Mention, own: Actors, heads: Sequence[int], answers: Answers, part: str, phrases: Phrases,
    trust: Trust,
) -> dict[str, tuple[Actor, float]]:
    """Those on one side of an act by their ids, with how sure that is."""
    likely = answers.likely(part)
    chains = answers.scene.chains
    act = int(answers.pairs.act[0])
    found: dict[str, tuple[Actor, float]] = {}
    taken = set()
    addressed = part == "recipient" and mention.type in _ADDRESSED and answers.told is not None
    enough = trust.beside if addressed else trust.joined
    things = part == "actor" or mention.type in HOSTILE  # "bombed a *market*"
    if answers.told is not None:
        read = zip(own, heads, strict=True)
        sets = _sets(own, heads, likely, phrases)
        members = [
            (actor, head, max(likely.get(head, trust.kept), sets.get(head, 0.0))) for actor, head in read
        ]
        staying = _staying(members, answers, phrases.tree, trust)
        if not staying and part == "recipient" and mention.type == "ASSAULT":  # "raids on *its territory*"
            staying = [one for one in members if phrases.tree.lemma(one[1]) in word_class("soil")]
        if not staying and mention.type not in _EMPTIED[part]:  # the side stays theirs, or becomes another's
            others = (
                sure >= max(trust.instead, enough)
                and not _is_apart(mention, part, head, phrases)
                and bool(phrases.actors(head) or (things and _thing(head, phrases)))
                for head, sure in likely.items()
            )
            staying = [] if any(others) else members
        for actor, head, sure in staying:
            found[actor.id] = actor, max(sure, 0.5)
            taken.add(chains.get(head, -1 - head))
    enough = trust.beside if found else enough
    certain = [head for head, sure in likely.items() if sure >= enough]
    listed = {other for head in certain for other in _list_of(phrases.tree, head, act)}
    for head, sure in sorted(likely.items(), key=lambda item: -item[1]):
        chain = chains.get(head, -1 - head)
        needed = trust.listed if head in listed else enough
        if sure < needed or chain in taken or _is_apart(mention, part, head, phrases):
            continue
        taken.add(chain)
        for actor in phrases.actors(head) or (_thing(head, phrases) if things else ()):
            found.setdefault(actor.id, (actor, sure))
    done_to = part == "actor" or mention.type not in _OF_OBJECTS
    if not found and answers.told is None and done_to:  # what no rule knows, grammar may
        for actor, head in zip(own, heads, strict=True):
            if likely.get(head, 0.0) >= trust.borne_out and not _is_apart(mention, part, head, phrases):
                found[actor.id] = actor, likely[head]
    kept = {actor.id for actor in own}
    whole = [actor for actor, _ in found.values()]
    return {  # "*Pakistan* Air Force" is one
        name: (actor, sure)
        for name, (actor, sure) in found.items()
        if name in kept or not any(_is_within(actor, other) for other in whole)
    }


def _sets(
    own: Actors, heads: Sequence[int], likely: Mapping[int, float], phrases: Phrases
) -> dict[int, float]:
    """How sure the heads are of some member, for words that stand for several: "*the two sides* agreed".

    They were taught the words that name those, which may stand in the sentence as well.
    """
    several: dict[int, set[str]] = {}
    for actor, head in zip(own, heads, strict=True):
        several.setdefault(head, set()).add(actor.id)
    return {
        head: max(
            (sure for word, sure in likely.items() if any(one.id in ids for one in phrases.actors(word))),
            default=0.0,
        )
        for head, ids in several.items()
        if len(ids) > 1
    }


def _staying(members: Sequence[_Member], answers: Answers, tree: Tree, trust: Trust) -> list[_Member]:
    """Those of the rules who stay.

    The corpus gives an act what its own sentence says: who is known from before stays, and so does who
    stands in one list with somebody who stays.
    """
    act = int(answers.pairs.act[0])
    sure_of = {head for _, head, sure in members if sure >= trust.kept}
    return [
        (actor, head, sure)
        for actor, head, sure in members
        if sure >= trust.kept or not answers.beside(head) or not sure_of.isdisjoint(_list_of(tree, head, act))
        or _is_ally(tree, act, head)
    ]


def _is_ally(tree: Tree, act: int, head: int) -> bool:
    """Whether somebody makes an attack with others: "a *joint* raid *with rebels*"."""
    beside = tree.has_word(head, ("with",), "case") and tree.head(head) in (act, tree.head(act))
    return beside and head > act and is_joint(tree, act)


def _list_of(tree: Tree, head: int, act: int) -> list[int]:
    """The heads of the list that a noun stands in, itself among them, as far as an act is told of it.

    "Freed Ana, who was *jailed*, and all those *held* in May": neither of both.
    """
    members = tree.conjuncts(tree.coordination_head(head))
    if not tree.has_relation(act, "acl") or tree.head(act) not in members:
        return members
    if head > act or not tree.has_relation(act, "acl:relcl"):
        return [head]
    return [member for member in members if member < act]


def _is_within(part: Actor, whole: Actor) -> bool:
    """Whether one's words are some of the other's."""
    inside = whole.start <= part.start and part.end <= whole.end
    return inside and part.end - part.start < whole.end - whole.start


def _is_apart(mention: Mention, part: str, head: int, phrases: Phrases) -> bool:
    """Whether grammar gives somebody another part than that of the one acted on.

    "Asked for aid *for the nation*": who would get it is not asked. Whom a deed befell did not do it, nor
    does who is told of say it. A town struck stands for no government. Who did to somebody what tells him
    apart need not have done this, and an attempt "by rebels" is theirs alone.
    """
    tree = phrases.tree
    act = tree.token_at(mention.trigger.start)
    if _is_in_title(tree, head):
        return True
    if part != "recipient":
        whose = planner(tree, act)
        robbed = mention.cameo == "192" and tree.head(head) == act and tree.has_word(head, ("from",), "case")
        other = bool(whose and head not in whose)
        beside = _did_another(tree, act, head) or _is_of_the_main_clause(act, head, phrases)
        return robbed or other or beside or _is_told_of(tree, act, head)
    if mention.mode == "territory" and phrases.is_person(head):
        return True  # a land is invaded, nobody in it
    if _hands_on(tree, act, head) or is_talked_over_with(tree, act, head):
        return True
    if mention.type == "ASSAULT" and _is_ally(tree, act, head):
        return True
    if mention.type == "REQUEST" and tree.has_relation(head, "nmod"):
        return any(tree.lemma(case) == "for" for case in tree.children(head, "case"))
    if mention.type == "ACCUSE":  # "condemned the arrest *of a writer*": she is not accused
        first = tree.coordination_head(head)
        belongs = tree.has_relation(first, "nmod:poss") or any(
            tree.lemma(case) == "of" for case in tree.children(first, "case")
        )
        if belongs and tree.has_relation(first, "nmod", "nmod:poss"):
            return undergoes(tree, tree.tokens[first].head)
    place = phrases.places.get(head)
    return mention.type == "ASSAULT" and place is not None and place.kind in ("city", "region")


def _hands_on(tree: Tree, act: int, head: int) -> bool:
    """Whether an act brings what comes from somebody, not to him: "delivered a letter *from Soto*"."""
    giver = tree.tokens[head].head if tree.has_relation(head, "appos") else head
    given = tree.head(giver) if tree.has_word(giver, ("from",), "case") else None
    away = given is not None and act in (given, tree.head(given))
    return away and tree.lemma(act) in word_class("hand_on")


def _is_in_title(tree: Tree, head: int) -> bool:
    """Whether a name only tells whose office somebody has: "*U.N.* Secretary-General Ana Soto called"."""
    while tree.has_relation(head, "compound", "flat") and tree.head(head) is not None:
        head = tree.tokens[head].head
    named = tree.head(head)
    return tree.has_relation(head, "nmod:desc") and named is not None and named > head


def _is_told_of(tree: Tree, act: int, head: int) -> bool:
    """Whether somebody stands in what an act of words says: "said that *the court* was free"."""
    for word in (head, *tree.ancestors(head)):
        if word == act:
            return False
        if tree.head(word) == act and tree.has_relation(word, "ccomp"):
            return True
    return False


def _is_of_the_main_clause(act: int, head: int, phrases: Phrases) -> bool:
    """Whether somebody is not whom a relative clause tells of: "*she* met Ba, who had *jailed* him".

    But who "issues rules which *allow* trade" allows it.
    """
    tree = phrases.tree
    clause = tree.coordination_head(act)
    noun = tree.head(clause)
    if noun is None or not tree.has_relation(clause, "acl:relcl") or tree.has_relation(noun, "xcomp"):
        return False
    pronouns = [one for one in tree.children(clause, "nsubj") if antecedent(tree, one) == noun]
    if not pronouns or not phrases.actors(noun) or (act != clause and tree.children(act, *SUBJECTS)):
        return False
    above = set(tree.ancestors(noun))
    return head < noun and head not in above and tree.has_relation(head, "nsubj") and tree.head(head) in above


def _did_another(tree: Tree, act: int, head: int) -> bool:
    """Whether somebody did what describes whom an act befell: "a ship *seized by rebels* was shelled"."""
    verb = tree.head(head)
    if verb is None or not tree.has_relation(head, "obl:agent") or verb == act:
        return False
    while tree.has_relation(verb, "xcomp") and tree.head(verb) is not None:
        verb = tree.tokens[verb].head
    described = tree.head(verb)
    if described is None or not tree.has_relation(verb, "acl", "acl:relcl"):
        return False
    return tree.head(described) == act and tree.has_relation(described, "nsubj:pass", "obj")


def _thing(head: int, phrases: Phrases) -> Actors:
    """A thing that is no actor, as a participant: "hit a *market*"; of a town its country."""
    tree = phrases.tree
    if tree.lemma(head) in word_class("compass"):
        return ()  # who "flew *north*" went to nobody, and "the *West*" is no state
    place = phrases.places.get(head)
    if place is not None and place.country and place.kind in ("city", "region"):
        return (country_actor(place.country, place.text, place.start, place.end),)
    while tree.has_relation(head, "flat", "compound") and _are_names(tree, head, tree.tokens[head].head):
        head = tree.tokens[head].head  # "Novak *Djokovic*" is one
    if tree.tokens[head].upos not in ("NOUN", "PROPN") or is_money(tree, head, head + 1):
        return ()
    start, end = tree.span(head, without=_APART)
    text = tree.analysis.text[start:end]
    lands = {actor.country for owner in tree.children(head, *_OWNERS) for actor in phrases.owner(owner)}
    country = lands.pop() if len(lands) == 1 else None
    return (Actor(actor_id(text, country), text, country, sector_of_thing(tree, head), text, start, end),)


def _are_names(tree: Tree, *tokens: int) -> bool:
    return all(tree.tokens[token].upos == "PROPN" for token in tokens)
