"""What an act is: its PLOVER type and mode, contexts, and CAMEO code, by the codebook.

A predicate is coded by the first row of its lemma whose conditions hold of the phrases
around it ("*launch* a missile at" is not "*launch* a product"). The same row says which
phrases name the actors, the recipients and the things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec

from demarche.knowledge.codebook import Carrier, Code, Codebook, Condition, Row, load
from demarche.language.tree import Tree
from demarche.reading.participants import antecedent, is_bare, is_passive, is_verbal, objects_of
from demarche.records import Frame

TYPE_WEIGHT = 0.9
UNLISTED_WEIGHT = 0.35
AGREEING = 4  # of the five verbs nearest to an unlisted one
_RECIPIENT_VERB = (
    "ARG1",
    "ARG2",
    "to",
    "with",
    "against",
    "on",
    "upon",
    "at",
    "from",
    "toward",
    "towards",
    "for",
    "into",
)
_RECIPIENT_NOUN = ("on", "against", "with", "to", "at", "into", "toward", "towards", "upon", "for")
_OBJECTS = ("ARG1", "with", "of", "for")
# An of-phrase names who acts in these roots ("the visit of the minister"), and elsewhere
# whom or what it is done to ("the invasion of Kuwait", "deliveries of grain").
_OF_ACTS = frozenset({"01", "02", "03", "04", "05", "10", "12", "13", "14"})

# Moves that one makes oneself: what an of-phrase names goes, or is sent, and suffers nothing.
_OF_MOVES = frozenset({"0831", "0874", "150", "151", "152", "153", "154", "0871"})


# Names of meetings end with what they are: "the London *Conference* opened".
_OCCASIONS = frozenset({"summit", "forum", "conference", "talks"})


class Nature(Protocol):
    """What the reader knows of phrases, as the codebook's conditions ask for it."""

    def is_actor(self, token: int) -> bool: ...
    def is_person(self, token: int) -> bool: ...
    def is_place(self, token: int) -> bool: ...
    def is_country(self, token: int) -> bool: ...
    def is_several(self, token: int) -> bool: ...
    def is_official(self, token: int) -> bool: ...
    def is_body(self, token: int) -> bool: ...
    def scene(self, token: int) -> frozenset[str]: ...


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


class Slots:
    """The phrases around one predicate, by slot: SUBJ, ARG0 … and prepositions."""

    def __init__(self, tree: Tree, token: int, roles: dict[str, list[int]], carriers: Sequence[int]) -> None:
        self.tree, self.token, self.carriers = tree, token, carriers
        self.roles = dict(roles)
        self.particles: set[str] = set()
        for station in (token, *carriers):
            for child in tree.children(station):
                self._add(station, child)

    def _add(self, station: int, child: int) -> None:
        tree = self.tree
        lemma = tree.tokens[child].lemma.lower()
        if tree.has_relation(child, "compound:prt") or (
            tree.has_relation(child, "advmod", "case") and tree.tokens[child].upos in ("ADP", "ADV", "PART")
        ):
            self.particles.add(lemma)
        if tree.has_relation(child, "obj") and tree.tokens[station].upos == "VERB":
            # "cut *off* the internet": an object has no preposition, so it is the verb's
            self.particles.update(
                tree.tokens[case].lemma.lower()
                for case in tree.children(child, "case")
                if case == station + 1
            )
        if tree.has_relation(child, "obl", "nmod", "advcl", "acl", "advmod"):
            for case in tree.children(child, "case", "mark"):
                for word in {tree.tokens[case].lemma.lower(), tree.tokens[case].text.lower()}:
                    self.roles.setdefault(word, []).extend(_phrase(tree, child))
        if tree.has_relation(child, "xcomp", "advmod", "obl") and tree.tokens[child].upos in (
            "NOUN", "ADJ", "ADV", "ADP",
        ) and not tree.children(child, "case", "mark"):  # "took them *hostage*"
            self.roles.setdefault("pred", []).append(child)
        if tree.has_relation(child, "nmod:poss") and station == self.token:
            self.roles.setdefault("poss", []).extend(_phrase(tree, child))
        if tree.has_relation(child, "compound", "amod", "nmod:desc", "flat") and station == self.token:
            self.roles.setdefault("mod", []).extend(tree.conjuncts(child))
            self.roles["mod"].extend(tree.children(child, "compound", "amod"))
        if tree.has_relation(child, "ccomp", "xcomp", "acl") and tree.tokens[child].upos in (
            "VERB",
            "AUX",
            "ADJ",
            "NOUN",
        ):
            self.roles.setdefault("do", []).append(child)

    def fill(self, slot: str) -> list[int]:
        """Head tokens of the phrases in a slot."""
        if slot == "obj":
            found = self.roles.get("ARG1") if "ARG1" in self.roles else None
            direct = objects_of(self.tree, self.token) or self.tree.children(self.token, "iobj")
            return direct or [
                head for head in found or [] if head not in self.roles.get("SUBJ", []) or self._passive()
            ]
        if slot == "subj":
            passive = is_passive(self.tree, self.token)
            return self.roles.get("ARG0") or ([] if passive else self.roles.get("SUBJ")) or []
        if slot == "objmod":
            return [
                word for head in self.fill("obj") for word in self.tree.children(head, "amod", "compound")
            ]
        if slot == "subjmod":
            return [
                word for head in self.fill("subj") for word in self.tree.children(head, "amod", "compound")
            ]
        if slot == "objfor":  # "asked Iran *for* the drone", where the parse hangs it under Iran
            return [
                thing
                for head in self.fill("obj")
                for thing in self.tree.children(head, "nmod")
                if _has_case(self.tree, thing, "for")
            ]
        if slot == "owner":
            return [owner for head in self.fill("obj") for owner in self.tree.children(head, "nmod:poss")]
        if slot in ("prt", "has"):
            return []
        if slot == "pred":
            named = [head for head in self.roles.get("ARG2", ()) if self.tree.tokens[head].upos != "VERB"]
            return [*self.roles.get("pred", ()), *named]
        return self.roles.get(slot, [])

    def _passive(self) -> bool:
        return is_passive(self.tree, self.token) or "ARG0" in self.roles


