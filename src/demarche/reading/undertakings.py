"""What is ordered, promised, planned or set for a day, though no table lists its verb.

"A court orders the firm to *return* the treasure", "the ministry plans to *dredge* the harbour", "the
ferries will *stop* on Monday": such words announce an act whatever its verb is. The rows of ``ANY`` in
the occasions' verbs.tsv say of which verbs that holds; verbs with a row of their own are read by that.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from demarche.knowledge import sectors
from demarche.knowledge.codebook import Row
from demarche.language.tree import Tree
from demarche.reading.acts import Act
from demarche.reading.coding import Coder
from demarche.reading.coding_conditions import Nature
from demarche.reading.participants_clause import is_passive
from demarche.reading.participants_control import subjects_of
from demarche.records import AHEAD, Mention

ANY = "@any"  # stands for a lemma in verbs.tsv: of any verb that is announced
_NESTED = ("xcomp", "ccomp", "acl", "advcl")
# What a verb does to that which is an act by itself: "agreed to *hold* talks".
_CARRIED = ("obj", "nsubj:pass", "xcomp", "ccomp")


class OccasionCoder(Coder):
    """Codes by the tables of occasions, and announced verbs that have no row there by those of ``ANY``."""

    def _rows(self, tree: Tree, token: int) -> tuple[Row, ...]:
        own = super()._rows(tree, token)
        if tree.tokens[token].upos != "VERB" or tree.lemma(token) in self._empty:
            return own
        if not (self.is_nested(tree, token) or is_promised(tree, token)):
            return own
        return (*own, *self.book.verbs.get(ANY, ()))

    @cached_property
    def _empty(self) -> frozenset[str]:
        """Verbs that announce nothing by themselves: "vows to *ensure* order"."""
        return self.book.classes["empty_verb"]

    @cached_property
    def _announcing(self) -> frozenset[str]:
        return self.book.classes["announcing_word"]

    @cached_property
    def _speaking(self) -> frozenset[str]:
        return self._announcing | self.book.classes["saying_word"]

    @cached_property
    def open_rows(self) -> frozenset[str]:
        """The sources of the rows of ``ANY``."""
        return frozenset(row.source for row in self.book.verbs.get(ANY, ()))

    def is_nested(self, tree: Tree, token: int) -> bool:
        """Whether a verb is what an order, an appeal, a promise or a plan is about: "told to *leave*"."""
        above = tree.head(token)
        if above is None or above > token or tree.lemma(above) not in self._speaking:
            return False
        if not tree.has_relation(token, *_NESTED):
            return False
        if is_promised(tree, token):  # "announces that it *will admit* them", "says she *will stand*"
            own = any(tree.tokens[who].upos == "PRON" for who in tree.children(token, "nsubj"))
            words = self._speaking if own else self._announcing
            return tree.has_relation(token, "ccomp") and tree.lemma(above) in words
        if tree.lemma(above) not in self._announcing:
            return False
        if tree.has_relation(token, "advcl") and not _is_asked(tree, above, token):
            return False  # "calls for elections *to end* the standoff"
        to = [mark for mark in tree.children(token, "mark") if tree.lemma(mark) == "to"]
        # "ordered them sealed in order *to preserve* them" is what that is for
        infinitive = any(mark and tree.tokens[mark - 1].text.lower() != "order" for mark in to)
        bare = tree.has_word(token, ("be",), "aux:pass") and "VerbForm=Inf" in tree.tokens[
            next(iter(tree.children(token, "aux:pass")))
        ].feats  # "orders that they *be sent* home"
        return infinitive or bare


def _is_asked(tree: Tree, verb: int, token: int) -> bool:
    """Whether a clause says what those are to do whom an appeal names: "told the *firm* to leave".

    "Calls for *elections* to end the standoff": what is asked for can do nothing.
    """
    asked = [one for one in tree.children(verb, "obj", "iobj", "obl", "nsubj:pass") if one < token]
    return any(
        tree.tokens[one].upos in ("PROPN", "PRON") or sectors.noun(tree.lemma(one)) is not None
        for one in asked
    )


def is_promised(tree: Tree, token: int) -> bool:
    """Whether a verb is in the future: "will *end* flights in December"."""
    return tree.has_word(token, ("will", "shall"), "aux")


def is_announced(
    act: Act, mention: Mention, coder: OccasionCoder, tree: Tree, nature: Nature, told: Collection[int]
) -> bool:
    """Whether an act is one that its words announce, where only a row of ``ANY`` knows its verb.

    What is merely said to come ("will never forget") has a day to come, too. ``told`` holds where the
    acts of the codebook begin, which need no verb beside them: "agreed to hold *talks*".
    """
    if act.coding.row not in coder.open_rows:
        return True
    below = (tree.tokens[child].start for child in tree.children(act.token, *_CARRIED))
    if mention.status not in AHEAD or any(start in told for start in below):
        return False
    above = tree.head(act.token)
    if above is not None and tree.lemma(above) in coder.book.classes["asking_word"]:
        return tree.tokens[above].start in told or _is_public(tree, above, nature)
    dated = mention.time is not None and mention.time.source == "text" and mention.time.start is not None
    return coder.is_nested(tree, act.token) or dated


def _is_public(tree: Tree, asking: int, nature: Nature) -> bool:
    """Whether those are official who order or ask; orders are by themselves: "was *ordered* to pay"."""
    if is_passive(tree, asking):
        return tree.lemma(asking) in ("order", "oblige", "mandate")
    return any(
        nature.is_official(who) or nature.is_body(who) or nature.is_country(who)
        for who in subjects_of(tree, asking)
    )
