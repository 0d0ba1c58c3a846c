"""Who takes part in a coded act: the phrases that its row names, or that its kind has.

A verb's participants stand in its subject, its objects and its prepositional phrases, a
noun's around it ("*Russian* airstrikes *on Idlib*", "the *minister's* arrest").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from demarche.knowledge.codebook import Code, Codebook, Row
from demarche.knowledge.countries import demonym
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.coding_conditions import Nature
from demarche.reading.coding_slots import Slots, has_case, phrase_heads
from demarche.reading.participants import is_joint
from demarche.reading.participants_clause import is_passive, is_verbal

TYPE_WEIGHT = 0.9

# Where those stand to whom an act is done, in the order in which the slots are asked.
_RECIPIENT_VERB = (
    "ARG1", "ARG2", "to", "with", "against", "on", "upon", "at", "from", "toward", "towards", "for", "into",
)  # fmt: skip
_RECIPIENT_NOUN = ("on", "against", "with", "to", "at", "into", "toward", "towards", "upon", "for")
_OBJECTS = ("ARG1", "with", "of", "for")
# Acts against those in an on-phrase, which elsewhere says what is talked of.
_HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "PROTEST", "ACCUSE"})
# An of-phrase names who acts in these roots ("the visit of the minister"), and elsewhere
# whom or what it is done to ("the invasion of Kuwait", "deliveries of grain").
_OF_ACTS = frozenset({"01", "02", "03", "04", "05", "10", "12", "13", "14"})
# Moves that one makes oneself: what an of-phrase names goes, or is sent, and suffers nothing.
_OF_MOVES = frozenset({"0831", "0874", "150", "151", "152", "153", "154", "0871"})

# What the parties of a pact do to it: "a treaty between *Peru* and *Chile* was signed".
_CONCLUDED = frozenset({"030", "057"})


class Coding(msgspec.Struct, frozen=True):
    """A coded predicate: what it is, and the heads of the phrases that take part.

    ``weight`` is how much the codebook trusts the row (1 for a row with conditions);
    ``row`` names it. ``attributive`` marks verbs of plain saying.
    """

    code: Code
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    objects: tuple[int, ...]
    things: tuple[int, ...]  # what stands where recipients stand, be they actors or not
    weight: float
    row: str
    attributive: bool = False


def coding_of(row: Row, code: Code, slots: Slots, nature: Nature, book: Codebook) -> Coding:
    """The coding of a predicate of which ``row``, whose code is ``code``, holds."""
    verbal = is_verbal(slots.tree, slots.token)
    if verbal:
        actors, recipients, objects = _verbal(row, code, slots, nature)
    else:
        actors, recipients, objects = _nominal(row, code, slots, nature)
    recipients = [token for token in recipients if token not in actors]
    objects = [token for token in objects if token not in actors and token not in recipients]
    contexts = [*(row.contexts or code.contexts)]
    for token in objects:
        lemma = slots.tree.lemma(token)
        for name, words in book.classes.items():
            if lemma in words:
                contexts.extend(book.class_contexts[name])
    weight = 1.0 if row.conditions else TYPE_WEIGHT
    return Coding(
        code=code,
        mode=row.mode or code.mode,
        contexts=tuple(dict.fromkeys(contexts)),
        actors=tuple(actors),
        recipients=tuple(recipients),
        objects=tuple(objects),
        things=() if not verbal and _is_two_sided(code, slots) else tuple(_things(row, slots, verbal=verbal)),
        weight=weight,
        row=row.source,
        attributive=code.code.startswith("01") and verbal,
    )


def _verbal(row: Row, code: Code, slots: Slots, nature: Nature) -> tuple[list[int], list[int], list[int]]:
    roles = slots.roles
    if row.actor and row.actor[0] not in ("SUBJ", "none"):
        actors = _first(row.actor, slots, nature)
    elif row.actor == ("none",):
        actors = []
    else:
        actors = [head for head in roles.get("ARG0") or [] if not _is_elsewhere(slots, head)]
        if not actors and not is_passive(slots.tree, slots.token):
            actors = list(roles.get("SUBJ") or [])
    recipients = (
        []
        if row.recipient == ("none",)
        else _first(row.recipient or _RECIPIENT_VERB, slots, nature, skip=actors)
    )
    objects = _objects(row.object or _OBJECTS, slots, actors)
    if not objects and not code.code.startswith("01"):
        found = _objects(("obj",), slots, (*actors, *recipients))
        objects = [head for head in found if not nature.is_person(head)]
    if code.type == "REQUEST" and _is_to_undergo(slots, recipients):
        recipients = []  # "called for *the writers* to be freed": not of them
    receivers = [head for head in _receivers(slots, nature) if head not in actors and nature.is_actor(head)]
    recipients = receivers or recipients
    if not actors and code.code in _CONCLUDED:
        actors = _through(objects, ("between",), slots.tree, nature, recipients)
    if not recipients and row.recipient != ("none",):
        recipients = _through(objects, row.recipient or _RECIPIENT_VERB, slots.tree, nature, actors)
    if slots.tree.lemma(slots.token) in word_class("hand_on"):  # "delivered a letter *from Soto*": not to him
        recipients = [head for head in recipients if not has_case(slots.tree, head, "from")]
    return actors, recipients, objects


def _receivers(slots: Slots, nature: Nature) -> list[int]:
    """Whom a verb gives, sells, promises or refuses something: "denied *the envoys* access".

    Of a passive its subject ("*he* was refused a visa"); where the parse hangs them on what they get, these
    ("refused entry to *two envoys*", "sold *Togo* patrol boats").
    """
    tree, verb = slots.tree, slots.token
    if tree.lemma(verb) not in word_class("give_to") | word_class("refuse_to"):
        return []
    objects = tree.children(verb, "obj")
    if is_passive(tree, verb):
        subjects = tree.children(verb, "nsubj:pass") if objects else []
        return [head for child in subjects for head in phrase_heads(tree, child)]
    given = tree.children(verb, "iobj")
    named = [
        one
        for one in (*objects[1:], *tree.children(verb, "xcomp"))
        if tree.tokens[one].upos == "NOUN" and not tree.children(one, "mark", "case")
    ]
    if not given and named:
        given = objects[:1]
    if not given and objects:
        given = [one for one in tree.children(objects[0], "nmod") if has_case(tree, one, "to")]
    if not given and objects and nature.is_country(verb + 1):
        whole = (verb + 1, *tree.ancestors(verb + 1))
        apart = not tree.children(verb + 1, "case") and tree.has_relation(verb + 1, "compound", "nmod")
        given = [verb + 1] if apart and objects[0] in whole else []
    return [head for child in given for head in phrase_heads(tree, child)]


def _is_to_undergo(slots: Slots, heads: Sequence[int]) -> bool:
    """Whether those in a for-phrase are to undergo what is asked for."""
    tree, told = slots.tree, slots.tree.children(slots.token, "advcl", "xcomp")
    passive = any(tree.has_word(one, ("to",), "mark") and is_passive(tree, one) for one in told)
    return passive and bool(heads) and all(has_case(tree, head, "for") for head in heads)


def _is_elsewhere(slots: Slots, head: int) -> bool:
    """Whether what a frame takes for the agent only says where: what is told has another subject.

    "files a case *at the court*, accusing them", "and *in a letter* calls on them": who files accuses.
    "An airstrike on *a hospital* that killed three": the airstrike did.
    """
    tree, above = slots.tree, slots.tree.head(slots.token)
    if tree.has_relation(slots.token, "acl:relcl"):
        return above in slots.roles.get("SUBJ", ()) and tree.head(head) == above
    if above is None or not tree.has_relation(slots.token, "advcl", "conj") or not slots.roles.get("SUBJ"):
        return False
    placed = tree.has_relation(head, "obl") and tree.head(head) == above
    return placed and any(has_case(tree, head, word) for word in ("at", "in", "to", "before", "from", "near"))


def _through(
    objects: Sequence[int], slots: Sequence[str], tree: Tree, nature: Nature, skip: Sequence[int]
) -> list[int]:
    """Actors in a phrase of the object: "severed ties *with Iran*", "a treaty *between* … was signed"."""
    for thing in objects:
        for child in tree.children(thing, "nmod"):
            if any(has_case(tree, child, slot) for slot in slots):
                found = [
                    token
                    for token in phrase_heads(tree, child)
                    if token not in skip and nature.is_actor(token)
                ]
                if found:
                    return found
    return []


def _nominal(row: Row, code: Code, slots: Slots, nature: Nature) -> tuple[list[int], list[int], list[int]]:
    if row.recipient == ("SUBJ",):  # "*He* goes on trial": of whom it is said undergoes it
        return [], slots.fill("SUBJ"), []
    given = _given(slots)
    if given:  # "*he* was granted asylum by Oslo"
        agents = [*slots.fill("by"), *_agents(slots)]
        return [token for token in agents if nature.is_actor(token)], given, []
    of_acts = code.code[:2] in _OF_ACTS and "of" not in row.object
    of_acts = of_acts or slots.tree.lemma(slots.token) in word_class("grievance")
    moves = code.code in _OF_MOVES
    actors: list[int] = []
    # "tariffs on steel *from Chile*": whom it keeps out; "the annexation of land *from Chile*": whose it was
    barrier = code.code[:2] in ("16", "17") or code.code == "192"
    undergone = _is_undergone(slots)
    for slot in (
        "between", "poss", "by", "SUBJ", "among", *(("of",) if of_acts else ()), "mod",
        *(() if barrier else ("from",)),
    ):  # fmt: skip
        if slot == "SUBJ" and undergone:
            continue
        found = [token for token in slots.fill(slot) if nature.is_actor(token)]
        if slot == "by" and not found:
            found = [token for token in _agents(slots) if nature.is_actor(token)]
        if slot == "mod":
            found = _paired(slots, nature) or [token for token in found if not _is_city(token, nature)]
            tree = slots.tree  # "*Pakistan Air Force* strikes" are not Pakistan's beside
            found = [one for one in found if not (_modifies(tree, one) and tree.tokens[one].head in found)]
            beside = [other for one in found for other in tree.conjuncts(one) if other not in found]
            if any(tree.tokens[other].upos == "ADJ" and demonym(tree.tokens[other].text) for other in beside):
                found = []  # "*U.S. and British* airstrikes": adjectives tell whose a thing is
        if slot == "poss" and not of_acts and code.code[:2] == "07":
            found = []
        if found:
            actors = found
            break
    if not actors and moves:  # "the withdrawal of *Israeli soldiers*"
        actors = [token for token in slots.fill("of") if nature.is_actor(token)]
    if not actors and undergone:  # "came under fire *from rebels*", which hangs on the verb
        actors = [token for token in _from(slots) if nature.is_actor(token)]
    if not actors:  # "airstrikes by *Russian warplanes*": whose things they are, acts
        actors = [*slots.fill("by"), *(() if undergone else slots.fill("SUBJ"))]
    if code.type == "ASSAULT":
        actors += [token for token in _allies(slots) if token not in actors and nature.is_actor(token)]
    order = (*row.recipient, *_RECIPIENT_NOUN) if row.recipient != ("none",) else ()
    if not of_acts and not moves:
        order = (*order, "of")
    recipients = _first(order, slots, nature, skip=actors)
    recipients = [token for token in _getting(slots) if token not in actors] or recipients
    if _is_two_sided(code, slots) and actors:
        recipients = []  # "clashes at a *camp* between A and B" befell one of the two
    if undergone and not recipients:
        recipients = [token for token in slots.fill("SUBJ") if nature.is_actor(token)]
    if barrier and not recipients:
        recipients = [token for token in _kept_out(slots) if token not in actors and nature.is_actor(token)]
    possessor = slots.fill("poss")
    if possessor and not recipients and (code.code == "116" or code.code[:2] in ("17", "18", "19", "20")):
        # "the minister's arrest", "Gaza's bombardment": what has it is whom it is done to
        held = [token for token in possessor if nature.is_actor(token)]
        if code.code == "116":  # "*his* conviction", but "*Peru's* conviction of a citizen"
            held = [token for token in held if nature.is_person(token)]
        if actors == held and undergoes(slots.tree, slots.token):
            recipients, actors = actors, []
    objects = _objects(row.object, slots, (*actors, *recipients))
    if not objects and code.type != "ASSAULT":
        topics = () if code.type in _HARMFUL else ("on", "about")
        told = any(condition.slot == "of" for condition in row.conditions)  # "a state *of emergency*"
        order = (*topics, *(() if of_acts or moves or told else ("of",)))
        found = _objects(order, slots, (*actors, *recipients))
        named = slots.tree.tokens  # "sanctions *on Sudan*": names are of those who take part, or of places
        objects = [token for token in found if named[token].upos != "PROPN" and not nature.is_place(token)]
    return actors, recipients, objects


def _objects(order: Iterable[str], slots: Slots, skip: Sequence[int]) -> list[int]:
    """The nouns in some slots that name nobody who takes part."""
    return [
        token
        for slot in order
        for token in slots.fill(slot)
        if token not in (*skip, slots.token) and _is_noun(slots.tree, token)
    ]


def _is_noun(tree: Tree, token: int) -> bool:
    """Whether a word stands for a thing: a noun, a number, or "the *last* of its soldiers"."""
    kind = tree.tokens[token].upos
    shares = tree.children(token, "nmod") if kind in ("ADJ", "DET", "PRON") else []
    return kind in ("NOUN", "PROPN", "NUM", "SYM") or any(has_case(tree, one, "of") for one in shares)


def _given(slots: Slots) -> list[int]:
    """Who is given what a noun names: "*he* was given a life *sentence*"."""
    tree, verb = slots.tree, slots.tree.head(slots.token)
    if verb is None or not tree.has_relation(slots.token, "obj"):
        return []
    if tree.lemma(verb) not in word_class("give_to") or not is_passive(tree, verb):
        return []
    return slots.fill("SUBJ")


def _getting(slots: Slots) -> list[int]:
    """Whom a verb gives what a noun names: "granted *the writer* asylum"."""
    tree, verb = slots.tree, slots.tree.head(slots.token)
    if verb is None or not tree.has_relation(slots.token, "obj"):
        return []
    if tree.lemma(verb) not in word_class("give_to") or is_passive(tree, verb):
        return []
    return [head for child in tree.children(verb, "iobj") for head in phrase_heads(tree, child)]


def _allies(slots: Slots) -> list[int]:
    """With whom an attack is made, not on whom: "a *joint* operation *with rebels*"."""
    return slots.fill("with") if is_joint(slots.tree, slots.token) else []


def _is_two_sided(code: Code, slots: Slots) -> bool:
    """Whether a noun tells of a fight that the words say between whom it was."""
    return code.type == "ASSAULT" and bool(slots.fill("between"))


def _paired(slots: Slots, nature: Nature) -> list[int]:
    """The two that a dash joins before the noun: "the *North Korea–Russia* summit", "*Turkey-Iran* talks"."""
    tree, noun = slots.tree, slots.token
    first = min(tree.subtree(noun))
    for dash in range(first + 1, noun - 1):
        if tree.tokens[dash].text not in ("-", "–", "—") or not nature.is_actor(dash - 1):
            continue
        for right in range(dash + 1, noun):
            if not tree.tokens[right].text[:1].isupper():
                break
            if nature.is_actor(right):
                return [dash - 1, right]
    return []


def _agents(slots: Slots) -> list[int]:
    """Who does what a noun names, where the parse hangs the agent elsewhere.

    "condemned the *arrest* of a journalist *by police*": under the journalist, or under the verb.
    """
    tree, noun = slots.tree, slots.token
    inside = tree.children(noun, "nmod")
    above = tree.head(noun)
    if above is not None and tree.has_relation(noun, "obj", "obl", "nsubj") and not is_passive(tree, above):
        inside = [*inside, above]
    compound = above is not None and tree.has_relation(noun, "compound")
    if above is not None and compound and tree.lemma(above) in word_class("venture"):
        inside = [*inside, above]  # "a rescue *attempt* by troops"
    last = max(tree.subtree(noun))
    last += above == last + 1
    return [
        head
        for station in inside
        for child in tree.children(station, "nmod", "obl", "obl:agent")
        if noun < child and has_case(tree, child, "by") and min(tree.subtree(child)) <= last + 1
        for head in phrase_heads(tree, child)
    ]


def _from(slots: Slots) -> list[int]:
    """From whom what a noun names comes to those whom its carrying verbs are said of."""
    return _in_case(slots.tree, slots.carriers, "from", ("obl",), after=slots.token)


def _kept_out(slots: Slots) -> list[int]:
    """From where what a barrier keeps out comes: "a ban on imports *from Tonga*"."""
    goods = [slots.token, *slots.tree.children(slots.token, "nmod", "obj")]
    return _in_case(slots.tree, goods, "from", ("nmod", "obl"))


def _in_case(
    tree: Tree, stations: Iterable[int], case: str, relations: Sequence[str], after: int = -1
) -> list[int]:
    """The heads of phrases with a preposition under some words, of those behind ``after``."""
    return [
        head
        for station in stations
        for child in tree.children(station, *relations)
        if after < child and has_case(tree, child, case)
        for head in phrase_heads(tree, child)
    ]


# Nouns whose possessor undergoes the act, unlike "Israel's *attack*", "Russia's *invasion*".
_UNDERGONE = frozenset(
    {
        "arrest", "detention", "killing", "murder", "assassination", "execution", "abduction", "kidnapping",
        "poisoning", "death", "torture", "imprisonment", "ouster", "overthrow", "expulsion", "deportation",
        "extradition", "slaying", "capture", "destruction", "annexation", "bombardment", "shooting",
        "sentencing", "conviction", "stabbing", "beating", "lynching", "beheading", "incarceration",
        "captivity",
    }
)  # fmt: skip


def undergoes(tree: Tree, token: int) -> bool:
    """Whether a noun names a deed that its possessor suffers: "the minister's *arrest*"."""
    return tree.lemma(token) in _UNDERGONE


def _modifies(tree: Tree, token: int) -> bool:
    return tree.has_relation(token, "compound", "amod")


def _is_city(token: int, nature: Nature) -> bool:
    return nature.is_place(token) and not nature.is_country(token)


def _first(order: Iterable[str], slots: Slots, nature: Nature, skip: Sequence[int] = ()) -> list[int]:
    """The political actors in the first slot of ``order`` that holds any."""
    for slot in order:
        heads = slots.fill("obj") if slot == "ARG1" else slots.fill(slot)
        found = [token for token in heads if token not in skip and nature.is_actor(token)]
        if found:
            return found
    return []


def _things(row: Row, slots: Slots, *, verbal: bool) -> list[int]:
    """The heads in the first slot for recipients that holds any."""
    order = row.recipient or (_RECIPIENT_VERB if verbal else (*_RECIPIENT_NOUN, "of"))
    for slot in ("obj" if slot == "ARG1" else slot for slot in order if slot != "none"):
        if slots.fill(slot):
            return slots.fill(slot)
    return slots.fill("SUBJ") if not verbal and _is_undergone(slots) else []


def _is_undergone(slots: Slots) -> bool:
    """Whether the act is done to whom the carrying verb is said of: "the *premier* survived an attack"."""
    return any(slots.tree.lemma(verb) in word_class("undergo") for verb in slots.carriers)