def _phrase(tree: Tree, head: int) -> list[int]:
    return [antecedent(tree, member) for member in tree.conjuncts(head)]


class Coder:
    """Holds the codebook; codes one predicate at a time."""

    def __init__(self, codebook: Codebook | None = None) -> None:
        self.book = codebook or load()
        # "take part in", by its first word: what stands between, the preposition, the rows
        self._phrasal: dict[str, list[tuple[frozenset[str], str, tuple[Carrier, ...]]]] = {}
        for name, rows in self.book.carriers.items():
            first, *middle = name.split()
            if middle and middle[-1] in ("in", "from", "of", "into", "to", "at", "on", "for"):
                self._phrasal.setdefault(first, []).append((frozenset(middle[:-1]), middle[-1], rows))

    def knows(self, tree: Tree, token: int) -> bool:
        """Whether the codebook has rows for the word at ``token``."""
        return bool(self._rows(tree, token))

    def code(
        self, tree: Tree, token: int, roles: dict[str, list[int]], carriers: Sequence[int], nature: Nature
    ) -> Coding | None:
        """The coding of a predicate, or None where it names no political act."""
        slots = Slots(tree, token, roles, carriers)
        for row in self._rows(tree, token):
            if all(self._holds(condition, slots, nature) for condition in row.conditions):
                return None if row.code is None else self._coding(row, row.code, slots, nature)
        return None

    def by_kin(self, tree: Tree, frame: Frame, roles: dict[str, list[int]], nature: Nature) -> Coding | None:
        """The coding of a verb that no table lists, by the verbs that the encoder finds like it.

        Nothing is guessed: four of its five neighbours must be listed and agree on the type, who
        acts must be official, and all but plain statements must be made to somebody ("The junta
        *expounded* its plans", "*beseeched* the envoy"). The code is the type's general one, and
        of little weight. In 6,000 items of news it codes three verbs.
        """
        if not frame.kin or tree.tokens[frame.token].lemma.lower() in self.book.verbs:
            return None
        types = Counter(
            row.code.type for lemma in frame.kin if (row := self._plain_row(lemma)) and row.code is not None
        )
        if not types or types.most_common(1)[0][1] < AGREEING:
            return None
        kind = types.most_common(1)[0][0]
        code = next((code for code in self.book.codes.values() if code.type == kind), None)
        slots = Slots(tree, frame.token, roles, ())
        actors = [head for head in slots.fill("subj") if nature.is_official(head)]
        recipients = [head for head in slots.fill("obj") if nature.is_actor(head) and head not in actors]
        if code is None or not actors or not (recipients or kind == "STATEMENT"):
            return None
        return Coding(
            code=code, mode=code.mode, contexts=code.contexts, actors=tuple(actors),
            recipients=tuple(recipients), objects=(), things=(), weight=UNLISTED_WEIGHT,
            row=f"like {', '.join(frame.kin)}", attributive=False,
        )  # fmt: skip

    def _plain_row(self, lemma: str) -> Row | None:
        """What a listed verb means when nothing else is said of it."""
        rows = self.book.verbs.get(lemma, ())
        return next((row for row in rows if not row.conditions), rows[0] if rows else None)

    def carried(self, tree: Tree, verb: int) -> tuple[int, str] | None:
        """(noun, kind) where the verb at ``verb`` only carries a noun's act, else None."""
        if tree.tokens[verb].upos not in ("VERB", "AUX"):
            return None
        lemma = tree.tokens[verb].lemma.lower()
        particles = [tree.tokens[child].lemma.lower() for child in tree.children(verb, "compound:prt")]
        rows = [
            row
            for name in (*(f"{lemma} {particle}" for particle in particles), lemma)
            for row in self.book.carriers.get(name, ())
        ]
        for name, carriers in self._prepositional(tree, verb, lemma):
            nouns = [child for child in tree.children(verb, "obl") if _has_case(tree, child, name)]
            for row in carriers:
                for noun in nouns:
                    if self._carries(row.nouns, tree, noun):
                        return noun, row.kind
        for row in rows:
            for noun in tree.children(verb, "nsubj") if row.kind == "occur" else ():
                if self._carries(row.nouns, tree, noun):
                    return noun, row.kind
        rows = [row for row in rows if row.kind != "occur"]
        if not rows:
            return None
        nouns = objects_of(tree, verb) or tree.children(verb, "nsubj:pass")
        for row in rows:
            for noun in nouns:
                if self._carries(row.nouns, tree, noun):
                    return noun, row.kind
        return None

    def _prepositional(self, tree: Tree, verb: int, lemma: str) -> Iterable[tuple[str, tuple[Carrier, ...]]]:
        """Carriers such as "take part in", "withdraw from" that begin with the verb."""
        phrasal = self._phrasal.get(lemma)
        if phrasal is None:
            return
        text = {tree.tokens[child].lemma.lower() for child in tree.children(verb)}
        for middle, preposition, rows in phrasal:
            if middle <= text:
                yield preposition, rows

    def _carries(self, nouns: tuple[str, ...], tree: Tree, noun: int) -> bool:
        token = tree.tokens[noun]
        lemma = token.lemma.lower()
        if not (token.upos == "NOUN" or (token.upos == "PROPN" and lemma in _OCCASIONS)) or (
            lemma not in self.book.nouns and token.text.lower() not in self.book.nouns
        ):
            return False
        return not nouns or any(lemma == name or lemma in self.book.classes.get(name, ()) for name in nouns)

    def _rows(self, tree: Tree, token: int) -> tuple[Row, ...]:
        word = tree.tokens[token]
        lemma = word.lemma.lower()
        if is_verbal(tree, token):
            return self.book.verbs.get(lemma) or self._by_form(word.text.lower())
        if word.upos in ("NOUN", "VERB") or (
            word.upos == "ADJ"
            and (tree.has_relation(token, "obj", "nsubj", "obl") or tree.children(token, "cop", "nsubj"))
        ):
            form = word.text.lower()
            names = (form,) if word.upos == "VERB" else (lemma, form, form.removesuffix("s"))
            return next(
                (
                    self.book.nouns[name]
                    for name in names
                    if name in self.book.nouns
                ),
                (),
            )
        if word.upos == "PROPN" and lemma in _OCCASIONS:
            return self.book.nouns.get(lemma, ())
        return ()

    def _by_form(self, form: str) -> tuple[Row, ...]:
        """The rows of a verb whose lemma was missed, by its regular forms: "freed", "sharing"."""
        for ending in ("ing", "ed", "es", "s"):
            if form.endswith(ending) and len(form) > len(ending) + 2:
                stem = form[: -len(ending)]
                undoubled = stem[:-1] if stem[-1] == stem[-2] else stem
                ied = f"{stem[:-1]}y" if stem.endswith("i") else stem
                for base in (f"{stem}e", stem, undoubled, ied):
                    if base in self.book.verbs:
                        return self.book.verbs[base]
        return ()

    # -- conditions ---------------------------------------------------------------------

    def _holds(self, condition: Condition, slots: Slots, nature: Nature) -> bool:
        return self._true(condition, slots, nature) is not condition.negated

    def _true(self, condition: Condition, slots: Slots, nature: Nature) -> bool:
        slot, values = condition.slot, condition.values
        tree = slots.tree
        if slot == "prt":
            if not slots.particles:
                return "@none" in values
            return "@any" in values or any(value in slots.particles for value in values)
        if slot in ("has", "no"):
            present = any(slots.fill(value) for value in values)
            return present if slot == "has" else not present
        if slot == "do":
            return any(
                "clause" in values
                or tree.tokens[clause].lemma.lower() in values
                or ("finite" in values and _is_finite(tree, clause))
                or ("inf" in values and _has_case(tree, clause, "to"))
                for clause in slots.fill("do")
            )
        if slot == "det":
            articles = tree.children(slots.token, "det")
            return any(tree.tokens[article].lemma.lower() in values for article in articles)
        if slot == "under":  # the word whose phrase it is: "a state of *siege*"
            above = tree.head(slots.token)
            return above is not None and tree.tokens[above].lemma.lower() in values
        if slot == "rel":
            if "bare" in values and is_bare(tree, slots.token):
                return True
            return any(tree.has_relation(slots.token, value) for value in values)
        if slot == "case":
            cases = tree.children(slots.token, "case")
            return any(tree.tokens[case].lemma.lower() in values for case in cases)
        if slot == "scene":
            scene = nature.scene(slots.token)
            return any(not scene.isdisjoint(self.book.classes.get(value, {value})) for value in values)
        if slot == "carrier":
            return any(tree.tokens[verb].lemma.lower() in values for verb in slots.carriers)
        if slot == "head":
            above = tree.head(slots.token)
            return (
                above is not None
                and tree.has_relation(slots.token, "compound", "amod")
                and tree.tokens[above].lemma.lower() in values
            )
        fillers = slots.fill(slot)
        if "@several" in values and (len(fillers) > 1 or any(nature.is_several(f) for f in fillers)):
            return True
        if "@none" in values and not fillers:
            return True
        return any(
            self._is(value, filler, tree, nature, as_modifier=slot == "mod")
            for filler in fillers
            for value in values
        )

    def _is(self, value: str, token: int, tree: Tree, nature: Nature, *, as_modifier: bool) -> bool:
        lemma = tree.tokens[token].lemma.lower()
        if value == "@any":
            return True
        if value == "@actor":
            return nature.is_actor(token)
        if value == "@person":
            return nature.is_person(token)
        if value == "@place":
            return nature.is_place(token)
        if value == "@country":
            return nature.is_country(token)
        if value == "@official":
            return nature.is_official(token)
        if value == "@body":
            return nature.is_body(token)
        if value == "@name":
            return tree.tokens[token].upos == "PROPN"
        if value == "@count":
            return tree.tokens[token].upos == "NUM"
        if value == "@clause":
            return tree.tokens[token].upos in ("VERB", "AUX")
        words = self.book.classes.get(value, frozenset({value}))
        if lemma in words or tree.tokens[token].text.lower() in words:
            return True
        # "dozens of tanks", "a package of sanctions": the measured noun counts
        return not as_modifier and lemma in self.book.classes.get("measure", ()) and any(
            tree.tokens[child].lemma.lower() in words
            for child in tree.children(token, "nmod")
            if _has_case(tree, child, "of")
        )

    # -- codings ------------------------------------------------------------------------

    def _coding(self, row: Row, code: Code, slots: Slots, nature: Nature) -> Coding:
        verbal = is_verbal(slots.tree, slots.token)
        if verbal:
            actors, recipients, objects = self._verbal(row, slots, nature)
        else:
            actors, recipients, objects = self._nominal(row, code, slots, nature)
        recipients = [token for token in recipients if token not in actors]
        objects = [token for token in objects if token not in actors and token not in recipients]
        contexts = [*(row.contexts or code.contexts)]
        for token in objects:
            lemma = slots.tree.tokens[token].lemma.lower()
            for name, words in self.book.classes.items():
                if lemma in words:
                    contexts.extend(self.book.class_contexts[name])
        weight = 1.0 if row.conditions else TYPE_WEIGHT
        return Coding(
            code=code,
            mode=row.mode or code.mode,
            contexts=tuple(dict.fromkeys(contexts)),
            actors=tuple(actors),
            recipients=tuple(recipients),
            objects=tuple(objects),
            things=tuple(_things(row, slots, verbal=verbal)),
            weight=weight,
            row=row.source,
            attributive=code.code.startswith("01") and verbal,
        )

    def _verbal(self, row: Row, slots: Slots, nature: Nature) -> tuple[list[int], list[int], list[int]]:
        roles = slots.roles
        if row.actor and row.actor[0] not in ("SUBJ", "none"):
            actors = _first(row.actor, slots, nature)
        elif row.actor == ("none",):
            actors = []
        else:
            actors = list(roles.get("ARG0") or [])
            if not actors and not is_passive(slots.tree, slots.token):
                actors = list(roles.get("SUBJ") or [])
        recipients = (
            []
            if row.recipient == ("none",)
            else _first(row.recipient or _RECIPIENT_VERB, slots, nature, skip=actors)
        )
        objects = [
            token
            for slot in row.object or _OBJECTS
            for token in slots.fill(slot)
            if token not in actors and slots.tree.tokens[token].upos in ("NOUN", "PROPN", "NUM", "SYM")
        ]
        if not recipients and row.recipient != ("none",):
            recipients = self._through(objects, row.recipient or _RECIPIENT_VERB, slots.tree, nature, actors)
        return actors, recipients, objects

    def _through(
        self, objects: Sequence[int], slots: Sequence[str], tree: Tree, nature: Nature, skip: Sequence[int]
    ) -> list[int]:
        """Actors in a phrase of the object: "severed ties *with Iran*", "imposed a ban *on* …"."""
        for thing in objects:
            for child in tree.children(thing, "nmod"):
                if any(_has_case(tree, child, slot) for slot in slots):
                    found = [
                        token
                        for token in _phrase(tree, child)
                        if token not in skip and nature.is_actor(token)
                    ]
                    if found:
                        return found
        return []

    def _nominal(
        self, row: Row, code: Code, slots: Slots, nature: Nature
    ) -> tuple[list[int], list[int], list[int]]:
        of_acts = code.code[:2] in _OF_ACTS and "of" not in row.object
        moves = code.code in _OF_MOVES
        actors: list[int] = []
        for slot in ("between", "poss", "by", "SUBJ", "among", *(("of",) if of_acts else ()), "mod", "from"):
            found = [token for token in slots.fill(slot) if nature.is_actor(token)]
            if slot == "mod":
                found = [token for token in found if not _is_city(token, nature)]
            if slot in ("poss", "mod") and not of_acts and code.code[:2] in ("07",) and slot == "poss":
                found = []
            if found:
                actors = found
                break
        if not actors and moves:  # "the withdrawal of *Israeli soldiers*"
            actors = [token for token in slots.fill("of") if nature.is_actor(token)]
        if not actors:  # "airstrikes by *Russian warplanes*": whose things they are, acts
            actors = [*slots.fill("by"), *slots.fill("SUBJ")]
        recipients: list[int] = []
        order = (*row.recipient, *_RECIPIENT_NOUN) if row.recipient != ("none",) else ()
        if not of_acts and not moves:
            order = (*order, "of")
        recipients = _first(order, slots, nature, skip=actors)
        possessor = slots.fill("poss")
        if possessor and not recipients and code.code[:2] in ("17", "18", "19", "20"):
            # "the minister's arrest", "Gaza's bombardment": what has it is whom it is done to
            held = [token for token in possessor if nature.is_actor(token)]
            if actors == held and _undergoes(slots.tree, slots.token):
                recipients, actors = actors, []
        objects = [
            token
            for slot in row.object
            for token in slots.fill(slot)
            if token not in actors
            and token not in recipients
            and slots.tree.tokens[token].upos in ("NOUN", "PROPN", "NUM", "SYM")
        ]
        return actors, recipients, objects


