"""What an act is: its PLOVER type and mode, contexts, and CAMEO code, by the codebook.

A predicate is coded by the first row of its lemma whose conditions hold of the phrases
around it ("*launch* a missile at" is not "*launch* a product"). The same row says which
phrases name the actors, the recipients and the things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from demarche.knowledge.codebook import Carrier, Codebook, Condition, Row, load
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.coding_conditions import Nature, holds
from demarche.reading.coding_roles import Coding, coding_of
from demarche.reading.coding_slots import Slots, has_case
from demarche.reading.participants_clause import antecedent, is_passive, is_verbal, objects_of
from demarche.records import Frame

__all__ = ["Coder", "Coding"]

UNLISTED_WEIGHT = 0.35
AGREEING = 4  # of the five verbs nearest to an unlisted one

# Names of meetings end with what they are: "the London *Conference* opened".
_OCCASIONS = frozenset({"summit", "forum", "conference", "talks"})

# What stands between a carrying verb and its noun: "take part *in*", "come *under*".
_LINKS = frozenset("in from of into to at on for under with".split())


# What a row says of a predicate's own scene and phrases, not of the place where it stands.
_TELLING = frozenset({"obj", "subj", "in", "at", "by", "as", "with", "under", "mod", "prt"})


def _is_telling(conditions: Sequence[Condition]) -> bool:
    """Whether conditions ask for certain words; a word anywhere in the scene is not enough by itself."""
    named = {
        condition.slot
        for condition in conditions
        if not condition.negated and not any(value.startswith("@") for value in condition.values)
    }
    return bool(named & _TELLING) or ("scene" in named and len(conditions) > 1)


class Coder:
    """Holds the codebook; codes one predicate at a time.

    ``named``: the nouns that are acts in names too.
    """

    def __init__(self, codebook: Codebook | None = None, named: frozenset[str] = _OCCASIONS) -> None:
        self.book = codebook or load()
        self._named = named
        # "take part in", by its first word: what stands between, the preposition, the rows
        self._phrasal: dict[str, list[tuple[frozenset[str], str, tuple[Carrier, ...]]]] = {}
        for name, rows in self.book.carriers.items():
            first, *middle = name.split()
            if middle and middle[-1] in _LINKS:
                self._phrasal.setdefault(first, []).append((frozenset(middle[:-1]), middle[-1], rows))

        self._phrasal_verbs = frozenset(
            (lemma, particle)
            for lemma, rows in self.book.verbs.items()
            for row in rows
            if any(condition.slot == "obj" for condition in row.conditions)
            for condition in row.conditions
            if condition.slot == "prt" and not condition.negated
            for particle in condition.values
        )

    def knows(self, tree: Tree, token: int) -> bool:
        """Whether the codebook has rows for the word at ``token``."""
        return bool(self._rows(tree, token))

    def code(
        self, tree: Tree, token: int, roles: dict[str, list[int]], carriers: Sequence[int], nature: Nature
    ) -> Coding | None:
        """The coding of a predicate, or None where it names no political act."""
        slots = Slots(tree, token, roles, carriers)
        row = self._row(slots, nature)
        if row is None or row.code is None:
            return None
        return coding_of(row, row.code, slots, nature, self.book)

    def rules_out(self, tree: Tree, token: int, roles: dict[str, list[int]], nature: Nature) -> bool:
        """Whether a row says of these very words that they are no act: "*killed* as a bus overturns".

        Rows that only sum up what the others leave say nothing of the kind.
        """
        row = self._row(Slots(tree, token, roles, ()), nature)
        return row is not None and row.code is None and _is_telling(row.conditions)

    def _row(self, slots: Slots, nature: Nature) -> Row | None:
        """The first row of a predicate whose conditions hold."""
        slots.take_particle(self._phrasal_verbs)
        for row in self._rows(slots.tree, slots.token):
            if all(holds(condition, slots, nature, self.book.classes) for condition in row.conditions):
                return row
        return None

    def by_kin(self, tree: Tree, frame: Frame, roles: dict[str, list[int]], nature: Nature) -> Coding | None:
        """The coding of a verb that no table lists, by the verbs that the encoder finds like it.

        Nothing is guessed: four of its five neighbours must be listed and agree on the type, who
        acts must be official, and all but plain statements must be made to somebody ("The junta
        *expounded* its plans", "*beseeched* the envoy"). The code is the type's general one, and
        of little weight. In 6,000 items of news it codes three verbs.
        """
        if not frame.kin or tree.lemma(frame.token) in self.book.verbs:
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

    def of_type(
        self, tree: Tree, token: int, kind: str, roles: dict[str, list[int]], nature: Nature
    ) -> Coding:
        """The coding of a predicate that is known to be of a type, and has no row: its general code."""
        code = self.book.general(kind)
        row = Row("learned", (), code, None, (), (), (), ())
        coding = coding_of(row, code, Slots(tree, token, roles, ()), nature, self.book)
        return msgspec.structs.replace(coding, weight=UNLISTED_WEIGHT)

    def _plain_row(self, lemma: str) -> Row | None:
        """What a listed verb means when nothing else is said of it."""
        rows = self.book.verbs.get(lemma, ())
        return next((row for row in rows if not row.conditions), rows[0] if rows else None)

    def carried(self, tree: Tree, verb: int) -> tuple[int, str] | None:
        """(noun, kind) where the verb at ``verb`` only carries a noun's act, else None."""
        if tree.tokens[verb].upos not in ("VERB", "AUX"):
            return None
        lemma = tree.lemma(verb)
        particles = [tree.lemma(child) for child in tree.children(verb, "compound:prt")]
        rows = [
            row
            for name in (*(f"{lemma} {particle}" for particle in particles), lemma)
            for row in self.book.carriers.get(name, ())
        ]
        for name, carriers in self._prepositional(tree, verb, lemma):
            nouns = [child for child in tree.children(verb, "obl") if has_case(tree, child, name)]
            for row in carriers:
                for noun in nouns:
                    if self._carries(row.nouns, tree, noun):
                        return noun, row.kind
        for row in rows:
            for noun in _happening(tree, verb) if row.kind == "occur" else ():
                if self._carries(row.nouns, tree, noun):
                    return noun, row.kind
        rows = [row for row in rows if row.kind != "occur"]
        if not rows:
            return None
        nouns = objects_of(tree, verb) or tree.children(verb, "nsubj:pass")
        told_of = [noun if tree.lemma(noun) == "who" else antecedent(tree, noun) for noun in nouns]
        if told_of != nouns:  # "talks, which were *held* in Oslo": of those only what makes them
            nouns, rows = told_of, [row for row in rows if row.kind == "light"]
        nouns = [_one_of_many(tree, noun) for noun in nouns]
        if not nouns and is_passive(tree, verb):
            before = [word.text.lower() for word in tree.tokens[max(verb - 2, 0) : verb]]
            if tree.has_relation(verb, "acl"):
                nouns = [tree.tokens[verb].head]  # "the summit *held* in Lima"
            elif before == ["to", "be"] and verb > 2:
                nouns = [verb - 3]  # "before a summit *to be held* on Friday"
        nouns = [self._joined(tree, noun) for noun in nouns]
        for row in rows:
            for noun in nouns:
                if self._carries(row.nouns, tree, noun):
                    return noun, row.kind
        return None

    def _joined(self, tree: Tree, noun: int) -> int:
        """The act of a noun that a parse cuts at its hyphen: "completes its *pull*-out"."""
        parts = [child for child in tree.children(noun, "compound") if child == noun - 2]
        hyphen = bool(parts) and tree.tokens[noun - 1].text == "-"
        return parts[0] if hyphen and not self._rows(tree, noun) else noun

    def _prepositional(self, tree: Tree, verb: int, lemma: str) -> Iterable[tuple[str, tuple[Carrier, ...]]]:
        """Carriers such as "take part in", "withdraw from" that begin with the verb."""
        phrasal = self._phrasal.get(lemma)
        if phrasal is None:
            return
        text = {tree.lemma(child) for child in tree.children(verb)}
        for phrase in tree.children(verb, "obl"):  # "pulled *out of* a summit": "out" may hang there
            text.update(tree.lemma(case) for case in tree.children(phrase, "case"))
        for middle, preposition, rows in phrasal:
            if middle <= text:
                yield preposition, rows

    def _carries(self, nouns: tuple[str, ...], tree: Tree, noun: int) -> bool:
        token = tree.tokens[noun]
        lemma = tree.lemma(noun)
        taken = token.upos == "ADJ" and tree.has_relation(noun, "obj")  # "launch an *offensive*"
        if not (token.upos == "NOUN" or taken or (token.upos == "PROPN" and lemma in self._named)) or (
            lemma not in self.book.nouns and token.text.lower() not in self.book.nouns
        ):
            return False
        return not nouns or any(lemma == name or lemma in self.book.classes.get(name, ()) for name in nouns)

    def _rows(self, tree: Tree, token: int) -> tuple[Row, ...]:
        word = tree.tokens[token]
        lemma = tree.lemma(token)
        if is_verbal(tree, token):
            return self.book.verbs.get(lemma) or self._by_form(word.text.lower())
        if word.upos in ("NOUN", "VERB") or (
            word.upos == "ADJ"
            and (tree.has_relation(token, "obj", "nsubj", "obl") or tree.children(token, "cop", "nsubj"))
        ):
            form = word.text.lower()
            names = (form,) if word.upos == "VERB" else (lemma, form, form.removesuffix("s"))
            return next((self.book.nouns[name] for name in names if name in self.book.nouns), ())
        if word.upos == "PROPN" and lemma in self._named:
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


def _happening(tree: Tree, verb: int) -> list[int]:
    """What a verb tells of happening: its subject, or that of what expects it.

    "The *trial* begins", "*voting* is expected to take place", "the *talks* are due to open".
    """
    own, above = tree.children(verb, "nsubj"), tree.head(verb)
    if own or above is None or not tree.has_relation(verb, "xcomp", "advcl"):
        return own
    if not has_case(tree, verb, "to") or tree.lemma(above) not in word_class("expecting"):
        return []
    described = tree.head(above) if tree.has_relation(above, "acl") else None  # "the trial *due* to start"
    return tree.children(above, "nsubj", "nsubj:pass") if described is None else [described]


def _one_of_many(tree: Tree, noun: int) -> int:
    """What a noun of repetition repeats, else the noun: "a wave of *air strikes*", "a round of *talks*"."""
    if tree.lemma(noun) not in word_class("series"):
        return noun
    parts = [child for child in tree.children(noun, "nmod") if child > noun and has_case(tree, child, "of")]
    return parts[0] if len(parts) == 1 else noun
