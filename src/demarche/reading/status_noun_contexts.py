"""What a noun's surroundings make of the act that it names: subjects, objects, prepositions.

"The talks *will begin*", "on a visit", "after the attack": a noun has no tense, so it stands
as the words around it and its own article leave it.
"""

from __future__ import annotations

from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.status_clause import weaker
from demarche.reading.status_complement import is_declined, is_turned_away
from demarche.reading.status_main import asked
from demarche.reading.status_noun_names import named, renamed
from demarche.reading.status_noun_phrases import (
    is_part_of_sum,
    is_sought,
    is_voted,
    no,
    on_the_way,
    short_passive,
)
from demarche.reading.status_nouns import (
    definite,
    disbelieved,
    is_event_noun,
    is_of_words,
    modifiers,
    preposition,
)
from demarche.reading.status_path import Path
from demarche.reading.status_signatures import (
    AHEAD_CLASSES,
    LOCAL,
    REFUSING,
    UNREAL,
    World,
    apply,
    flipped,
    signature,
)

RAISING = frozenset(
    {"expect", "sure", "unlikely", "possible", "seem", "plan", "make", "continue", "believe", "stop", "fail"}
)
PRESUPPOSING = frozenset(
    {"after", "following", "since", "during", "amid", "despite", "because", "over", "due", "amidst"}
)
# Prepositions of what words and deeds take up: "ask about *the* attack", "respond to *the* attack".
TAKEN_UP = frozenset({"about", "regarding", "concerning", "over", "to", "of", "into", "behind"})
MEANT = frozenset({"plan", "expect", "cancel", "postpone", "offer", "want", "ask", "threaten", "try"})
_FIGHT = frozenset({"fight", "resist", "battle"})  # who does so to what threatens him: "fights *eviction*"
# What an act is meant as, by whoever does it or leaves it: "*in protest* at the law".
_MANNERS = frozenset({"protest", "solidarity", "retaliation", "response", "reprisal", "revenge"})
AHEAD = frozenset({"before", "ahead", "until", "till", "pending"})


def of_noun(path: Path, token: int) -> World:
    """The standing of a noun that is no predicate of its own clause."""
    tree = path.tree
    world, asserted = _context(path, token)
    if world.status == "planned" and world.positive and token == path.event and path.past:
        meant = any(reason.partition(":")[0] in MEANT for reason in world.reasons)
        if definite(tree, token) and not modifiers(tree, token) and not meant:
            # "will march despite *Friday's attack*"
            world = World("occurred", "certain", True, (*world.reasons, "past"), ())
    if no(tree, token) and not _of_two(path, token):
        world = world.signed(False).because("no")
    if world.status == "occurred" and world.positive and tree.has_word(token, ("any",), "det"):
        # "a say in *any* deal"
        world = World("planned", "possible", True, (*world.reasons, "any"), world.embedding)
    return modified(path, token, world, asserted=asserted)


def _of_two(path: Path, token: int) -> bool:
    """Whether something is denied of two acts, and not they: "*Neither raid* killed anybody"."""
    tree = path.tree
    if not tree.has_word(token, ("neither",), "det") or not tree.has_relation(token, "nsubj"):
        return False
    head = tree.head(token)
    return head is not None and signature(tree, head, "subj") is None


def modified(path: Path, token: int, world: World, *, asserted: bool) -> World:
    """A noun's standing with what its adjectives and participles say of it."""
    tree = path.tree
    once = definite(tree, token) and "Number=Sing" in tree.tokens[token].feats
    for name, word in modifiers(tree, token):
        yearly = once and word in word_class("yearly")
        world = world.modified(name, word, asserted=asserted, once=yearly)
    if path.future and token == path.event and world.status == "occurred" and not asserted:
        world = World(
            "planned",
            weaker(world.certainty, "probable"),
            world.positive,
            (*world.reasons, "coming"),
            world.embedding,
        )
    return world


def around(path: Path, noun: int) -> World:
    """The standing of the clause that a noun stands in, or that the nouns above it leave it.

    "a plan for a deal *ending* the war": the deal is planned, whatever the clause says of
    the plan.
    """
    tree = path.tree
    current = noun
    while True:
        head = tree.head(current)
        if head is None:
            copula = bool(tree.children(current, "cop"))  # "he is the first suspect *to be held*"
            return path.world(current) if copula else World("occurred", "certain", True)
        name = _unreal_content(tree, current, head)
        above = tree.tokens[head].upos in ("VERB", "AUX", "ADJ") or tree.children(head, "cop")
        if name or above:
            outer = path.world(head) if above else around(path, head)
            return apply(name, outer, None, "noun", head, tree.lemma(head)) if name else outer
        current = head