# Nouns whose possessor undergoes the act, unlike "Israel's *attack*", "Russia's *invasion*".
_UNDERGONE = frozenset(
    {
        "arrest", "detention", "killing", "murder", "assassination", "execution", "abduction", "kidnapping",
        "poisoning", "death", "torture", "imprisonment", "ouster", "overthrow", "expulsion", "deportation",
        "extradition", "slaying", "capture", "destruction", "annexation", "bombardment",
    }
)  # fmt: skip


def _undergoes(tree: Tree, token: int) -> bool:
    return tree.tokens[token].lemma.lower() in _UNDERGONE


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


def _is_finite(tree: Tree, clause: int) -> bool:
    """Whether a clause is a statement ("agreed *that it was late*"), not "agreed *to go*"."""
    if any(tree.tokens[mark].lemma.lower() == "to" for mark in tree.children(clause, "mark")):
        return False
    return tree.has_relation(clause, "ccomp") and bool(tree.children(clause, "nsubj", "csubj", "expl"))


def _things(row: Row, slots: Slots, *, verbal: bool) -> list[int]:
    """The heads in the first slot for recipients that holds any."""
    order = row.recipient or (_RECIPIENT_VERB if verbal else (*_RECIPIENT_NOUN, "of"))
    for slot in ("obj" if slot == "ARG1" else slot for slot in order if slot != "none"):
        if slots.fill(slot):
            return slots.fill(slot)
    return []


def _has_case(tree: Tree, token: int, word: str) -> bool:
    return any(tree.tokens[case].lemma.lower() == word for case in tree.children(token, "case", "mark"))
