"""Pronouns: to whom "he", "its" and "they" point.

Candidates before the pronoun are weighed by salience (Lappin and Leass 1994): near
before far, subjects before objects before modifiers, names and often-mentioned before
others; agreement and binding rule out the impossible ones first.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log

from demarche.knowledge.cues import cue
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.coreference_chains import Chain, Chains
from demarche.reading.coreference_mentions import REFLEXIVES, Phrase
from demarche.reading.coreference_struck import struck_by

WINDOW = 4  # sentences back

_SUBJECT, _OBJECT, _OBLIQUE, _INNER = 1.6, 0.5, 0.2, -0.5
_PER_SENTENCE, _FURTHER, _PER_TOKEN = 1.0, 0.8, 0.025
# The subject of the sentence before goes on as a subject; whoever says something is its subject;
# a relative clause is about its noun. Frequency weighs less than any of these.
_ASIDE = -1.5
_SUBJECT_BEFORE, _SAYER, _RELATIVE, _OFTEN = 0.6, 0.8, 1.0, 0.5


def best_antecedent(
    tree: Tree, phrase: Phrase, earlier: list[Phrase], chains: Chains
) -> tuple[Phrase | None, float]:
    """The antecedent of a third-person pronoun among the phrases before it, with its weight."""
    best: Phrase | None = None
    # who else should "he" be than the one person spoken of?
    best_score = -2.6 if phrase.gender in ("m", "f") else -1.5
    seen = barred(tree, phrase, earlier, chains)
    for candidate in reversed(earlier):
        distance = phrase.sentence - candidate.sentence
        if distance > WINDOW:
            break
        chain = chains.chain(candidate)
        if id(chain) in seen:
            continue
        if not agrees(phrase, chain, candidate) and not _as_government(tree, phrase, chain, candidate):
            continue
        seen.add(id(chain))
        if not binding_allows(tree, phrase, candidate):
            continue  # nor another mention of the same: "said *he* had spoken to *him*"
        score = weight(tree, phrase, candidate, chain, distance)
        if score > best_score:
            best, best_score = candidate, score
    return best, best_score


def _as_government(tree: Tree, pronoun: Phrase, chain: Chain, candidate: Phrase) -> bool:
    """ "*Tunisia* announced that *they* would ban the film": a state as the people who run it."""
    return (
        pronoun.lemma in ("they", "their", "them")
        and candidate.country is not None
        and chain.type == "place"
        and candidate.sentence == pronoun.sentence
        and tree.has_relation(candidate.head, "nsubj")
    )


def agrees(pronoun: Phrase, chain: Chain, candidate: Phrase) -> bool:
    """Agreement in person, number, gender and animacy."""
    if chain.person != 3:
        return False
    if pronoun.gender in ("m", "f") and not chain.fixed and chain.gender is None:
        return False  # "they … he": a pronoun that found nobody helps nobody
    if pronoun.gender in ("m", "f"):
        return (
            chain.type in ("person", "other")
            and chain.number != "plur"
            and chain.gender in (None, pronoun.gender)
            and (chain.type == "person" or candidate.kind == "name")
        )
    if pronoun.gender == "n":
        return chain.type != "person" and chain.number != "plur" and chain.gender in (None, "n")
    if pronoun.lemma in ("they", "them", "their", "theirs", "themselves"):
        if chain.gender in ("n", "m", "f") and chain.number == "sing":
            return False
        if candidate.country is not None and chain.type != "person":
            return False  # a state is no "they", unless as a government
        return chain.number != "sing" or chain.type in ("organisation", "group")
    return False


def binding_allows(tree: Tree, pronoun: Phrase, candidate: Phrase) -> bool:
    """Principles A and B, and no phrase within itself.

    "Orbán praised *him*" is not about Orbán, "defended *himself*" is; in "*her* lawyer"
    the lawyer is not she.
    """
    head = tree.tokens[pronoun.head].head
    other = tree.tokens[candidate.head].head
    if candidate.first <= pronoun.head < candidate.last:
        inside_clause = any(
            tree.has_relation(above, "acl") for above in tree.path_to(pronoun.head, candidate.head)
        )
        return inside_clause and tree.has_relation(pronoun.head, "nmod:poss", "obj", "obl")
    if tree.has_relation(pronoun.head, "nmod") and any(
        tree.lemma(case) == "between" for case in tree.children(pronoun.head, "case")
    ):
        return True  # "agreed to talks between *him* and the rebels": one of two may be who agrees
    first = tree.coordination_head(candidate.head)
    if first != candidate.head and tree.has_relation(first, "nsubj"):
        other = tree.tokens[first].head  # "Soto *and Ba* urged him"
    same_clause = head == other or (
        tree.has_relation(candidate.head, "nsubj") and _clause(tree, pronoun.head) == other
    )
    if pronoun.lemma in REFLEXIVES:
        return same_clause or tree.sentence_index(candidate.head) == pronoun.sentence
    if tree.has_relation(pronoun.head, "nmod:poss"):
        return head != candidate.head
    return not (same_clause and head >= 0) and not _is_understood_subject(tree, pronoun.head, candidate.head)


def barred(tree: Tree, pronoun: Phrase, earlier: Iterable[Phrase], chains: Chains) -> set[int]:
    """The chains that a pronoun cannot go on, by what else its own clause says of them.

    "Soto met Rao. She praised *her*": not her whom "she" is. "The three countries urged *it*": none
    of the three.
    """
    found = {id(chains.chain(other)) for other in struck_by(tree, pronoun, earlier, chains)}
    for other in earlier:
        if other.sentence != pronoun.sentence or pronoun.lemma in REFLEXIVES:
            continue
        subject = tree.has_relation(other.head, "nsubj")
        if subject and (not binding_allows(tree, pronoun, other) or _asks_for(tree, other, pronoun)):
            found.add(id(chains.chain(other)))
            found.update(id(chains.chain(member)) for member in other.members)
    return found


def _asks_for(tree: Tree, asking: Phrase, pronoun: Phrase) -> bool:
    """Whether somebody would ask others to punish himself: "*Soto* demanded that Kenya extradite *him*"."""
    verb = tree.head(pronoun.head)
    if verb is None or not tree.has_relation(pronoun.head, "obj"):
        return False
    above = tree.head(verb)
    asking_words = word_class("urge") | word_class("demand") | {"want", "order"}
    asks = above is not None and tree.lemma(above) in asking_words
    told = tree.has_relation(verb, "ccomp", "xcomp", "advcl") and tree.lemma(verb) in word_class("punish")
    return asks and told and above == tree.head(asking.head)


def _is_understood_subject(tree: Tree, pronoun: int, candidate: int) -> bool:
    """Whether a pronoun's verb has the candidate for a subject that goes without saying.

    "Ramaphosa met Kabila, praising *him*", "vowed to sue *him*", "stopped a lorry and killed two of
    *them*": the subject praises, sues and kills; but "asked Kabila to meet *him*": whoever is asked meets.
    """
    if not tree.has_relation(candidate, "nsubj") or tree.has_relation(pronoun, "nsubj"):
        return False
    verb, whose = _clause(tree, pronoun), tree.tokens[candidate].head
    while verb >= 0 and verb != whose:
        feats = tree.tokens[verb].feats
        if tree.children(verb, "nsubj", "csubj"):
            return False
        above = tree.tokens[verb].head
        if tree.has_relation(verb, "conj") and tree.tokens[verb].upos == tree.tokens[above].upos == "VERB":
            verb = above
            continue
        if "VerbForm=Fin" in feats:
            return False
        if above < 0 or not tree.has_relation(verb, "xcomp", "advcl"):
            return False
        beside = tree.has_relation(verb, "advcl") and "VerbForm=Ger" in feats
        if tree.children(above, "obj", "iobj") and not beside:
            return False
        verb = above
    return verb == whose


def _clause(tree: Tree, index: int) -> int:
    """The predicate of the clause that a noun is an argument of."""
    for above in [index, *tree.ancestors(index)]:
        if tree.has_relation(above, "nsubj", "obj", "iobj", "obl", "expl"):
            return tree.tokens[above].head
        if tree.has_relation(above, "acl", "advcl", "ccomp", "xcomp", "conj", "root"):
            return above
    return -1


def weight(tree: Tree, pronoun: Phrase, candidate: Phrase, chain: Chain, distance: int) -> float:
    """How well a candidate so many sentences back suits a pronoun, higher being better."""
    score = -_PER_SENTENCE * min(distance, 1) - _FURTHER * max(distance - 1, 0)
    score -= _PER_TOKEN * min(pronoun.head - candidate.head, 60)
    stands = candidate.head
    if candidate.type == "person" and tree.has_relation(stands, "appos"):
        stands = _stands_at(tree, stands)  # "The governor, *John Hale*, said": the subject
    score += role_weight(tree, stands)
    subject = tree.has_relation(stands, "nsubj")
    mentions = sum(1 for phrase in chain.phrases if phrase.head < pronoun.head)
    score += _OFTEN * log(min(max(mentions, 1), 6))
    if candidate.kind == "pronoun":
        score += 0.8 if _form(candidate) == _form(pronoun) else 0.2
    if candidate.definite is False and distance > 0:
        score -= 0.3
    elif candidate.definite is None and candidate.kind == "nominal":
        score -= 0.5
    if tree.has_relation(pronoun.head, "obj") and tree.has_relation(candidate.head, "obj"):
        score += 0.6
    if pronoun.gender == "n":
        score += {"organisation": 0.2, "place": 0.2, "group": 0.2}.get(chain.type, 0.3)
    elif pronoun.gender is None:
        score += {"person": 1.2, "group": 0.9, "organisation": 0.4, "place": -1.0}.get(chain.type, -0.3)
        if candidate.number == "both" and candidate.kind != "pronoun":
            score -= 0.5
    if distance == 0:
        if _owns_relative(tree, pronoun.head, candidate):
            score += 2.5
        if (
            tree.has_relation(pronoun.head, "nmod:poss")
            and _clause(tree, pronoun.head) == tree.tokens[candidate.head].head
        ):
            score += 0.6  # "Ankara recalled *its* ambassador"
        if tree.has_relation(pronoun.head, "nsubj") and subject:
            score += 0.5
    elif tree.has_relation(pronoun.head, "nsubj") and subject:
        score += 0.4
        if distance == 1 and _leads(tree, stands):
            score += _SUBJECT_BEFORE
    if pronoun.gender not in ("m", "f") and _says_aside(tree, stands) and not _is_sayer(tree, pronoun.head):
        score += _ASIDE
    if distance == 0 and _says_it(tree, pronoun.head, stands):
        score += _SAYER
    if distance == 0 and _in_relative(tree, pronoun.head, candidate.head):
        score += _RELATIVE
    if pronoun.gender in ("m", "f") and chain.gender == pronoun.gender:
        score += 0.6
    return score


def _leads(tree: Tree, subject: int) -> bool:
    """Whether a subject is that of its sentence, not of a clause within it."""
    subject = tree.coordination_head(subject)
    return tree.has_relation(tree.tokens[subject].head, "root", "parataxis")


def _is_sayer(tree: Tree, index: int) -> bool:
    """Whether a noun is the subject of a verb of saying."""
    return tree.has_relation(index, "nsubj") and cue(tree.lemma(tree.tokens[index].head), "verb") is not None


def _says_aside(tree: Tree, subject: int) -> bool:
    """Whose word a sentence on others is: "The ministry summoned him, *state media* reported"."""
    subject = tree.coordination_head(subject)
    if not _is_sayer(tree, subject):
        return False
    verb = tree.tokens[subject].head
    contents = tree.children(verb, "ccomp")
    return tree.has_relation(verb, "parataxis") or any(content < subject for content in contents)


def _says_it(tree: Tree, pronoun: int, subject: int) -> bool:
    """"*Soto* said that *she* had asked": the subject of what is said goes on with whoever says it."""
    verb = _clause(tree, pronoun)
    above = tree.coordination_head(verb) if verb >= 0 else -1
    said = tree.tokens[above].head if above >= 0 else -1
    if said >= 0 and tree.has_relation(said, "acl:relcl") and tree.tokens[said].head == subject:
        who = tree.child(said, "nsubj")  # "Soto, *who* said that *she* had asked"
        if who is not None and tree.tokens[who].text.lower() == "who":
            return tree.has_relation(pronoun, "nsubj") and tree.has_relation(above, "ccomp")
    return (
        tree.has_relation(pronoun, "nsubj")
        and above >= 0 and tree.has_relation(above, "ccomp")
        and tree.has_relation(subject, "nsubj")
        and tree.tokens[tree.coordination_head(subject)].head == tree.tokens[above].head
    )


def _in_relative(tree: Tree, pronoun: int, candidate: int) -> bool:
    """"*Gbagbo*, who refuses to leave after *his* defeat": the clause is about its noun."""
    for above in tree.ancestors(pronoun):
        if tree.has_relation(above, "acl:relcl"):
            if tree.tokens[above].head == candidate:
                subject = tree.child(above, "nsubj")
                return subject is not None and tree.tokens[subject].text.lower() in ("who", "which", "that")
            return False
    return False


def _owned(tree: Tree, candidate: Phrase) -> int | None:
    """The noun that a possessor owns, by its relation or by the noun after its 's."""
    if tree.has_relation(candidate.head, "nmod:poss"):
        return tree.tokens[candidate.head].head
    if tree.tokens[candidate.last - 1].text in ("'s", "’s"):
        for index in range(candidate.last, min(candidate.last + 4, len(tree.tokens))):
            if tree.tokens[index].upos == "NOUN":
                return index
    return None