def _unreal_content(tree: Tree, noun: int, head: int) -> str | None:
    """The class of a word that makes its noun something to come: "talks about a *deal*"."""
    first = tree.coordination_head(noun)
    if first != noun or definite(tree, noun) or not tree.has_relation(noun, "nmod", "obj", "obl"):
        return None
    name = signature(tree, head, preposition(tree, noun) or "noun")
    return name if name in AHEAD_CLASSES else None


def _holder(tree: Tree, verb: int) -> int | None:
    """What is told to include something: the subject, or the noun that "which" takes up."""
    if tree.has_relation(verb, "acl:relcl", "acl"):
        return tree.head(verb)
    subject = tree.child(verb, "nsubj")
    if subject is None or tree.tokens[subject].text.lower() not in ("which", "that"):
        return subject
    before = subject - (2 if subject > 1 and tree.tokens[subject - 1].text == "," else 1)
    return before if before >= 0 and tree.tokens[before].upos == "NOUN" else None


def _context(path: Path, token: int) -> tuple[World, bool]:
    """The standing that a noun's surroundings give it, and whether they assert it."""
    tree = path.tree
    first = tree.coordination_head(token)
    head = tree.head(first)
    if head is None or tree.has_relation(first, "root", "parataxis", "list", "vocative", "discourse"):
        world = World("occurred", "certain", True, ("headline",), ())
        if asked(path, token):
            world = world.but("unknown", reason="question")
        return world, False
    if tree.has_relation(first, "appos") and is_event_noun(tree, head):
        return _context(path, head)
    via = preposition(tree, first)
    there = tree.lemma(head) == "be" and bool(tree.children(head, "expl"))  # "denied that there were *plans*"
    plain = _by_itself(path, token, first, head)
    if plain is not None:
        return plain, False
    if tree.has_relation(first, "nsubj") and not there and not tree.has_relation(first, "nsubj:pass"):
        return _subject(path, token, head)
    plain = _by_phrase(path, token, first, head, via)
    if plain is not None:
        return plain, False
    measured = tree.lemma(head) in (word_class("amount") | word_class("stretch"))
    if via == "of" and tree.has_relation(first, "nmod") and measured:
        return _context(path, head)  # "after a week of *clashes*" is after clashes
    if is_part_of_sum(tree, first, head):
        name = signature(tree, head, "noun")
        if name in AHEAD_CLASSES or name in REFUSING:  # "pledged $2 billion *in aid*", "blocked" it
            return apply(name, path.world(head), None, "noun", head, tree.lemma(head)), False
    # but "refused to take part in the *talks*"
    within = via == "in" and tree.lemma(first) in word_class("meeting") and not _takes_part(tree, head)
    if via in ("at", "during") or (within and signature(tree, head, "in") != "plan"):
        return _occasion(path, token, head), False
    if tree.has_relation(first, "nsubj:pass") and _lowest(tree, head) != head:
        return _subject(path, token, head)
    if tree.has_relation(first, "obl:agent") and not tree.has_relation(first, "nsubj:pass"):
        return apply("make", path.world(head), None, "by", head, "by"), False
    return _embedded(path, token, first, head, via, name=named(path, token, first, head, via, there=there))


