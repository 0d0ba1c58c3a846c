"""What the words of its own clause say of a verb: whether it is one, passive or bare, and its objects.

Plain look-ups in a tree, from a token to a truth or to head tokens. Who the subject is, where a
clause has none of its own, is asked in ``participants_control``.
"""

from __future__ import annotations

from demarche.language.tree import Tree, features

SUBJECTS = ("nsubj", "csubj")
RELATIVE_WORDS = frozenset({"who", "whom", "which", "that", "whose", "where", "when"})


def is_verbal(tree: Tree, token: int) -> bool:
    """Whether a token is the verb of a clause, whatever a tagger calls it.

    "days of *fighting*" is a noun, though tagged as a gerund; "three killed and 60 *injured*"
    and "forty are *dead*" tell what befell them, though tagged as adjectives.
    """
    word = tree.tokens[token]
    if word.upos == "VERB":
        return not (
            word.text.endswith("ing")
            and (tree.has_relation(token, "nmod", "obl", "nsubj", "obj") or _lasts(tree, token))
            and not tree.children(token, "obj", "aux", *SUBJECTS)
        )  # fmt: skip
    if word.text.lower() == "accused":  # "the men *accused* of murder", tagged as a noun
        return tree.has_relation(token, "acl") or word.upos == "VERB"
    return word.upos == "AUX" or _is_adjective_of_harm(tree, token)


def _lasts(tree: Tree, token: int) -> bool:
    """Whether a gerund only says what a time is filled with: "in four days of *fighting*"."""
    above = tree.head(token)
    spans = above is not None and tree.lemma(above) in ("day", "week", "hour", "month", "year", "night")
    return spans and tree.has_relation(token, "acl") and tree.has_word(token, ("of",), "mark", "case")


def _is_adjective_of_harm(tree: Tree, token: int) -> bool:
    word = tree.tokens[token]
    return (
        word.upos == "ADJ"
        and word.text.lower() in ("dead", "injured", "wounded", "killed", "hurt")
        and tree.has_relation(
            tree.coordination_head(token), "root", "parataxis", "advcl", "ccomp", "acl:relcl"
        )
        and bool(tree.children(token, "nsubj", "nsubj:pass", "nummod"))
    )


def is_bare(tree: Tree, token: int) -> bool:
    """Whether a participle hangs beside its clause without a subject: "struck, *killing* ten"."""
    first = tree.coordination_head(token)
    return tree.has_relation(first, "advcl", "acl") and not (
        tree.children(token, *SUBJECTS, "mark") or tree.children(first, *SUBJECTS, "mark")
    )


def is_passive(tree: Tree, token: int) -> bool:
    """Whether the verb at ``token`` is passive: "was seen", "the letter *sent* by him"."""
    if tree.children(token, "nsubj:pass", "aux:pass", "csubj:pass"):
        return True
    word = tree.tokens[token]
    if _is_adjective_of_harm(tree, token):
        return True
    if word.upos != "VERB":
        return False
    feats = features(word)
    if feats.get("Voice") == "Pass":
        return True
    if tree.has_relation(token, "conj") and not tree.children(token, "aux"):
        first = tree.coordination_head(token)
        bare = feats.get("VerbForm") == "Part" or bool(tree.children(token, "nummod"))
        if first != token and bare and not objects_of(tree, token):
            return is_passive(tree, first)  # "ten were killed and 90 *wounded*"
    if (
        tree.has_relation(token, "acl", "xcomp")
        and not tree.has_relation(token, "acl:relcl")
        and feats.get("Tense") == "Past"
        and not tree.children(token, "aux", "mark", *SUBJECTS)
        and not objects_of(tree, token)
    ):
        return True  # "the members *killed* in the raid", "is reported *killed*"
    reduced = tree.has_relation(token, "acl", "advcl", "xcomp") and not tree.children(token, "aux", *SUBJECTS)
    return reduced and feats.get("VerbForm") == "Part" and feats.get("Tense") == "Past"


def is_aux_passive(tree: Tree, token: int) -> bool:
    """Whether auxiliaries mark the verb as passive."""
    return bool(tree.children(token, "nsubj:pass", "aux:pass"))


def antecedent(tree: Tree, token: int) -> int:
    """The noun that a relative pronoun stands for, or the token itself."""
    word = tree.tokens[token]
    if word.text.lower() not in RELATIVE_WORDS or word.upos not in ("PRON", "SCONJ", "ADV", "DET"):
        return token
    for above in tree.ancestors(token):
        if tree.has_relation(above, "acl:relcl"):
            noun = tree.head(above)
            return token if noun is None else noun
        if not tree.has_relation(above, "conj", "xcomp", "ccomp", "obl", "nmod", "obj", "nsubj"):
            break
    return token


def objects_of(tree: Tree, token: int) -> list[int]:
    """Heads of the direct object, with a relative clause's gap and shared objects filled."""
    own = [antecedent(tree, child) for child in tree.children(token, "obj")]
    if own:
        return expand(tree, own, token)
    if tree.has_relation(token, "acl:relcl") and tree.tokens[token].upos == "VERB":
        noun = tree.head(token)
        subjects = tree.children(token, *SUBJECTS)
        gap_taken = any(tree.tokens[child].text.lower() in RELATIVE_WORDS for child in tree.children(token))
        if (
            noun is not None
            and subjects
            and not gap_taken
            and not tree.children(token, "obl", "ccomp", "xcomp")
        ):
            return [noun]  # "the agreement they signed"
    counted = [
        child
        for child in tree.children(token, "obl")
        if not tree.children(child, "case")
        and any(
            _hedged(tree, number)
            for number in (*tree.children(child, "nummod"), *((child,) if _is_number(tree, child) else ()))
        )
    ]
    if counted and tree.tokens[token].upos == "VERB" and not is_aux_passive(tree, token):
        return counted  # "killed *at least 55 people*", whose "at" a parse takes for a preposition
    # "imports and *sells* weapons": a shared object hangs under the last verb; UD gives it
    # to the first, so a conjunct without one looks to the verbs after it.
    for later in tree.children(token, "conj"):
        if tree.tokens[later].upos == "VERB" and tree.tokens[token].upos == "VERB":
            between = range(token + 1, later)
            if all(tree.tokens[i].upos in ("CCONJ", "ADV", "AUX", "PUNCT") for i in between):
                return [antecedent(tree, child) for child in tree.children(later, "obj")]
    return []


def _hedged(tree: Tree, number: int) -> bool:
    return bool(tree.children(number, "nmod", "advmod", "case"))


def _is_number(tree: Tree, token: int) -> bool:
    return tree.tokens[token].upos == "NUM"


def expand(tree: Tree, heads: list[int], verb: int | None = None) -> list[int]:
    """Each head with its conjuncts, in text order, without repeats.

    ``verb``: what they are parties of. In "freed Ana, who *was jailed*, and two editors" those behind the
    verb are none of it.
    """
    above = set() if verb is None else set(tree.ancestors(verb))
    return sorted(
        {
            member
            for head in heads
            for member in tree.conjuncts(head)
            if verb is None or head not in above or not head < verb < member
        }
    )


def is_party(tree: Tree, noun: int) -> bool:
    """Whether a noun is somebody: "called for *the council* to resign", not "asked for leave to appeal"."""
    somebody = ("person", "group", "organisation", "place")
    return any(one.head == noun and one.type in somebody for one in tree.analysis.entities)