def _owns_relative(tree: Tree, pronoun: int, candidate: Phrase) -> bool:
    """ "Modi's trip to Osaka, where *he* spoke": the clause is about the owner's noun."""
    owned = _owned(tree, candidate)
    if owned is None:
        return False
    for above in tree.ancestors(pronoun):
        if tree.has_relation(above, "acl:relcl"):
            return tree.tokens[above].head == owned or owned in list(tree.ancestors(above))[:2]
    return False


def _form(phrase: Phrase) -> tuple[int, str, str | None]:
    return phrase.person, phrase.number, phrase.gender


def _stands_at(tree: Tree, index: int) -> int:
    """The noun whose role a noun has: that of the first conjunct, or of what it is in apposition to."""
    while True:
        index = tree.coordination_head(index)
        if not tree.has_relation(index, "appos") or tree.tokens[index].head < 0:
            return index
        index = tree.tokens[index].head


def role_weight(tree: Tree, index: int) -> float:
    """The salience of a grammatical role; conjuncts share the first one's."""
    index = tree.coordination_head(index)
    if tree.has_relation(index, "nsubj", "csubj"):
        return _SUBJECT
    if tree.has_relation(index, "root", "parataxis"):
        return 0.6
    if tree.has_relation(index, "obj", "iobj"):
        return _OBJECT
    if tree.has_relation(index, "obl"):
        return _OBLIQUE
    if tree.has_relation(index, "nmod:poss"):
        return 0.3
    if tree.has_relation(index, "appos"):
        return 0.0
    return _INNER
