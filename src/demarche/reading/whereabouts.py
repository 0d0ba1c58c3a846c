"""Where an act is, comes from and goes to: places in the roles that grammar gives them.

Roles are venue, origin, destination, via and target. The preposition decides together
with what the act is: "to Geneva" is a destination of motion and nothing of a speech, "on
Kharkiv" is the target of a strike, "left Kabul" makes an origin of the object.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from demarche.knowledge.motion import motion as motion_of
from demarche.knowledge.offices import office
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.place_containers import is_direction
from demarche.reading.place_phrases import (
    LOCATING,
    innermost,
    is_chained,
    is_located,
    is_people,
    named,
    prepositions,
    record,
)
from demarche.reading.time_tense import ANSWERS
from demarche.reading.timing_today import is_verb
from demarche.records import Place, PlaceMention

_BY_PREPOSITION = {
    "in": "venue", "at": "venue", "near": "venue", "inside": "venue", "outside": "venue",
    "within": "venue", "around": "venue", "along": "venue", "across": "venue", "off": "venue",
    "throughout": "venue", "beside": "venue", "aboard": "venue", "over": "venue", "under": "venue",
    "from": "origin", "out": "origin",
    "to": "destination", "into": "destination", "toward": "destination", "towards": "destination",
    "onto": "destination", "for": "destination",
    "via": "via", "through": "via",
    "on": "venue", "against": "target", "upon": "target",
}  # fmt: skip
_ATTACKED_THROUGH = frozenset({"on", "against", "upon", "over", "toward", "towards", "to", "into"})
# What an act's phrase begins with where the place that it lies in is the act's too.
_SCENES = frozenset(
    "in at near inside outside within around along across off throughout on over under aboard during "
    "by with of against between among as".split()
)
_ON_THE_WAY = frozenset("for from to into toward towards via".split())
_ABOUT = frozenset({"in", "for", "over", "of", "with"})
_JUDGING = frozenset("find convict sentence charge indict acquit clear try".split())
_SENDING = frozenset("send dispatch return fly appoint".split())  # "sends an envoy *to Ghana*"
_APART = frozenset("after despite following since before according".split())
_MATTERS = frozenset({"relation", "connection"})
_CAUSES = frozenset({"for", "due"})
_CLIMB = 3  # steps from an act to what its scene is told with
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})


def places_of(
    tree: Tree,
    token: int,
    carriers: Sequence[int],
    places: Sequence[PlaceMention],
    *,
    visit: bool,
    attack: bool,
    taking: bool = False,
    apart: Container[int] = (),
    scenic: bool = True,
    occasion: Iterable[int] = (),
    participants: Iterable[int] = (),
    addressed: Iterable[int] = (),
) -> tuple[Place, ...]:
    """Which of ``places`` are those of the act at ``token``, with their roles, in text order.

    ``visit`` says that the act is a journey, ``attack`` that it harms what it is directed at,
    ``taking`` that it takes what it is done to. What is ``apart`` has places of its own
    ("condemned the *arrest* in Kyiv"); ``scenic`` says that the act is part of the scene in which its
    sentence tells it, as acts of words and those to come are not. ``occasion`` holds the heads of
    event nouns that the act takes part in ("attend the *forum*, held in Davos"), whose venue is the
    act's; and where nothing else places the act, so does what its ``participants`` are said to be in
    ("killed five soldiers in Sinai" hangs the place under the soldiers as often as not), and the
    scene that it is a part of. Places that are ``addressed`` as governments ("called on
    *Ankara*") are not where it is.
    """
    carriers = [*carriers, *_journey(tree, token)] if visit else carriers
    lemmas = [tree.lemma(station) for station in (token, *carriers)]
    moves = next((kind for lemma in lemmas if (kind := motion_of(lemma))), "goes" if visit else None)
    # who is "at the University of Lagos" is not told anything there
    taken = set() if moves else {one for one in addressed if not prepositions(tree, one) & LOCATING}
    # nobody is told by his nation's name to visit it: "the *Danish* premier will visit the country"
    by_head = {
        place.head: place
        for place in places
        if place.head not in taken and not (visit and place.kind == "demonym")
    }
    found: dict[PlaceMention, str] = {}
    for station, lemma in zip((token, *carriers), lemmas, strict=True):
        for child in _dependents(tree, station, moves):
            for place, via in named(tree, child, by_head):
                if place.kind == "country" and tree.has_relation(child, "compound", "nmod:poss", "amod"):
                    continue  # "a U.S. strike": who, not where
                if lemma in _JUDGING and via and _is_the_matter(tree, child):
                    continue  # "convicts him *in the murder* of a girl near Lae"
                role = _role(tree, station, child, via, lemma, moves=moves, attack=attack)
                if (attack or taking) and via is None and _is_seized(tree, child, lemma, role, taking=taking):
                    role = "target"
                if role is not None and not (via and child in apart):
                    found.setdefault(place, role)
    for noun in occasion:
        for place in _venues(tree, noun, by_head):
            found.setdefault(place, "venue")
    if not found:
        for place in _antecedent_of_where(tree, (token, *carriers), by_head):
            found[place] = "venue"
    if not found:
        for participant in participants:
            for place in _venues(tree, participant, by_head):
                found.setdefault(place, "destination" if moves == "visits" else "venue")
    if not found:
        for place in _spoken_at(tree, token, by_head):
            found[place] = "venue"
    if not found and (attack or (taking and scenic)):
        # "a bomb in a market *in Kabul* kills twelve", "a school *in Lae* is shut down"
        for child in tree.children(token, "nsubj", "obj", "nsubj:pass"):
            for place in _venues(tree, child, by_head):
                found.setdefault(place, "venue")
    if not found:
        for place, role in _scene(tree, token, by_head, attack=attack, scenic=scenic):
            found.setdefault(place, role)
    if not found and attack and scenic:
        for place in _only(tree, token, by_head):
            found[place] = "venue"
    return tuple(record(tree, place, role) for place, role in innermost(tree, list(found.items())))


def _is_the_matter(tree: Tree, child: int) -> bool:
    """Whether a phrase says what a judgement is about, and not in which court it is given."""
    about = tree.has_relation(child, "obl", "nmod") and prepositions(tree, child) & _ABOUT
    return bool(about) and not (tree.lemma(child) in word_class("court") or is_direction(tree.lemma(child)))


def _journey(tree: Tree, token: int) -> list[int]:
    """The verb of motion that a visit is told beside: "*arrived* in Baku on a visit"."""
    above = tree.head(token)
    beside = tree.has_relation(token, "obl") and prepositions(tree, token) & {"for", "on", "during", "as"}
    return [above] if above is not None and beside and motion_of(tree.lemma(above)) else []


def _is_seized(tree: Tree, child: int, lemma: str, role: str | None, *, taking: bool) -> bool:
    """Whether a place is what an act is done to: "took over the town of *Andahuaylas*", "the siege of
    *Homs*", "gained control over *Manbij*"."""
    if role is None and tree.has_relation(child, "obj", "nsubj:pass"):
        return taking
    cases = prepositions(tree, child)
    if tree.has_relation(child, "nmod", "obl") and not tree.has_relation(child, "nmod:poss", "obl:agent"):
        return (role is None and "of" in cases) or (lemma == "control" and "over" in cases)
    return False


def _dependents(tree: Tree, station: int, moves: str | None) -> list[int]:
    """What hangs on a word, and what a parse hangs on the thing that it moves.

    "sent troops *to Haiti*" and "the withdrawal of its soldiers *from Somalia*" as often as not
    have their place under the troops.
    """
    own = tree.children(station)
    if not moves:
        return own
    things = tree.children(station, "obj", "nsubj:pass", "nmod")
    return [
        *own,
        *(
            below
            for thing in things
            for below in tree.children(thing, "nmod", "obl")
            if not is_post(tree, station, below)
        ),
    ]


def is_post(tree: Tree, act: int, place: int) -> bool:
    """Whether a place is where an envoy serves, not where he goes: "recalls its ambassador *to Ghana*"."""
    above = tree.head(place)
    held = office(tree.lemma(above)) if above is not None else None
    serves = held is not None and held.office == "diplomat"
    return serves and tree.lemma(act) not in _SENDING and bool(prepositions(tree, place) & {"to", "in"})


def _scene(
    tree: Tree, token: int, by_head: Mapping[int, PlaceMention], *, attack: bool, scenic: bool
) -> list[tuple[PlaceMention, str]]:
    """Where the scene is that an act is a part of, from the nearest words outwards.

    What is not ``scenic`` has only the places of the verb that tells of it.
    """
    found = _inside_scene(tree, token, by_head, attack=attack) if scenic else []
    current = token
    for _ in range(_CLIMB):
        outer = tree.head(current)
        if found or outer is None or not _same_scene(tree, current, outer, attack=attack):
            break
        telling = tree.has_relation(current, "nsubj", "nsubj:pass", "nmod") or _met_for(tree, current, outer)
        if not scenic and not telling:
            break
        lemma = tree.lemma(outer)
        moves = motion_of(lemma)
        for child in _dependents(tree, outer, moves):
            for place, via in named(tree, child, by_head):
                role = _role(tree, outer, child, via, lemma, moves=moves, attack=attack)
                ends = role == "destination" and not tree.has_relation(current, "conj")
                if role in ("venue", "target") or ends:
                    found.append((place, "venue"))
        if not found and scenic:
            found = _inside_scene(tree, outer, by_head, attack=attack)
        current = outer
    return found


def _inside_scene(
    tree: Tree, token: int, by_head: Mapping[int, PlaceMention], *, attack: bool
) -> list[tuple[PlaceMention, str]]:
    """What an act happened in, or came of: "killed in a blast *in Quetta*", "injured after a bomb
    went off *in Yala*", "ambushed and killed *in Tijuana*"."""
    causes = {"in", "during", "by", "from", "amid"} | ({"after", "following"} if attack else set())
    if tree.lemma(token) in _JUDGING:
        return []
    for child in tree.children(token, "obl"):
        if prepositions(tree, child) & causes and (venues := _venues(tree, child, by_head)):
            return [(place, "venue") for place in venues]
    clauses = [
        child
        for child in tree.children(token, "advcl")
        if attack
        and tree.has_word(child, ("after", "when", "as"), "mark", "advmod")
    ]
    if attack and tree.tokens[token].upos == "NOUN":  # "the attack that killed ten *in Herat*"
        clauses += tree.children(token, "acl")
    harms = tree.lemma(token) in word_class("harm")
    joined = tree.children(token, "conj")
    if attack and harms:  # "are killed, and four wounded, when a bomb goes off *in Lae*"
        clauses += [
            clause
            for verb in joined
            if tree.lemma(verb) in word_class("harm")
            for clause in tree.children(verb, "advcl")
            if tree.has_word(clause, ("after", "when", "as"), "mark", "advmod")
        ]
    for clause in (*clauses, *joined):
        one_scene = clause in clauses or (attack and harms and tree.lemma(clause) in word_class("harm"))
        if tree.tokens[clause].upos not in ("VERB", "ADJ") or (
            not one_scene and tree.children(clause, "nsubj")
        ):
            continue
        for child in tree.children(clause, "obl", *(("obj",) if clause in clauses else ())):
            outer = child in by_head and _contains(tree, by_head[child], by_head)
            thing = tree.has_relation(child, "obj")
            if (thing or is_located(tree, child, by_head)) and not outer:
                places = [
                    place for place, via in named(tree, child, by_head) if via or not thing
                ] or _venues(tree, child, by_head)
                if places:
                    return [(place, "venue") for place in places]
    return []


def _same_scene(tree: Tree, inner: int, outer: int, *, attack: bool) -> bool:
    """Whether what is said of ``outer`` places ``inner`` too.

    "blew himself up in Sadr City, *killing* 30", "arrived in Kabul *to meet* him", "The
    *protests* took place in Haiti", "40 were killed and 90 *wounded*".
    """
    if tree.tokens[outer].upos not in ("VERB", "AUX", "NOUN"):
        return False
    if tree.has_relation(inner, "conj"):
        return attack or not tree.children(inner, "nsubj", "nsubj:pass")
    if _met_for(tree, inner, outer):
        return True
    if tree.has_relation(inner, "obl") and tree.lemma(outer) in ("place", "put", "take", "hold", "keep"):
        return bool(prepositions(tree, inner) & {"under", "in", "into"})  # "*placed* under house arrest"
    during = prepositions(tree, inner) & {"in", "during", "amid"}
    simple = len(tree.children(inner, "case")) == 1  # not "in relation to an attack"
    if tree.has_relation(inner, "obl") and not is_verb(tree, inner) and during and simple:
        return True  # "shops are burned in Lomé in *riots*"
    beside = tree.has_word(inner, ("as", "when", "while"), "mark", "advmod")
    if tree.has_relation(inner, "advcl") and beside and tree.lemma(outer) in word_class("harm"):
        return True  # "two are killed in Lomé as soldiers *fire* on a crowd"
    if tree.has_relation(inner, "advcl") and tree.has_word(inner, ("with",), "mark", "case"):
        return True  # "a raid in Lae kills two, *with* eight *wounded*"
    if tree.has_relation(inner, "advcl", "acl", "xcomp"):
        form = tree.tokens[inner].text.lower().endswith("ing")
        goal = motion_of(tree.lemma(outer)) in ("goes", "arrives", "visits")
        infinitive = tree.has_word(inner, ("to",), "mark")
        return not tree.children(inner, "nsubj") and (form or (goal and infinitive))
    if tree.has_relation(inner, "nmod"):
        # "a ninth round of *talks* starts in Doha"
        return tree.lemma(outer) in word_class("amount") | word_class("stretch")
    return tree.has_relation(inner, "nsubj", "nsubj:pass") and tree.tokens[inner].upos == "NOUN"


def _met_for(tree: Tree, inner: int, outer: int) -> bool:
    """Whether people come together somewhere to do an act: "*gathered* in Lima to protest"."""
    purpose = tree.has_relation(inner, "advcl", "xcomp") and tree.has_word(inner, ("to",), "mark")
    return purpose and tree.lemma(outer) in word_class("assemble") and not tree.children(inner, "nsubj")


def _only(tree: Tree, token: int, by_head: Mapping[int, PlaceMention]) -> list[PlaceMention]:
    """The one place that a sentence says things happen in, for violence that it tells of."""
    sentence = tree.sentence(token)
    located = [
        (place, "venue")
        for head, place in by_head.items()
        if sentence.first <= head < sentence.last
        and prepositions(tree, head) & LOCATING
        and not _contains(tree, place, by_head)
        and not _elsewhere(tree, token, head)
    ]
    inner = innermost(tree, located)
    return [inner[0][0]] if len(inner) == 1 else []


def _contains(tree: Tree, place: PlaceMention, by_head: Mapping[int, PlaceMention]) -> bool:
    """Whether a place is named only for the end of a way before it: "left for Amman *in Jordan*"."""
    return any(
        inner.start < place.start
        and prepositions(tree, inner.head) & _ON_THE_WAY
        and is_chained(tree, inner, place)
        for inner in by_head.values()
    )


def _elsewhere(tree: Tree, token: int, other: int) -> bool:
    """Whether one of two words is told only as what came before the other, or why: "was killed in
    Aden *after* an attack", "wanted in Rome *for* murder"."""
    above = {token, *tree.ancestors(token)}
    meet = next((word for word in (other, *tree.ancestors(other)) if word in above), None)
    stop = -1 if meet is None else meet
    here = [step for step in tree.path_to(token, stop) if step != meet]
    there = [step for step in tree.path_to(other, stop) if step != meet]
    if any(tree.has_relation(step, "ccomp") for step in there):
        return True  # "denies that they met *in Lae*"
    if any(tree.has_relation(step, "ccomp") for step in here) and any(
        tree.has_relation(step, "conj") and tree.children(step, "nsubj") for step in here
    ):
        return True  # "troops patrol *in Lae*, and rebels say that they shot a man"
    if any(tree.lemma(step) in ANSWERS for step in there) or any(
        tree.lemma(step) in ANSWERS | _MATTERS for step in here
    ):
        return True  # "in retaliation for a raid *in Jericho*"
    return any(
        tree.tokens[mark].text.lower() in words
        for end, words in ((here, _APART | _CAUSES), (there, _APART))
        for step in end
        for mark in tree.children(step, "case", "mark")
    )


def _role(
    tree: Tree, station: int, child: int, inner: str | None, lemma: str, *, moves: str | None, attack: bool
) -> str | None:
    if tree.has_relation(child, "nsubj", "nsubj:pass") and not (
        attack and tree.has_relation(child, "nsubj:pass")
    ):
        return None
    if tree.has_relation(child, "obj", "nsubj:pass"):
        if inner == "in":
            return "destination" if moves == "visits" else "venue"
        if lemma in word_class("leave"):
            return "origin"
        if attack:
            return "target"
        return "destination" if moves in ("visits", "goes") else None
    if tree.has_relation(child, "obl", "nmod", "advmod"):
        if tree.has_relation(child, "nmod:poss", "obl:agent"):
            return None
        cases = prepositions(tree, child)
        if not cases:
            # "a Geneva summit" is a compound, "arrived home" an adverb; a bare oblique name
            # ("landed Monday, Moscow") is none of these.
            return None
        if attack and inner == "in" and is_people(tree, child):
            return "venue"  # "attacks on forces *in Iraq*"
        if attack and lemma not in word_class("unaimed") and cases & _ATTACKED_THROUGH:
            return "target"
        if attack and inner is None and lemma in word_class("shoot") and "at" in cases:
            return "target"
        if attack and inner == "in":
            return "venue"  # "abducted from a jail *in Basra*"
        flies = lemma in word_class("shoot")  # "fires a missile *into the Sea of Japan*"
        for preposition in ("from", "via", "through", "into", "to", "towards", "toward", "onto"):
            if preposition in cases:
                return _BY_PREPOSITION[preposition] if moves or attack or flies else None
        if moves in ("arrives", "visits") and cases & {"in", "at", "on", "near"}:
            return "destination"
        if inner == "in":
            return "venue" if cases & _SCENES else None
        if cases == {"on"} and lemma in word_class("meeting") and tree.tokens[child].upos == "PROPN":
            return None  # "talks *on Gaza*" are about it
        for preposition, role in _BY_PREPOSITION.items():
            if preposition not in cases:
                continue
            if role == "destination" and not (
                moves and lemma in {"leave", "depart", "head", "set", "embark", "sail"}
            ):
                continue
            return role
        return None
    if tree.has_relation(child, "compound") and tree.tokens[station].upos in _NOMINAL:
        # "the Geneva talks", but "the Moscow bombing" is a bombing of Moscow
        return "target" if attack and lemma not in word_class("unaimed") else "venue"
    return None


def _venues(tree: Tree, noun: int, by_head: Mapping[int, PlaceMention]) -> list[PlaceMention]:
    """Places below a noun that say where it is: "a forum *in Davos*", "talks, held *in Doha*".

    Not what lies in another thing below it ("a resolution on troops *in Iraq*"), nor where
    somebody is said to live ("who is in exile *in Lithuania*").
    """
    found: list[PlaceMention] = []
    for child in tree.children(noun):
        if tree.has_relation(child, "nmod", "obl", "appos"):
            stations = [child]
        elif tree.has_relation(child, "acl", "acl:relcl") and tree.lemma(child) in word_class("stage_event"):
            stations = tree.children(child, "obl", "nmod")
        else:
            continue
        for station in stations:
            if is_located(tree, station, by_head):  # "in a hotel in Doha", "on the island of Jolo"
                found.extend(place for place, _ in named(tree, station, by_head))
    return found


def _spoken_at(tree: Tree, token: int, by_head: Mapping[int, PlaceMention]) -> list[PlaceMention]:
    """Where an opening puts whoever acts by words: "*Speaking in Suva*, the minister promised help"."""
    return [
        place
        for opening in tree.children(token, "advcl")
        if opening < token and tree.tokens[opening].text.lower() in word_class("scene_setting")
        for child in tree.children(opening, "obl")
        if is_located(tree, child, by_head)
        for place, _ in named(tree, child, by_head)
    ]


def _reaches(tree: Tree, place: PlaceMention, noun: int) -> bool:
    """Whether a place is at ``noun``, or the one before it that lies there: "to *Aba*, Sichuan, where"."""
    return place.head == noun or tree.head(noun) == place.head


def _antecedent_of_where(
    tree: Tree, stations: Sequence[int], by_head: Mapping[int, PlaceMention]
) -> list[PlaceMention]:
    """The place before "where": "to Vladivostok, a port in the east, *where* he will meet"."""
    for station in stations:
        if not tree.has_relation(station, "acl:relcl"):
            continue
        if not any(
            tree.lemma(child) == "where" for child in tree.children(station, "advmod", "mark")
        ):
            continue
        noun = tree.head(station)
        while noun is not None:
            if noun in by_head:
                chain = [(place, "venue") for place in by_head.values() if place.start <= by_head[noun].start]
                inner = innermost(tree, [one for one in chain if _reaches(tree, one[0], noun)])
                return [inner[-1][0]] if inner else [by_head[noun]]
            under = named(tree, noun, by_head)
            if under and not tree.has_relation(noun, "appos"):
                return [under[0][0]]
            noun = tree.head(noun) if tree.has_relation(noun, "appos", "nmod", "conj") else None
    return []