def _by_itself(path: Path, token: int, first: int, head: int) -> World | None:
    """What a noun is by where it hangs, whoever does what with it: "on the way to a *meeting*"."""
    tree = path.tree
    if on_the_way(tree, first):  # "on his way to a *meeting*", "en route to *talks*"
        return World("planned", "unknown", True, ("way",), (head,))
    if is_voted(tree, first):  # "passed a package of *aid*": somebody has to give it yet
        return apply("plan", path.world(head), None, "noun", head, "vote")
    if tree.lemma(head) in word_class("hold_content") and tree.has_relation(first, "obj"):
        whole = _holder(tree, head)
        if whole is not None:
            # "demands, which include the *release*", "a package that includes a *ban*"
            name = signature(tree, whole, "of")
            outer = path.world(whole) if is_event_noun(tree, whole) else around(path, whole)
            if name in AHEAD_CLASSES:
                outer = apply(name, outer, None, "of", whole, "held")
            if outer.status in UNREAL:
                return World(outer.status, outer.certainty, True, ("held",), (head,))
    if tree.tokens[head].text.lower() == "pending" and tree.has_relation(first, "obj", "nsubj"):
        return World("planned", "probable", True, ("pending",), (head,))  # "bars her *pending* an inquiry"
    fought = tree.lemma(head) in _FIGHT and tree.has_relation(first, "obj") and not path.past
    if fought and tree.lemma(first) in word_class("still_to_do"):  # "is fighting his *extradition*"
        return World("planned", "possible", True, ("contested",), (head,))
    if tree.has_relation(first, "nmod:poss"):
        return World("occurred", "certain", True, ("possessor",), ())
    return None


def _by_phrase(path: Path, token: int, first: int, head: int, via: str) -> World | None:
    """What a noun is by its preposition and the word above: "after weeks of *protests*"."""
    tree = path.tree
    if via == "against" and tree.lemma(head) in word_class("contest") and not path.past:
        if tree.lemma(token) in word_class("still_to_do"):  # "lost his appeal against *extradition*"
            return World("planned", "possible", True, ("contested",), (head,))
        if tree.lemma(head) == "appeal":
            return World("occurred", "certain", True, ("contested",), ())  # "against his *conviction*"
    if via == "in" and tree.lemma(first) in _MANNERS and tree.has_relation(first, "obl"):
        left = _left_off(tree, head)
        if left is not None:  # "refused to eat *in protest*": it is why, and was made
            return apply("make", path.world(left), None, "in", left, "in")
    if via in ("for", "over") and _in_court(tree, head):  # "due in court for the *murder*"
        return World("occurred", "probable", True, ("charged",), ())
    lasted = via == "of" and tree.has_relation(first, "nmod") and tree.lemma(head) in word_class("lasting")
    if lasted and preposition(tree, head) in ("after", "following", "amid", "despite"):
        return World("occurred", "certain", True, ("presupposed",), ())  # "after weeks of *protests*"
    return None


def _left_off(tree: Tree, verb: int) -> int | None:
    """The verb by which somebody does not do, or no longer does, what a verb tells: "*stopped* paying"."""
    above = tree.head(verb)
    if above is None or not tree.has_relation(verb, "xcomp"):
        return None
    ways = {signature(tree, above, "ing"), signature(tree, above, "inf")}
    return above if ways & {"stop", "prevent", "refuse", "fail"} else None


def _embedded(
    path: Path, token: int, first: int, head: int, via: str, *, name: str | None
) -> tuple[World, bool]:
    """A noun under a word that says of it what its class says, if the word is of any class (``name``)."""
    tree = path.tree
    plain = _under_word(path, token, head, via)
    if plain is not None:
        return plain, False
    itself = name == "try" and tree.has_relation(first, "compound")
    if itself and tree.lemma(first) in word_class("attempted"):
        return path.world(head), False  # "a coup attempt", "an assassination attempt": they took place
    if via == "to" and is_sought(tree, head):
        return World("planned", "possible", True, ("sought",), (head,)), False
    if name is None and tree.has_relation(first, "obl", "nmod", "advcl"):
        return _oblique(path, token, head, via)
    name = renamed(tree, token, first, head, name)
    answered = tree.lemma(head) in word_class("answer") and tree.has_relation(first, "obj", "nsubj:pass")
    if answered and is_of_words(tree, first):  # "if *demands* are not met by Friday": they are made
        return World("occurred", "certain", True, ("answered",), ()), True
    received = tree.has_relation(first, "obj") and tree.lemma(token) in word_class("received")
    if name in ("discuss", "offer") and received:
        # "weighs a *request*": it was made
        return World("occurred", "certain", True, ("received",), ()), True
    if name is None or name == "fact":
        return _default(path, token, head, presupposed=name == "fact")
    told = not any(preposition(tree, child) == "of" for child in tree.children(token, "nmod"))
    if name == "discuss" and told and definite(tree, token) and tree.tokens[token].upos != "VERB":
        return _default(path, token, head, presupposed=True)
    outer = path.world(head)
    above = path.read(head) if not is_event_noun(tree, head) else None
    told = outer.positive and outer.status in ("occurred", "ongoing")
    if (name == "stop" and told and _ends(tree, token, head)) or (
        name in ("stop", "cancel") and told and _has_lasted(tree, token, head)
    ):
        return World("occurred", outer.certainty, True, ("ended",), (head,)), True
    if name in LOCAL:
        # "confirmed the attack", "denied an attack": the noun has no tense, so it is taken as past
        return apply(name, outer, None, via or "noun", head, tree.lemma(head)), False
    world = apply(name, outer, None, via or "noun", head, tree.lemma(head),
                  lost=bool(above and above.has("perfect") and above.tense == "past"))  # fmt: skip
    return world, name in ("make", "continue") and not is_event_noun(tree, head)


