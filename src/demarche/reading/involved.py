"""Who takes part in each act: the phrases beside it, and what other acts say of them.

A phrase may stand for actors ("the minister") or for a thing that is somebody's ("*Russian*
missiles"). What the words beside a predicate leave out, its neighbours tell: a killing "in
an attack by rebels" is the rebels', a bombing that "killed twelve" struck the twelve, and
a refusal to extradite somebody to Kazakhstan is given to Kazakhstan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from demarche.knowledge.countries import demonym
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.acts import Act
from demarche.reading.attackers import but_their_own, by_compound, is_mutual, unknown
from demarche.reading.coding_slots import has_case
from demarche.reading.involved_near import Near
from demarche.reading.involved_phrases import Bearers, is_the_other
from demarche.reading.participants_clause import is_passive, objects_of
from demarche.reading.participants_control import clause_of, subjects_of
from demarche.reading.whereabouts import is_appointed
from demarche.records import Actor

# Acts that harm whose things they are done to.
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"})
# Acts made to whoever does, did or would do what they are about.
_TO_DOERS = frozenset({"REQUEST", "REJECT", "SUPPORT", "ACCUSE"})
# Acts made to whoever what they are about would be done to.
_TO_SUFFERERS = frozenset({"AGREE", "REJECT", "THREATEN"})
# Releases, reforms and withdrawals are not made to the people that they are about.
_OF_ITS_OWN = frozenset({"RETREAT", "CONCEDE"})
# "a coup *led* by officers", "an offensive *launched* by rebels": whose the act is.
_DONE_BY = frozenset(
    "claim lead launch stage mount carry conduct commit perpetrate organize organise".split()
)
# Acts that lay a deed to somebody: accusing, charging, convicting, arresting.
_LAID_TO = ("112", "115", "116", "173")
_LAID_BY = ("of", "for", "over", "with")
# Acts that end deals and deliveries, or lift what binds: whose goods and gatherings it is about undergoes it.
_ON_GOODS = ("081", "085", "16")
_OCCASIONS = frozenset({"on", "during", "for", "in", "at"})
_IN_ARMS = frozenset({"REB", "UAF", "CRM", "PRM"})
_PURSUERS = frozenset({"COP", "JUD", "GOV", "MIL", "SPY", "LEG"})

Party = tuple[tuple[Actor, ...], tuple[Actor, ...]]


class Involved:
    """Actors and recipients of the acts of one report, each worked out once.

    ``named`` tells who the phrase at a token stands for; ``contents`` maps an act of words
    to the act that it holds; ``is_town`` tells places that are not countries,
    ``craft`` lists words for what soldiers fly, sail and drive, ``papers`` for what somebody
    writes or puts out.
    """

    def __init__(
        self, tree: Tree, named: Callable[[int], tuple[Actor, ...]], acts: Iterable[Act],
        contents: Mapping[int, int], is_town: Callable[[int], bool],
        craft: frozenset[str], papers: frozenset[str],
    ) -> None:  # fmt: skip
        self._tree, self._named, self._contents, self._is_town = tree, named, contents, is_town
        self._bearers = Bearers(tree, named, is_town, craft, papers)
        acts = tuple(acts)
        self._acts = {act.token: act for act in acts}
        self._near = Near(tree, acts)
        self._holders = {inside: outer for outer, inside in contents.items()}
        self._found: dict[int, Party] = {}

    def of(self, act: Act) -> Party:
        """(actors, recipients) of an act, nobody in both."""
        found = self._found.get(act.token)
        if found is None:
            self._found[act.token] = ((), ())  # acts that would ask each other in a ring
            found = self._found[act.token] = self._work_out(act)
        return found

    def causes(self) -> dict[int, list[Act]]:
        """Act of violence → the acts that it is told as a part or a result of."""
        found = {}
        for act in self._acts.values():
            if act.coding.code.type == "ASSAULT" and self._near.is_clause(act):
                near = self._near.neighbours(act)
                if near:
                    found[act.token] = near
        return found

    def _work_out(self, act: Act) -> Party:
        coding, bearers = act.coding, self._bearers
        whole = self._near.whole(act)
        actors = self.of(whole)[0] if whole is not None else self._doers(act)
        actors = unknown(actors) if coding.code.type == "ASSAULT" else actors
        self._found[act.token] = (actors, ())  # what it holds may ask who does it
        hit = coding.code.type == "ASSAULT"
        heads = self.addressed(act)
        crowds = [head for head in (*heads, *coding.things) if self._near.is_protest(head)]
        heads = [head for head in heads if head not in crowds]
        recipients = bearers.named(bearers.without_titles(heads))
        recipients = recipients or tuple(one for head in crowds for one in self.of(self._acts[head])[0])
        if not recipients and coding.code.type in HOSTILE:
            things = [head for head in (coding.things if hit else coding.objects) if head not in crowds]
            recipients = bearers.things([head for head in things if head != act.token], owned=not hit)
        beside = recipients or bearers.named(self._near.put(act)) or bearers.named(self._near.getting(act))
        recipients = _others(beside, actors)
        recipients = (*recipients, *_others(bearers.named_among(heads), (*actors, *recipients)))
        if hit and not self._near.is_clause(act):  # "an attack on a checkpoint left *ten* dead"
            recipients = (*recipients, *_others(bearers.named(self._near.left(act)), (*actors, *recipients)))
        if coding.mode == "visit":  # nobody visits his own land: "ended his visit to *the country*"
            own = {actor.country for actor in actors} - {None}
            recipients = tuple(one for one in recipients if one.country not in own or one.text == one.name)
        if not recipients and coding.code.type == "MOBILIZE":
            near = (*coding.objects, *self._tree.children(act.token, "obj", "obl"))
            soil = [head for head in dict.fromkeys(near) if self._tree.lemma(head) in word_class("soil")]
            recipients = _others(bearers.owners(soil), actors)  # "breached *Taiwanese* airspace"
        if not recipients and coding.code.code == "163":  # "tariffs on *Chinese* steel"
            hit_by = [head for head in coding.things if head != act.token]
            recipients = _others(bearers.owners(hit_by), actors)
        if not recipients and coding.code.code.startswith(_ON_GOODS):
            recipients = _others(bearers.owners(self._near.goods(act)), actors)
        if not recipients and coding.code.type == "PROTEST":
            recipients = _others(self._challenged(act), actors)
        if not recipients:
            lent = self._of_content(act, actors) or self._lent_recipients(act) or self._behind(act)
            recipients = _others(lent, actors)
        return _givers(act, actors, recipients), recipients

    def _is_venue(self, act: Act, head: int) -> bool:
        """Whether a town is where an act is, not whom it is done to: "a rally planned *for London*"."""
        set_for = act.coding.code.type in ("CONSULT", "PROTEST") and is_appointed(self._tree, head)
        return (set_for or act.coding.code.type == "ASSAULT") and self._is_town(head)

    def addressed(self, act: Act) -> list[int]:
        """Heads of those whom an act is done to, without towns where it is to be."""
        return [head for head in act.coding.recipients if not self._is_venue(act, head)]

    def _doers(self, act: Act) -> tuple[Actor, ...]:
        bearers = self._bearers
        if act.coding.code.type in HOSTILE and not self._near.is_clause(act):
            ended = any(self._tree.lemma(verb) in word_class("leave_off") for verb in act.carriers)
            owners = bearers.owners([act.token], "amod") if ended else ()
            if owners:
                return owners  # who halts "*American* strikes" need not strike
            if ended and self._tree.has_word(act.token, ("a", "an", "any"), "det"):
                return ()  # "could do to stop *an attack*": another's
        getting = self._near.getting(act)
        heads = bearers.firing([head for head in act.coding.actors if head not in getting])
        actors = bearers.manned(heads) or bearers.acting(heads) or bearers.authors(heads)
        actors = actors or bearers.owners(heads)
        actors = (*actors, *_others(bearers.named_among(heads), actors))
        if not actors and not self._near.is_clause(act):
            actors = bearers.owners([act.token], "amod")  # "a *Kenyan* offer"
            if not actors and act.coding.code.type in ("ASSAULT", "COERCE", "PROTEST"):
                actors = by_compound(self._tree, act.token, self._named)  # "a *rebel* ambush"
        actors = actors or bearers.named(self._near.putting(act)) or self._holding(act)
        return actors or self._lent_actors(act)

    def _holding(self, act: Act) -> tuple[Actor, ...]:
        """Who lets somebody go, by whose captivity it is: "was released from *Malian* custody"."""
        tree = self._tree
        if not act.coding.code.code.startswith("084") or not is_passive(tree, act.token):
            return ()
        ends = [
            child
            for child in tree.children(act.token, "obl")
            if has_case(tree, child, "from") and tree.lemma(child) in word_class("captivity")
        ]
        return self._bearers.owners(ends)

    # -- what neighbours tell ------------------------------------------------------------

    def _lent_actors(self, act: Act) -> tuple[Actor, ...]:
        """Who does what its words leave open: "an *attack* by rebels killed", "killed in …"."""
        own = self._bearers.named(self._near.undertaking(act))
        if own:
            return own
        if act.coding.code.type == "CONSULT" and not self._near.is_clause(act):
            found = self._traveller(act.token) or self._bearers.named(self._near.seeking(act))
            return found or self._meeting_around(act)
        for clause in self._tree.children(act.token, "acl"):  # "a bombing *claimed* by the group"
            if self._tree.lemma(clause) in _DONE_BY:
                found = self._bearers.named(self._tree.children(clause, "obl:agent"))
                if found:
                    return found
        scene = self._near.at_scene(act.token) if act.coding.code.type == "ASSAULT" else []
        for neighbour in (*self._near.neighbours(act), *scene):
            open_to_both = act.coding.code.type == "ASSAULT" and is_mutual(self._tree, neighbour.token)
            actors = self._opposite(neighbour) if open_to_both else self.of(neighbour)[0]
            actors = but_their_own(actors, self._bearers.named(act.coding.recipients))
            if actors:
                return actors
        accused = self._laid_to(act) or self._pursuing(act) or self._owned_up(act) or self._died_of(act)
        if accused:
            return accused
        outer = self._acts.get(self._holders.get(act.token, -1))
        if outer is None or self._near.is_clause(act):
            return ()
        if outer.coding.code.code.startswith("112"):
            return self.of(outer)[1]  # "blamed the rebels for the *bombing*"
        if outer.coding.code.type in ("AGREE", "THREATEN") or outer.coding.code.code == "015":
            return self.of(outer)[0]  # "threatened with *expulsion*", "claimed the *attack*"
        return ()

    def _died_of(self, act: Act) -> tuple[Actor, ...]:
        """Who attacked before people died: "were killed after *Saudi* air strikes"."""
        if act.coding.code.type != "ASSAULT":
            return ()
        hurt = self._bearers.named(act.coding.recipients)
        if any(one.sector in _IN_ARMS for one in hurt):
            return ()
        attackers = (self.of(attack)[0] for attack in self._near.aftermath_of(act))
        return next((found for found in (but_their_own(one, hurt) for one in attackers) if found), ())

    def _meeting_around(self, act: Act) -> tuple[Actor, ...]:
        """Who talks in a meeting that others are part of: "*Rama's visit to Kosovo* included *talks*"."""
        tree, verb = self._tree, self._tree.head(act.token)
        if verb is None or not tree.has_relation(act.token, "obj"):
            return ()
        if tree.lemma(verb) not in word_class("contain"):
            return ()
        for subject in tree.children(verb, "nsubj"):
            whole = self._acts.get(subject)
            if whole is not None and whole.coding.code.type == "CONSULT":
                actors, recipients = self.of(whole)
                alone = bool(act.coding.recipients) or whole.coding.mode == "visit"
                return actors if alone else (*actors, *recipients)
        return ()

    def _pursuing(self, act: Act) -> tuple[Actor, ...]:
        """Who does what an act is part of: "*police* arrest two men in a *raid*", "as part of a *probe*"."""
        code = act.coding.code
        pursuit = code.type in ("ASSAULT", "COERCE") or code.code.startswith("09")
        if self._near.is_clause(act) or not pursuit:
            return ()
        above = self._acts.get(self._tree.tokens[act.token].head)
        inside = self._tree.has_relation(act.token, "obl") and self._near.is_within(act.token)
        if inside and code.type == "ASSAULT" and above is not None and above.coding.code.code == "173":
            return self.of(above)[0]
        verb = clause_of(self._tree, act.token)
        if verb is None:
            return ()
        whole = self._acts.get(verb)
        found = self.of(whole)[0] if whole else self._bearers.named(self._near.searching(verb))
        return found if any(one.sector in _PURSUERS for one in found) else ()

    def _owned_up(self, act: Act) -> tuple[Actor, ...]:
        """Who claims what a participle tells: "claims responsibility for the rockets *fired* at the town"."""
        tree, noun = self._tree, self._tree.head(act.token)
        if noun is None or not tree.has_relation(act.token, "acl") or not is_passive(tree, act.token):
            return ()
        above = tree.head(noun)
        claim = None if above is None or not has_case(tree, noun, "for") else tree.head(above)
        outer = self._acts.get(-1 if claim is None else claim)
        return self.of(outer)[0] if outer is not None and outer.coding.code.code == "015" else ()

    def _laid_to(self, act: Act) -> tuple[Actor, ...]:
        """To whom violence is laid: "convicted of the *murder*", "jailed for his part in the *attack*"."""
        tree, deed = self._tree, act.token
        part = tree.head(deed)
        if part is not None and tree.lemma(part) in word_class("part") and has_case(tree, deed, "in"):
            deed = part
        above = tree.head(deed)
        violent = act.coding.code.type == "ASSAULT" and not self._near.is_clause(act)
        if above is None or not violent or not tree.has_relation(deed, "obl", "obj"):
            return ()
        if tree.lemma(above) in word_class("own_up"):  # "confessed to the *murder*"
            return self._bearers.named(subjects_of(tree, above))
        outer = self._acts.get(above)
        laid = outer is not None and outer.coding.code.code.startswith(_LAID_TO)
        beside = any(has_case(tree, deed, case) for case in _LAID_BY)
        return self.of(outer)[1] if outer is not None and laid and beside else ()

    def _opposite(self, fight: Act) -> tuple[Actor, ...]:
        """Who killed in a fight: the other side of a *shootout with*; of a clash, nobody knows which."""
        if self._tree.lemma(fight.token) not in word_class("duel"):
            return ()
        return self._bearers.named(
            child for child in self._tree.children(fight.token, "nmod") if has_case(self._tree, child, "with")
        )

    def _traveller(self, noun: int) -> tuple[Actor, ...]:
        """Whose journey or meeting it is: "the president, on a *tour*", "arrived for *talks*"."""
        tree = self._tree
        above = tree.head(noun)
        if above is None or not any(
            tree.lemma(case) in _OCCASIONS for case in tree.children(noun, "case")
        ):
            return ()
        if tree.has_relation(noun, "nmod"):
            return self._bearers.named([above])
        return self._bearers.named(subjects_of(tree, above)) if tree.has_relation(noun, "obl") else ()

    def _lent_recipients(self, act: Act) -> tuple[Actor, ...]:
        """Whom violence struck, from what it did: "the *bombing* killed twelve"."""
        tree = self._tree
        if act.coding.code.type == "ASSAULT":
            things = act.coding.objects if self._near.is_clause(act) else ()
            for neighbour in () if things else self._near.neighbours(act):
                recipients = self.of(neighbour)[1]
                if recipients:
                    return but_their_own(recipients, self.of(act)[0])
            left = self._bearers.named(self._near.left(act)) or self._held(act)
            if left:
                return left
        outer = self._acts.get(self._holders.get(act.token, -1))
        noun = not self._near.is_clause(act)
        wanted = act.coding.code.type in ("AGREE", "CONSULT") and noun
        wanted = wanted or (act.coding.code.type == "AID" and (noun or self._is_asked(act, outer)))
        ended = any(tree.lemma(verb) in word_class("leave_off") for verb in act.carriers)
        if ended and act.coding.code.type == "CONSULT":
            return ()  # "urged them to break off the *talks*": with somebody else
        if act.coding.code.type == "CONSULT" and not self._near.is_clause(act):
            host = self._acts.get(tree.tokens[act.token].head)
            if host is not None and host.coding.code.code == "043" and has_case(tree, act.token, "for"):
                return (*self.of(host)[0], *self.of(host)[1])  # "will host *the premier* for talks"
        if act.coding.code.type == "CONSULT" and self._among_themselves(act):
            return ()
        held = act.coding.code.type == "CONSULT" and any(
            has_case(tree, one, "of") for one in tree.children(act.token, "nmod")
        )  # "asked for a meeting *of the council*": of no others
        if wanted and not held and outer is not None and outer.coding.code.type in ("REQUEST", "REJECT"):
            return self.of(outer)[0]  # who asks for *aid* or turns down a *loan* would get it
        if outer is not None and (act.coding.code.type, outer.coding.code.type) == ("REQUEST", "REJECT"):
            return () if self._near.is_clause(act) else self.of(outer)[0]  # who turns down a *request* had it
        return ()

    def _is_asked(self, act: Act, outer: Act | None) -> bool:
        """Whether who gives is who is asked: "*Kenya* asked *donors* to send wheat" gets it."""
        if outer is None or outer.coding.code.type != "REQUEST" or is_passive(self._tree, act.token):
            return False
        givers, asked = self.of(act)[0], {one.id for one in self.of(outer)[1]}
        asks_for_itself = any(one.country and one.sector in (None, "GOV") for one in self.of(outer)[0])
        return asks_for_itself and bool(givers) and all(one.id in asked for one in givers)

    def _among_themselves(self, act: Act) -> bool:
        """Whether those who are to meet are several: "urged *both sides* to hold talks", with each other."""
        sides = word_class("side")
        several = any(self._tree.lemma(head) in sides for head in act.coding.actors)
        return several or len(self.of(act)[0]) > 1

    def _held(self, act: Act) -> tuple[Actor, ...]:
        """From whom an offensive is to take a town: "an *operation* to retake Gao from *the rebels*"."""
        heads = (act.token, *act.carriers)
        aims = {verb for head in heads for verb in self._tree.children(head, "acl", "advcl")}
        for aim in self._acts.values():
            if aim.coding.code.code == "192" and not aims.isdisjoint((aim.token, *aim.carriers)):
                return self.of(aim)[1] if not self._near.is_clause(act) else ()
        return ()

    def _behind(self, act: Act) -> tuple[Actor, ...]:
        """Whose word or deed it is that an act answers: "rejected an appeal *by Soto*", "an inquiry into
        *the bank's* losses"."""
        tree = self._tree
        if act.coding.code.type not in ("REJECT", "ACCUSE", "SUPPORT") or act.coding.code.code == "055":
            return ()  # "apologised for *the army's* deeds": not to the army
        for head in dict.fromkeys((*act.coding.objects, *act.coding.things)):
            if head in self._acts:
                told = self._acts[head]
                found = () if told.coding.code.type == "CONSULT" else self.of(told)[0]
                if found and act.token not in self._contents and has_case(tree, head, "at"):
                    return found  # "scoffed at a *Chilean* offer"
                continue
            by = [
                child
                for station in (head, act.token)
                for child in tree.children(station, "nmod", "obl")
                if child > head and has_case(tree, child, "by")
            ]
            owners = [
                child
                for child in tree.children(head, "nmod", "nmod:poss")
                if tree.has_relation(child, "nmod:poss")
                or has_case(tree, child, "'s")
                or has_case(tree, child, "from")
            ]
            found = self._bearers.named([other for child in by or owners for other in tree.conjuncts(child)])
            deed = any(frame.token == head for frame in tree.analysis.frames)  # a decision, no dam
            if deed and any(demonym(tree.tokens[child].text) for child in tree.children(head, "amod")):
                found = found or self._bearers.owners([head], "amod")  # "condemned the *Peruvian* decision"
            if found:
                return found
        return ()

    def _challenged(self, act: Act) -> tuple[Actor, ...]:
        """Of whom protesters demand something: "marched, demanding the resignation of *the premier*".

        Or whose deed they protest against: "protested against *Sudanese* air raids".
        """
        tree = self._tree
        for station in (act.token, *act.carriers):
            for head in tree.children(station, "obl", "nmod"):
                deed = self._acts.get(head)
                if deed is not None and deed.coding.code.type in HOSTILE and has_case(tree, head, "against"):
                    return self.of(deed)[0]
            for clause in tree.children(station, "advcl", "acl"):
                if tree.lemma(clause) not in word_class("demand"):
                    continue
                for head in [*objects_of(tree, clause), *tree.children(clause, "obl")]:
                    inside = self._acts.get(head)
                    owners = self._bearers.owners([head], "nmod:poss") if inside is None else ()
                    found = self.of(inside)[0] if inside is not None else owners
                    if found:
                        return found
        return ()

    def _of_content(self, act: Act, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """To whom an act of words is made, by the act that it is about."""
        inside = self._acts.get(self._contents.get(act.token, -1))
        if inside is None:
            return ()
        doers, sufferers = self.of(inside)
        kind = act.coding.code.type
        if sufferers and self._tree.head(inside.token) == act.token and self._near.seeking(inside):
            return _others(sufferers, actors)
        warned = self._tree.lemma(act.token) in ("warn", "caution")
        if kind in _TO_DOERS or warned:  # "warned *them* not to return"
            found = _others(doers, actors)
            if found:
                return found
        if kind in _TO_SUFFERERS and inside.coding.code.type not in _OF_ITS_OWN:
            meeting = inside.coding.code.type == "CONSULT"
            return _others((*doers, *sufferers) if meeting else sufferers, actors)
        return ()


def _givers(act: Act, actors: tuple[Actor, ...], recipients: Sequence[Actor]) -> tuple[Actor, ...]:
    """The actors but those who would get what the others give, or be visited by them.

    "Kim and Putin discussed *supplying Russia* with shells": Kim would.
    """
    lands = {one.country for one in recipients if one.country}
    gives = act.coding.code.type in ("AID", "COOPERATE") or act.coding.mode == "visit"
    if not gives or len(lands) != 1:
        return actors
    return tuple(one for one in actors if one.country not in lands) or actors


def _others(recipients: Iterable[Actor], actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Recipients who are no actors, but for what two do to each other: "each side accused *the other*"."""
    taken = {actor.id for actor in actors}
    return tuple(actor for actor in recipients if actor.id not in taken or is_the_other(actor))
