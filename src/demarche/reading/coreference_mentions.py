"""What is known of one noun phrase while chains are built, and the words that tell it."""

from __future__ import annotations

from dataclasses import dataclass, field

from demarche.knowledge import offices, sectors
from demarche.language.tree import Tree

PRONOUNS: dict[str, tuple[int, str, str | None]] = {
    # form → (person, number, gender); gender n is "it", None is open
    "i": (1, "sing", None), "me": (1, "sing", None), "my": (1, "sing", None),
    "mine": (1, "sing", None), "myself": (1, "sing", None),
    "we": (1, "plur", None), "us": (1, "plur", None), "our": (1, "plur", None),
    "ours": (1, "plur", None), "ourselves": (1, "plur", None),
    "you": (2, "both", None), "your": (2, "both", None), "yours": (2, "both", None),
    "yourself": (2, "sing", None), "yourselves": (2, "plur", None),
    "he": (3, "sing", "m"), "him": (3, "sing", "m"), "his": (3, "sing", "m"), "himself": (3, "sing", "m"),
    "she": (3, "sing", "f"), "her": (3, "sing", "f"), "hers": (3, "sing", "f"), "herself": (3, "sing", "f"),
    "it": (3, "sing", "n"), "its": (3, "sing", "n"), "itself": (3, "sing", "n"),
    "they": (3, "plur", None), "them": (3, "plur", None), "their": (3, "plur", None),
    "theirs": (3, "plur", None), "themselves": (3, "plur", None), "themself": (3, "plur", None),
    "'em": (3, "plur", None), "each other": (3, "plur", None),
}  # fmt: skip
DEMONSTRATIVES = {"this": "sing", "that": "sing", "these": "plur", "those": "plur"}
REFLEXIVES = frozenset(
    "myself ourselves yourself yourselves himself herself itself themselves themself".split()
)


@dataclass(eq=False)
class Phrase:
    """One noun phrase while chains are being built."""

    first: int
    last: int
    head: int
    kind: str  # name, nominal or pronoun
    type: str
    number: str  # sing, plur, both
    gender: str | None
    person: int
    definite: bool | None  # None for a bare noun
    lemma: str
    sentence: int
    words: frozenset[str]  # lemmas of the content words
    name: str = ""  # the name without titles and modifiers
    name_first: int = -1
    name_last: int = -1
    title: str = ""  # what stands before a person's name, lower case
    country: str | None = None  # of the phrase's own words
    score: float = 1.0
    members: tuple[Phrase, ...] = field(default=())  # of a set, once it is resolved
    member_sector: str | None = None  # that of the members' organs: "the two *armies*" MIL
    # countries, offices: of the members' countries, or their holders; nations: of those of the one member;
    # sides: of its state, where a member is a thing; spoken_for: "we"
    member_kind: str = ""
    whole: Phrase | None = None  # the set that a name is given as a member of
    like: Phrase | None = None  # whom "another", "five others" are more of


def title_gender(title: str) -> str | None:
    words = title.split()
    for begin in range(len(words)):
        found = offices.office(" ".join(words[begin:]))
        if found is not None and found.gender:
            return found.gender
    return noun_gender(words[-1]) if words else None


_MALE = frozenset(
    "man boy king prince father son brother husband uncle nephew grandfather grandson emperor duke "
    "monk priest gentleman businessman congressman policeman spokesman chairman widower lord sir guy "
    "fisherman sultan emir pope imam sportsman".split()
)
_FEMALE = frozenset(
    "woman girl queen princess mother daughter sister wife aunt niece grandmother granddaughter empress "
    "duchess nun lady businesswoman congresswoman policewoman spokeswoman chairwoman widow actress "
    "baroness sportswoman".split()
)


def noun_gender(lemma: str) -> str | None:
    return "m" if lemma in _MALE else "f" if lemma in _FEMALE else None


def _are_people(tree: Tree, noun: int) -> bool:
    """Whether a plural common noun is one for persons: "guards", "three officials"."""
    entry = sectors.noun(tree.tokens[noun].lemma.lower())
    plural = tree.tokens[noun].upos == "NOUN" and "Number=Plur" in tree.tokens[noun].feats
    return plural and entry is not None and entry.person


# Words that say how many people there are, of whom their of-phrase says who: "*dozens* of villagers".
_CROWDS = frozenset("ten dozen score hundred thousand million number total handful couple".split())


def crowd_of(tree: Tree, head: int) -> int:
    """The word of quantity before a noun, else the noun: "*tens* of thousands of people"."""
    first = head
    while tree.has_relation(first, "nmod") and tree.lemma(tree.tokens[first].head) in _CROWDS:
        above = tree.tokens[first].head
        case = tree.child(first, "case")
        if above > first or case is None or tree.lemma(case) != "of":
            break
        first = above
    return first


def counts_people(tree: Tree, head: int) -> bool:
    """Whether a noun only says how many there are of whom its of-phrase names: "*hundreds* of students"."""
    return tree.tokens[head].upos == "NOUN" and tree.lemma(head) in _CROWDS


def noun_entry(tree: Tree, head: int) -> sectors.Noun | None:
    """The sector table's entry of the longest compound that ends in the head.

    "deputy foreign minister" before "foreign minister" before "minister".
    """
    tokens = tree.tokens
    words = [tree.lemma(head)]
    form = tokens[head].text
    best = sectors.noun(words[0]) or sectors.noun(form) or sectors.noun(form.lower())
    if best is None and form[:1].isupper():
        best = sectors.noun(form.lower().removesuffix("s"))  # "20 *Muslims*", whose lemma keeps its s
    if best is None and form in ("charge", "chargé") and head + 1 < len(tokens):
        best = sectors.noun(f"{form} {tokens[head + 1].text}")  # "the *charge d'affaires*"
    for index in range(head - 1, max(head - 4, -1), -1):
        token = tokens[index]
        if token.upos == "PUNCT" and token.text == "-":
            words[0] = "-" + words[0]
            continue
        if token.upos not in ("NOUN", "PROPN", "ADJ", "VERB", "ADV"):
            break
        words.insert(0, token.text.lower())
        joined = " ".join(words).replace(" -", "-")
        found = sectors.noun(joined)
        if found is not None:
            best = found
    for child in tree.children(head, "nmod"):
        case = tree.child(child, "case")
        if child > head and case is not None and tree.lemma(case) == "of":
            best = sectors.noun(f"{tree.lemma(head)} of {tree.lemma(child)}") or best
            if words[-1] == "party" and _are_people(tree, child):
                best = sectors.noun("group")  # "a *party* of guards" is no political party
    if best is None and "-" in tokens[head].text:
        best = sectors.noun(tree.lemma(head).rpartition("-")[2])
    return best