def _ends(tree: Tree, noun: int, verb: int) -> bool:
    """Whether what has come to its end had a course: "ended a *visit*", "broke off the *talks*"."""
    if tree.lemma(verb) not in ("end", "break", "conclude", "finish", "complete"):
        return False
    return tree.lemma(noun) in (
        word_class("gathering") | word_class("meeting") | word_class("journey") | word_class("exercise")
    )


def _has_lasted(tree: Tree, noun: int, verb: int) -> bool:
    """Whether what is over is told to have gone on: "ended a *six-week* strike", "a *hunger* strike".

    "Called off a *48-hour* strike" tells how long it was to be.
    """
    before = {word.lemma for word in tree.tokens[tree.subtree(noun)[0] : noun]}
    if tree.lemma(verb) in ("call", "abandon", "give"):
        return not before.isdisjoint(("hunger", "long", "weeklong", "daylong", "monthlong", "yearlong"))
    over = tree.lemma(verb) in ("end", "break", "finish", "conclude", "wind")
    return over and not before.isdisjoint(word_class("lasting") | {"hunger", "long", "weeklong", "monthlong"})


def _under_word(path: Path, token: int, head: int, via: str) -> World | None:
    """What a noun is by a single word above, whatever that word's class: "rumours of a *coup*"."""
    tree = path.tree
    untrue = disbelieved(tree, head) or is_turned_away(tree, head)
    if via in ("to", "for") and is_declined(tree, head):
        return World("planned", "certain", False, ("declined",), (head,))
    if via in ("of", "about") and tree.lemma(head) in word_class("hearsay") and untrue:
        # "rumours of a *coup* were denied", "rejects reports of a *raid*"
        return World("occurred", "certain", False, ("untrue",), (head,))
    if via == "for" and tree.lemma(token) in word_class("sent_for") and not definite(tree, token):
        verb = tree.head(head) if is_event_noun(tree, head) and tree.has_relation(head, "obj") else head
        if verb is not None and not is_event_noun(tree, verb):
            # "arrests him for *extradition*", "takes the suspect for *questioning*"
            return apply("purpose", path.world(verb), None, via, verb, "for")
    return None


