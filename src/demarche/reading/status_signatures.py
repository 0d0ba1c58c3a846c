"""What a governing predicate makes of the act below it.

``apply`` is the whole calculus: a class from ``knowledge/status.tsv``, the standing of the
governor, and the act's own clause give the act's standing. Each branch names a sentence
that it serves, the act in stars.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from demarche.knowledge import status as knowledge
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree, features
from demarche.reading.status_clause import Clause, weaker

# Classes whose complement keeps the standing that its own clause gives it.
LOCAL = frozenset({"say", "fact", "believe", "seem", "alleged", "doubt", "deny", "whether"})
# Classes whose content lies ahead: what is planned, discussed, offered, wanted.
AHEAD_CLASSES = frozenset({"plan", "expect", "offer", "discuss", "possible", "want", "ask", "permit", "try"})
UNREAL = frozenset({"planned", "wanted", "threatened"})
# Classes that turn down what is asked or offered, which was asked or offered all the same.
REFUSING = frozenset({"reject", "refuse", "deny", "stop", "prevent", "cancel"})
# What stands so is no object of a phrasal verb: "called off *after* an attack".
_BESIDE = frozenset(
    "that subj after before during following amid since despite because by in at near with against".split()
)


@dataclass(frozen=True, slots=True)
class World:
    """A standing on its way: what a predicate is, and what was seen on the path to it."""

    status: str
    certainty: str
    positive: bool
    reasons: tuple[str, ...] = ()
    embedding: tuple[int, ...] = ()

    def but(self, certainty: str, *, reason: str | None = None) -> World:
        """At most this certain."""
        reasons = (*self.reasons, reason) if reason else self.reasons
        return replace(self, certainty=weaker(self.certainty, certainty), reasons=reasons)

    def like(self, status: str) -> World:
        """With another status."""
        return replace(self, status=status)

    def signed(self, positive: bool) -> World:
        """With another polarity."""
        return replace(self, positive=positive)

    def because(self, reason: str) -> World:
        """With one more reason."""
        return replace(self, reasons=(*self.reasons, reason))

    def under(self, head: int, reason: str) -> World:
        """Embedded under one more predicate."""
        return replace(self, reasons=(reason, *self.reasons), embedding=(head, *self.embedding))

    def modified(self, name: str, word: str, *, asserted: bool, once: bool = False) -> World:
        """With an attribute of the noun: "a *planned* visit", "the *alleged* attack".

        ``asserted`` says that a verb already tells of the act itself ("*held* the planned
        talks"); then the attribute looks back and changes nothing. ``once`` says that the noun
        is one of many and speaks of that one.
        """
        reason = f"{name}: {word}"
        if name in ("plan", "expect") and any(reason.startswith("cancel") for reason in self.reasons):
            return self  # "cancelled the *planned* visit"
        if name in ("plan", "expect", "offer", "possible"):
            if asserted and self.status in ("occurred", "ongoing"):
                return self
            certainty = "probable" if name in ("plan", "expect") else "possible"
            kept = self.certainty if self.status in UNREAL or not self.positive else "certain"
            status = self.status if self.status in ("wanted", "threatened") else "planned"
            return World(
                status, weaker(kept, certainty), self.positive, (*self.reasons, reason), self.embedding
            )
        if name == "alleged":
            return self.but("probable", reason=reason)
        if name == "cancel":
            return World("planned", "certain", False, (*self.reasons, reason), self.embedding)
        if name in ("fail", "stop"):
            status = self.status if self.status in UNREAL else "occurred"
            return World(status, self.certainty, False, (*self.reasons, reason), self.embedding)
        if name == "threaten":
            return World("threatened", "unknown", self.positive, (*self.reasons, reason), self.embedding)
        if name == "want":
            if self.status == "occurred" and "presupposed" in self.reasons:
                return self  # "clash after the *ordered* withdrawal"
            return World("wanted", "unknown", self.positive, (*self.reasons, reason), self.embedding)
        if name == "habit" and once:
            return self  # "meet for their *annual* summit"
        if (
            name in ("ongoing", "habit")
            and self.status in ("occurred", "ongoing", "habitual")
            and not asserted
        ):
            status = "ongoing" if name == "ongoing" else "habitual"
            return replace(self, status=status, reasons=(*self.reasons, reason))
        if name == "past" and self.status == "planned" and "clause" in self.reasons:
            # "will discuss the *recent* attack"
            return World("occurred", "certain", True, (*self.reasons, reason), ())
        return self


def flipped(world: World) -> World:
    """The same with the other polarity."""
    return replace(world, positive=not world.positive)


def signature(tree: Tree, token: int, via: str) -> str | None:
    """The class of a predicate for an act that hangs on it by ``via``, None if it has none."""
    word = tree.tokens[token]
    lemma = tree.lemma(token)
    parts: tuple[tuple[str, str], ...]
    if word.text.lower() == "missing" and not tree.children(token, "obj"):
        return None  # "four are *missing* in an explosion": it did not fail to come
    if word.upos in ("VERB", "AUX"):
        parts = ()
        for child in tree.children(token, "compound:prt"):
            parts += ((f"{lemma} {tree.lemma(child)}", "verb"),)
        if token + 1 < len(tree.tokens) and tree.tokens[token + 1].upos in ("ADP", "ADV"):
            parts += ((f"{lemma} {tree.tokens[token + 1].text.lower()}", "verb"),)
        for child in tree.children(token, "obj", "obl", "xcomp", "advmod"):
            # "took *place*", "goes into *force*", "cut it *short*"
            parts += ((f"{lemma} {tree.lemma(child)}", "verb"),)
        if via not in ("inf", "ing", "that", "noun", "subj"):
            parts += ((f"{lemma} {via}", "verb"),)
        passive = features(word).get("VerbForm") == "Part" and not word.text.lower().endswith("ing")
        passive = passive or bool(tree.children(token, "cop"))  # "is opposed", taken for a finite verb
        if passive and lemma in ("set", "tip", "bind", "suppose", "aim", "oppose"):
            parts += ((word.text.lower(), "adj"),)
        parts += ((lemma, "verb"),)
        if passive:
            parts += ((word.text.lower(), "adj"),)
    elif word.upos in ("ADJ", "ADV", "ADP"):
        low = word.text.lower()
        parts = ((lemma, "adj"), (low, "adj"))
        if low.endswith("ed"):
            parts += ((low[:-2], "verb"), (low[:-1], "verb"))
    else:
        parts = ((lemma, "noun"),)
        if via == "to":  # "at their *closest* point to a deal", "the *nearest* thing to a truce"
            beside = tree.children(token, "amod")
            parts += tuple((plain, "adj") for child in beside for plain in _plain(tree, child))
    for name, part in parts:
        entry = knowledge.embedding(name, part)
        if not entry:
            continue
        if entry.get(via) == "habit" and via == "inf" and tree.children(token, "obj"):
            return None  # "*used* batons to disperse them", but "*used* to raid villages"
        if via in entry:
            return entry[via]
        if " " in name:
            # a phrasal verb takes its object as the plain verb would: "called off the visit"
            for other in ("noun", "ing", "inf"):
                if other in entry and via not in _BESIDE:
                    return entry[other]
    return None


def _plain(tree: Tree, adjective: int) -> tuple[str, ...]:
    """What an adjective that compares may be in its plain form: "nearest" is near, "closer" close."""
    word = tree.tokens[adjective].text.lower()
    stem = word.removesuffix("est") if word.endswith("est") else word.removesuffix("er")
    return (stem, f"{stem}e") if stem != word else ()


def apply(
    name: str,
    outer: World,
    read: Clause | None,
    via: str,
    head: int,
    word: str,
    *,
    lost: bool = False,
) -> World:
    """The standing of an act under a predicate of class ``name`` that stands as ``outer``.

    ``read`` is the act's own clause, None for a noun; ``lost`` says that the governor is a
    pluperfect, whose plans and hopes are mostly told because they came to nothing.
    """
    own_positive = read.positive if read else True
    reasons = (f"{name}: {word}", *outer.reasons)
    if read and read.finite:
        reasons = (*read.marks, *reasons)
    path = (head, *outer.embedding)
    real = outer.status not in UNREAL
    perfect = bool(read and read.has("perfect") and not read.has("modal:would"))

    def world(status: str, certainty: str, positive: bool = True) -> World:
        return World(status, certainty, positive == own_positive, reasons, path)

    if name in LOCAL:
        return _local(name, outer, read, via, world)
    if name in ("make", "continue", "habit"):
        # "managed to *leave*", "held *talks*", "will begin to *withdraw*"
        status = outer.status
        if name == "continue" and real:
            status = "ongoing" if status != "habitual" else status
        if name == "habit":
            status = "habitual"
        return world(status, outer.certainty, outer.positive)
    if name in ("fail", "prevent", "stop", "refuse"):
        # "failed to *agree*", "blocked the *sale*"; "did not prevent the *attack*"
        if name == "refuse" and not outer.positive:
            return world("planned", "possible")
        status = "occurred" if outer.status == "ongoing" else outer.status
        return world(status, outer.certainty, not outer.positive)
    if name in ("cancel", "reject"):
        if not outer.positive and word in ("rule", "exclude", "preclude"):
            return world("planned", "possible")  # "did not rule out the *use* of force"
        # "cancelled the *visit*"; "may cancel the *visit*"
        status = "planned" if real else outer.status
        return world(status, outer.certainty, not outer.positive)
    if name == "postpone":
        return world("planned", "possible")
    if name in ("want", "ask", "try"):
        if perfect:
            return world("occurred", "unknown")
        if name == "want" and word in word_class("endeavour") and real and not outer.positive:
            name = "try"  # "their push to *secure* a truce fell apart"
        # "did not try to *flee*" leaves no flight; "does not want to *flee*" is a wish not to
        if name == "try" and not outer.positive and (real or _turned_down(outer)):
            return world("occurred" if not real else outer.status, outer.certainty, False)
        if name == "try" and outer.status == "planned" and outer.positive:
            return world("planned", "unknown")  # "will try to *take* the town"
        return world("wanted", "unknown", outer.positive)
    if name == "threaten":
        return world("threatened", "unknown", outer.positive)
    if name == "able":
        if (
            real
            and outer.positive
            and outer.status == "occurred"
            and "modal:could" not in outer.reasons
            and via != "of"
        ):
            return world("occurred", outer.certainty)  # "was able to *cross*"
        if not outer.positive:
            return world(outer.status if real else "planned", outer.certainty, False)
        return world("planned", weaker(outer.certainty, "possible"))
    if name == "purpose":
        if real and outer.positive:
            return world("planned", "unknown")  # "flew to Oslo to *meet* him": meant, not told
        if real:
            return world("planned", "unknown")
        return world(outer.status, outer.certainty)
    if name == "permit" and not outer.positive:
        return world(outer.status, outer.certainty, False)  # "did not allow them to *land*"
    # The rest look ahead: they plan, expect, offer, allow, or talk of what may be.
    certainty = {
        "plan": "probable", "expect": "probable", "sure": "certain", "unlikely": "probable",
        "permit": "probable",
    }.get(name, "possible")  # fmt: skip
    if perfect and name in ("expect", "sure", "unlikely", "possible", "plan", "discuss"):
        # "is likely to have *died*"
        return world("occurred", weaker(certainty, outer.certainty), outer.positive != (name == "unlikely"))
    if name == "plan" and via == "for" and outer.status == "wanted" and outer.positive:
        return world("planned", "probable")  # told to prepare for an *offensive*: there is to be one
    if outer.status in ("wanted", "threatened"):
        return world(outer.status, outer.certainty, outer.positive)  # "urged them to agree to *meet*"
    certainty = weaker(certainty, outer.certainty)
    if lost and name in ("plan", "expect"):
        certainty = "unknown"  # "had planned to *visit*"
    if read and read.finite and read.status in ("wanted",):
        return world("wanted", "unknown", outer.positive)
    if read and read.finite and name != "discuss":
        certainty = (
            weaker(certainty, read.certainty) if not read.has("modal:would", "modal:'d") else certainty
        )
        if (read.tense == "past" and name in ("possible", "expect", "unlikely")) or perfect:
            return world("occurred", certainty, outer.positive != (name == "unlikely"))
        if read.status == "ongoing" and name in ("possible", "expect", "unlikely"):
            return world("ongoing", certainty, outer.positive != (name == "unlikely"))
    if name in ("discuss", "possible", "offer") and not outer.positive:
        # "did not discuss a *truce*"; "there is no possibility of a *truce*"
        return world("planned", certainty, name != "possible")
    return world("planned", certainty, outer.positive != (name == "unlikely"))


def _turned_down(outer: World) -> bool:
    """Whether an attempt has come to nothing: "a bid to *oust* him was rejected", not "will be"."""
    ended = any(reason.partition(": ")[2] in word_class("turn_down") for reason in outer.reasons)
    ahead = any(reason.startswith("modal") for reason in outer.reasons)
    return ended and outer.status == "planned" and outer.certainty == "certain" and not ahead


def _local(name: str, outer: World, read: Clause | None, via: str, world: Callable[..., World]) -> World:
    """Complements that keep their own tense and modality: reports, beliefs, denials."""
    if read is None:
        status, certainty = "occurred", "certain"
        if outer.status in UNREAL and name not in ("deny", "doubt", "fact"):
            status, certainty = "planned", "possible"
    elif read.finite:
        status, certainty = read.status, read.certainty
    elif read.has("perfect"):
        status, certainty = "occurred", "certain"
    elif read.has("progressive"):
        status, certainty = "ongoing", "certain"
    elif via == "inf":
        status, certainty = ("ongoing" if name in ("say", "seem", "believe") else "planned"), "certain"
        if outer.status in UNREAL:
            status = "planned"
    else:
        status, certainty = "occurred", "certain"  # "denied *attacking*", "accused of *spying*"
    limit = {
        "believe": "probable",
        "seem": "probable",
        "alleged": "probable",
        "doubt": "probable",
        "whether": "unknown",
    }.get(name)
    if limit:
        certainty = weaker(certainty, limit)
    positive = name not in ("deny", "doubt")
    if not outer.positive:
        if name in ("believe", "seem"):
            positive = False  # "does not think that they will *come*"
        elif name == "deny":
            positive, certainty = True, weaker(certainty, "possible")
        elif name == "doubt":
            positive = True
        elif name == "say":
            certainty = "unknown"  # "did not say that it had *attacked*"
    elif outer.status == "occurred" and outer.certainty == "unknown":
        certainty = "unknown"
    if (
        outer.certainty == "possible"
        and name in ("believe", "seem", "say")
        and outer.positive
        and status != "planned"
    ):
        certainty = weaker(certainty, "possible")
    return world(status, certainty, positive)
