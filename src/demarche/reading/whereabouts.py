"""Where an act is, comes from and goes to: places in the roles that grammar gives them.

Roles are venue, origin, destination, via and target. The preposition decides together
with what the act is: "to Geneva" is a destination of motion and nothing of a speech, "on
Kharkiv" is the target of a strike, "left Kabul" makes an origin of the object.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from demarche.knowledge.motion import motion as motion_of
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.place_containers import is_direction
from demarche.reading.place_phrases import (
    LOCATING,
    innermost,
    is_located,
    named,
    phrase_of,
    prepositions,
    record,
)
from demarche.reading.time_tense import ANSWERS, own_tense
from demarche.reading.timing_clauses import is_of_other_tense
from demarche.reading.timing_today import is_verb
from demarche.reading.whereabouts_roles import (
    contains,
    dependents_of,
    is_left_out,
    is_reached,
    is_seized,
    journey_of,
    role_of,
    venues_of,
)
from demarche.records import Place, PlaceMention

_ABOUT = frozenset({"in", "for", "over", "of", "with"})
_JUDGING = frozenset("find convict sentence charge indict acquit clear try".split())
_HOLDING = frozenset("arrest detain jail imprison".split())
_APART = frozenset("after despite following since before according ahead".split())
_MATTERS = frozenset({"relation", "connection"})
_CAUSES = frozenset({"for", "due"})
_COUNTED = frozenset("minutes hour hours day days week weeks month months year years".split())
_SEEING = frozenset("see experience witness suffer".split())
_SPARKING = frozenset("spark trigger cause prompt provoke".split())
_LANDS = frozenset({"country", "demonym"})
_CLIMB = 3  # steps from an act to what its scene is told with


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
    carriers = [*carriers, *journey_of(tree, token)] if visit else carriers
    lemmas = [tree.lemma(station) for station in (token, *carriers)]
    moves = next((kind for lemma in lemmas if (kind := motion_of(lemma))), "goes" if visit else None)
    # who is "at the University of Lagos" is not told anything there
    taken = set() if moves else {one for one in addressed if not prepositions(tree, one) & LOCATING}
    # nobody is told by his nation's name to visit it: "the *Danish* premier will visit the country"
    by_head = {
        place.head: place
        for place in places
        if place.head not in taken
        and not (visit and place.kind == "demonym")
        and not is_left_out(tree, place)
    }
    found: dict[PlaceMention, str] = {}
    for station, lemma in zip((token, *carriers), lemmas, strict=True):
        for child in dependents_of(tree, station, moves):
            for place, via in named(tree, child, by_head):
                if place.kind == "country" and tree.has_relation(child, "compound", "nmod:poss", "amod"):
                    continue  # "a U.S. strike": who, not where
                if via and _is_the_matter(tree, child, lemma):
                    continue  # "convicts him *in the murder* of a girl near Lae"
                role = role_of(tree, station, child, via, lemma, moves=moves, attack=attack)
                if role == "destination" and lemma in word_class("harm"):
                    role = "venue"  # "killed in an incursion *into Gaza*"
                if role == "target" and station != token and tree.lemma(token) in word_class("unaimed"):
                    role = "venue"  # "*clashes* break out on the outskirts of Lae"
                if (attack or taking) and via is None and is_seized(tree, child, lemma, role, taking=taking):
                    role = "target"
                if role is not None and not (via and child in apart):
                    found.setdefault(place, role)
    for noun in occasion:
        for place in venues_of(tree, noun, by_head):
            found.setdefault(place, "venue")
    if not found:
        found.update(dict.fromkeys(_appointed(tree, (token, *carriers), by_head), "venue"))
    if not found:
        for place in _antecedent_of_where(tree, (token, *carriers), by_head):
            found[place] = "venue"
    if not found:
        for place in _seen_by(tree, token, by_head):
            found[place] = "venue"
    if not found:
        for participant in participants:
            for place in venues_of(tree, participant, by_head):
                found.setdefault(place, "destination" if moves == "visits" else "venue")
    if not found:
        for place in _spoken_at(tree, token, by_head):
            found[place] = "venue"
    if not found and (attack or (taking and scenic)):
        # "a bomb in a market *in Kabul* kills twelve", "a school *in Lae* is shut down"
        for child in tree.children(token, "nsubj", "obj", "nsubj:pass"):
            for place in venues_of(tree, child, by_head):
                found.setdefault(place, "venue")
    if not found:
        for place, role in _scene(tree, token, by_head, attack=attack, scenic=scenic):
            found.setdefault(place, role)
    if not found and attack and scenic:
        for place in _only(tree, token, by_head):
            found[place] = "venue"
    return tuple(record(tree, place, role) for place, role in innermost(tree, list(found.items())))


def is_appointed(tree: Tree, phrase: int) -> bool:
    """Whether something is to be at a place by the words that set it: "a meeting *planned for Budapest*"."""
    above = tree.head(phrase)
    planned = above is not None and tree.lemma(above) in word_class("appoint_day")
    return planned and tree.has_word(phrase, ("for",), "case")


def _appointed(
    tree: Tree, stations: Sequence[int], by_head: Mapping[int, PlaceMention]
) -> list[PlaceMention]:
    nouns = [noun for station in stations for noun in (station, *tree.children(station, "nmod"))]
    verbs = [verb for noun in nouns for verb in (noun, *tree.children(noun, "acl"))]
    phrases = [obl for verb in verbs for obl in tree.children(verb, "obl") if is_appointed(tree, obl)]
    towns = (town for phrase in phrases for town in tree.conjuncts(phrase))
    return [by_head[town] for town in towns if town in by_head]


def _is_the_matter(tree: Tree, child: int, lemma: str) -> bool:
    """Whether a phrase says what a judgement or an arrest is about, and not where it is: "arrests a man
    *over a stabbing* in Lae"."""
    if prepositions(tree, child) == {"over"} and tree.lemma(child) in word_class("deed_noun"):
        return lemma not in word_class("harm")  # "recalls its envoy *over a raid* in Lae"
    if lemma in _HOLDING:
        return tree.has_relation(child, "obl") and bool(prepositions(tree, child) & {"over", "for"})
    if lemma not in _JUDGING:
        return False
    about = tree.has_relation(child, "obl", "nmod") and prepositions(tree, child) & _ABOUT
    return bool(about) and not (tree.lemma(child) in word_class("court") or is_direction(tree.lemma(child)))


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
        for child in dependents_of(tree, outer, moves):
            for place, via in named(tree, child, by_head):
                role = role_of(tree, outer, child, via, lemma, moves=moves, attack=attack)
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
    harmed = [token]
    if attack and tree.lemma(token) in word_class("harm"):
        # "are killed, and one *wounded after an attack* in Lae"
        harmed += [verb for verb in tree.children(token, "conj") if tree.lemma(verb) in word_class("harm")]
    for child in (below for verb in harmed for below in tree.children(verb, "obl")):
        if prepositions(tree, child) & causes and (
            venues := venues_of(tree, child, by_head)
            or (_beside_whom(tree, child, by_head) if not tree.has_word(child, ("amid",), "case") else [])
        ):
            return [(place, "venue") for place in venues]
    clauses = [
        child
        for child in tree.children(token, "advcl")
        if attack
        and tree.has_word(child, ("after", "when", "as"), "mark", "advmod")
        and not _is_counted(tree, child)
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
            not one_scene and (tree.children(clause, "nsubj") or is_of_other_tense(tree, clause, token))
        ):
            continue
        for child in tree.children(clause, "obl", *(("obj",) if clause in clauses else ())):
            outer = child in by_head and contains(tree, by_head[child], by_head)
            thing = tree.has_relation(child, "obj")
            if (thing or is_located(tree, child, by_head)) and not outer:
                places = [
                    place for place, via in named(tree, child, by_head) if via or not thing
                ] or venues_of(tree, child, by_head)
                if places:
                    return [(place, "venue") for place in places]
    return []