def _subject(path: Path, token: int, head: int) -> tuple[World, bool]:
    """A noun that is a subject: "The talks *will begin*", "A strike *is likely*"."""
    tree = path.tree
    lowest = _lowest(tree, head)
    passive = bool(tree.children(lowest, "aux:pass")) or short_passive(tree, lowest)
    name = signature(tree, lowest, "noun" if passive else "subj") or signature(tree, lowest, "subj")
    outer = path.world(lowest)
    if tree.lemma(lowest) in word_class("under_way") and outer.status in ("occurred", "ongoing"):
        status = "ongoing" if path.read(lowest).tense == "present" else "occurred"
        return outer.like(status), True  # "talks are *under way*"
    near = tree.lemma(lowest) in word_class("at_hand") and not tree.children(lowest, "obl", "nmod")
    if near and tree.lemma(token) in word_class("truce") | word_class("gathering"):
        return apply("expect", outer, None, "subj", lowest, tree.lemma(lowest)), False  # "A *deal* is close"
    doubtful = tree.lemma(lowest) == "doubt" and preposition(tree, lowest) == "in"
    if doubtful and tree.lemma(token) in word_class("gathering") | word_class("journey"):
        return World("planned", "possible", True, ("doubtful",), (lowest,)), False  # "A *trip* is in doubt"
    broken_off = word_class("gathering") | word_class("meeting") | word_class("truce")
    held = name == "fail" and tree.lemma(token) in broken_off and outer.status in ("occurred", "ongoing")
    nothing = any(tree.lemma(child) in ("nothing", "naught") for child in tree.children(lowest, "obl"))
    if held and (nothing or tree.lemma(lowest) in word_class("break_off")):  # "The *talks* collapsed"
        return World("occurred", outer.certainty, True, ("broken off",), (lowest,)), False
    if tree.lemma(lowest) in ("hold", "ice") and preposition(tree, lowest) == "on":
        # "The *talks* are on hold"
        return World("occurred", outer.certainty, not outer.positive, ("on hold",), (lowest,)), False
    off = tree.lemma(lowest) == "off" and bool(tree.children(lowest, "cop"))  # "The *meeting* is off"
    if off or (name and preposition(tree, lowest) == "off"):
        return World("planned", outer.certainty, not outer.positive, ("off",), (lowest,)), False
    if name and name not in LOCAL and name != "fact":
        return apply(name, outer, None, "subj", lowest, tree.lemma(lowest)), name in (
            "make",
            "continue",
        )
    if outer.status in UNREAL:
        if definite(tree, token) and path.past:
            return World("occurred", "certain", True, ("past",), ()), False
        open_ = outer.certainty in ("possible", "unknown") and "modal:would" not in outer.reasons
        if open_ and definite(tree, token) and path.believed():
            return World("occurred", "certain", True, ("definite",), ()), False
        return World(
            "planned",
            outer.certainty if outer.certainty != "unknown" else "possible",
            True,
            ("subject",),
            (lowest,),
        ), False
    certainty = outer.certainty if outer.positive else "certain"
    return World("occurred", certainty, True, ("subject",), ()), False


def _lowest(tree: Tree, head: int) -> int:
    """The predicate at the end of a chain of raising ones: "is expected to *begin*"."""
    seen = {head}
    while (below := tree.child(head, "xcomp")) is not None and below not in seen:
        name = signature(tree, head, "inf") or signature(tree, head, "ing")
        if name not in RAISING and tree.lemma(head) not in ("be", "have", "need"):
            break
        seen.add(below)
        head = below
    return head


def _occasion(path: Path, token: int, head: int) -> World:
    """An event that something else happens at: "called for calm *at a summit*".

    It stands as the sentence's own finite verb does, whatever is wanted or denied in between.
    """
    tree = path.tree
    if path.past and token == path.event:
        return World("occurred", "certain", True, ("past",), ())
    for above in (head, *tree.ancestors(head)):
        if is_event_noun(tree, above):
            continue
        if any(token < mark < above for mark in tree.children(above, "mark")):
            continue  # "says, *during a visit*, that it will be built": of the saying
        read = path.read(above)
        if read.finite:
            if read.status in UNREAL:
                return World("planned", read.certainty, True, ("occasion",), (above,))
            status_ = "planned" if path.future and token == path.event else "occurred"
            return World(status_, "certain", True, ("occasion",), ())
    return World("occurred", "certain", True, ("occasion",), ())


def _oblique(path: Path, token: int, head: int, via: str) -> tuple[World, bool]:
    """A noun after a preposition: "after the attack", "on a visit", "for talks"."""
    tree = path.tree
    adverb = tree.tokens[head]
    if adverb.upos == "ADV" and adverb.lemma in AHEAD:  # "arrives ahead of the summit"
        via, head = adverb.lemma, adverb.head if adverb.head >= 0 else head
    if via in ("without", "instead", "rather"):
        return flipped(path.world(head)).under(head, via), False
    if via in ("for", "toward", "towards", "into") and not is_event_noun(tree, head):
        outer = path.world(head)
        held = tree.lemma(head) in word_class("put") and tree.lemma(token) in word_class("custody")
        if via == "into" and held:
            return apply("make", outer, None, via, head, "into"), False  # "took four men into *custody*"
        gathers = word_class("gathering") & {tree.lemma(token), tree.lemma(path.event)}
        meets = tree.lemma(head) in word_class("convene") and bool(gathers)
        if meets and outer.status == "occurred":
            return apply("make", outer, None, via, head, "for"), False  # "meet for a *summit*"
        come = tree.lemma(head) in ("arrive", "travel", "fly", "come", "land")
        if come and outer.status in ("occurred", "ongoing") and tree.lemma(token) in word_class("journey"):
            return apply("make", outer, None, via, head, "for"), False  # "arrives for a *visit*"
        ahead = come or not definite(tree, token)  # "arrives for the *summit*"
        return (
            (apply("purpose", outer, None, via, head, "for"), False)
            if ahead
            else _default(path, token, head)
        )
    if via == "for" and tree.lemma(head) in word_class("materiel") and not definite(tree, token):
        return World("planned", "unknown", True, ("purpose: for",), (head,)), False  # "arms for an *attack*"
    if via in AHEAD:
        outer = path.world(head)
        status_ = "planned" if not path.past or via == "pending" else "occurred"
        return World(
            status_, "probable" if outer.status != "planned" else outer.certainty, True, (via,), (head,)
        ), False
    if via in PRESUPPOSING or via == "by":
        return _default(path, token, head, presupposed=True)
    if via in ("in", "on", "at") and not is_event_noun(tree, head):
        return apply("make", path.world(head).signed(True), None, via, head, via), False
    return _default(path, token, head)


def _takes_part(tree: Tree, verb: int) -> bool:
    part = tree.lemma(verb) == "take" and any(tree.lemma(one) == "part" for one in tree.children(verb, "obj"))
    return part or tree.lemma(verb) == "participate"


def _default(path: Path, token: int, head: int, *, presupposed: bool = False) -> tuple[World, bool]:
    """No word bears on the noun: its time, its article and its clause decide."""
    tree = path.tree
    if path.future and token == path.event:
        return World("planned", "probable", True, ("coming",), ()), False
    outer = around(path, token)
    known = definite(tree, token)
    # "will mark *last week's raid*", but "goes home to keep *a Christmas truce*"
    meant = outer.status in UNREAL and tree.has_relation(token, "obj") and not (known or presupposed)
    if path.past and token == path.event and not meant:
        return World("occurred", "certain", True, ("past",), ()), False
    # "will sign it after talks" has the talks ahead; "wants more guards after attacks" and "will
    # close it amid protests" do not
    ahead = outer.status == "planned" and preposition(tree, token) in ("after", "during", "by", "")
    there = tree.lemma(head) in word_class("complain") or tree.lemma(head) in word_class("quell")
    if there and tree.has_relation(token, "obj"):
        ahead = False  # "summons him to protest *a raid*", "used batons to scatter *a rally*"
    agreed = any(tree.lemma(above) == "agree" and above != token for above in outer.embedding)
    ahead = ahead and not (agreed and preposition(tree, token) == "after")  # "agree on it after talks"
    if presupposed and not known and tree.lemma(token) in word_class("truce"):
        talked = {signature(tree, head, "noun"), signature(tree, head, "ing")} & AHEAD_CLASSES
        if talked and preposition(tree, token) in ("after", "following"):  # "mull aid after *a truce*"
            return World("planned", "possible", True, ("talked of",), (head,)), False
    if presupposed and (known or not ahead):
        return World("occurred", "certain", True, ("presupposed",), ()), False
    if outer.status in UNREAL:
        struck = known and tree.lemma(token) in (
            word_class("harmful") | word_class("attempted") | word_class("deed_noun")
        )
        if struck and preposition(tree, token) in TAKEN_UP and token == path.event:
            # "will ask him about *the murder*", "ways to respond to *the attack*"
            return World("occurred", "certain", True, ("taken up",), ()), False
        if known and path.believed():
            return World("occurred", "certain", True, ("definite",), ()), False
        certainty = weaker(outer.certainty, "possible") if outer.status == "planned" else "unknown"
        return World(
            outer.status, certainty, True if known else outer.positive, ("clause",), outer.embedding
        ), False
    if not outer.positive and not known and tree.has_relation(token, "obj"):
        return World(outer.status, outer.certainty, False, ("clause",), ()), False
    if outer.status in ("habitual", "ongoing") and not known:
        return World(outer.status, outer.certainty, True, ("clause",), ()), False
    return World("occurred", outer.certainty if not known else "certain", True, ("clause",), ()), False


def _in_court(tree: Tree, head: int) -> bool:
    """Whether somebody is tried: "appear in *court*", "face *trial*", "the *trial* of three men"."""
    if tree.lemma(head) in ("try", "prosecute") and tree.children(head, "aux:pass"):
        return True  # "is to be *tried* for murder"
    beside = tree.children(head, "obl", "obj")
    return any(tree.lemma(one) in ("court", "trial", "dock") for one in (head, *beside))