def _beside_whom(tree: Tree, noun: int, by_head: Mapping[int, PlaceMention]) -> list[PlaceMention]:
    """Where those are who take part in an event: "wounded in a gunfight *with rebels in Lae*"."""
    return [
        place
        for other in tree.children(noun, "nmod")
        if prepositions(tree, other) & {"with", "between", "against"}
        for place in venues_of(tree, other, by_head)
    ]


def _is_counted(tree: Tree, clause: int) -> bool:
    """Whether a clause tells what came a time before, elsewhere: "*two days after* they took a bridge"."""
    after = tree.children(clause, "mark")
    return bool(after) and tree.tokens[after[0] - 1].text.lower() in _COUNTED


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
    if tree.has_relation(inner, "obj") and tree.lemma(outer) in _SPARKING:
        return True  # "the verdict sparks *riots* in Lae"
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
        and prepositions(tree, head if place.kind in _LANDS else phrase_of(tree, head)) & LOCATING
        and not contains(tree, place, by_head)
        and not _elsewhere(tree, token, head)
    ]
    inner = innermost(tree, located)
    return [inner[0][0]] if len(inner) == 1 else []


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
    if here and there and tree.has_relation(here[-1], "ccomp") and other > stop:
        # "told reporters *in Lae* that they met"; but "officials *in Lae* said"
        return not tree.has_relation(there[-1], "nsubj")
    if any(tree.has_relation(step, "ccomp") for step in here) and any(
        tree.has_relation(step, "conj") and tree.children(step, "nsubj") for step in here
    ):
        return True  # "troops patrol *in Lae*, and rebels say that they shot a man"
    ahead = meet is not None and own_tense(tree, meet) in ("future", "ahead")
    if ahead and any(tree.has_relation(step, "acl", "acl:relcl") for step in here):
        return True  # "will meet *in Doha* to swap men captured in the fighting"
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


def _seen_by(tree: Tree, token: int, by_head: Mapping[int, PlaceMention]) -> list[PlaceMention]:
    """The town or land that is told to see or suffer an act: "*The city* saw protests last year"."""
    verb = tree.head(token)
    if verb is None or not tree.has_relation(token, "obj") or tree.lemma(verb) not in _SEEING:
        return []
    return [by_head[subject] for subject in tree.children(verb, "nsubj") if subject in by_head]


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
        noun = _named_before_where(tree, station, by_head) or tree.head(station)
        while noun is not None:
            if noun in by_head:
                chain = [(place, "venue") for place in by_head.values() if place.start <= by_head[noun].start]
                inner = innermost(tree, [one for one in chain if is_reached(tree, one[0], noun)])
                return [inner[-1][0]] if inner else [by_head[noun]]
            under = named(tree, noun, by_head)
            if under and not tree.has_relation(noun, "appos"):
                return [under[0][0]]
            noun = tree.head(noun) if tree.has_relation(noun, "appos", "nmod", "conj") else None
    return []


def _named_before_where(tree: Tree, clause: int, by_head: Mapping[int, PlaceMention]) -> int | None:
    """The head of the name that stands right before a clause with "where", wherever a parse hangs that.

    "a tour of the East in *Cairo*, where he met her".
    """
    start = min(tree.subtree(clause))
    ends = start - 1 if tree.tokens[start - 1].text != "," else start - 2
    if not 0 <= ends < len(tree.tokens):
        return None
    return next((head for head, place in by_head.items() if place.end == tree.tokens[ends].end), None)
