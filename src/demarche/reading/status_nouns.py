"""What event nouns carry: determiners, modifiers, the preposition that they stand after."""

from __future__ import annotations

from demarche.knowledge import status as knowledge
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree, features

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
# Prepositions of two words, by both, as the one that means the same.
TWO_WORDS = {("ahead", "of"): "ahead", ("prior", "to"): "before"}
_IN_FORCE = frozenset({"effect", "force", "hold"})
# "the first to": what tells somebody apart among those who did something.
RANKS = frozenset("first last only second third fourth fifth sixth seventh eighth ninth tenth latest".split())


def is_event_noun(tree: Tree, token: int) -> bool:
    """Whether a token is a noun that stands as one (a gerund tagged as a verb does not).

    An object is one, whatever a tagger calls it: "launched an *offensive*".
    """
    if tree.tokens[token].upos == "ADJ" and tree.has_relation(token, "obj"):
        return True
    return tree.tokens[token].upos in ("NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET")


def preposition(tree: Tree, token: int) -> str:
    """The preposition of a noun phrase, "" for none."""
    for child in tree.children(token, "case"):
        word = tree.lemma(child) if tree.lemma(child) != "pend" else "pending"
        if word == "out" and tree.lemma(child + 1) == "of" and tree.tokens[child + 1].head == token:
            continue  # "pulled *out* of the summit": the verb's particle
        if word != "'s":
            before = tree.tokens[child - 1].text.lower() if child else ""
            return TWO_WORDS.get((before, word), word)
    first = tree.coordination_head(token)
    if first != token:
        return preposition(tree, first)
    head = tree.head(token)
    for child in tree.children(head, "advmod") if head is not None else ():
        # "met ahead of the *summit*", the phrase hung on the verb
        fixed = tree.children(child, "fixed")
        if child < token and fixed and tree.subtree(token)[0] == fixed[-1] + 1:
            return tree.lemma(child)
    return ""


def definite(tree: Tree, token: int) -> bool:
    """Whether a noun speaks of something known: "the raid", "their visit", "May's raid"."""
    if tree.tokens[token].upos == "PROPN":
        return True
    for child in tree.children(token, "det", "nmod:poss"):
        if tree.has_relation(child, "nmod:poss") or tree.tokens[child].text.lower() in DEFINITE:
            return True
    return False


def disbelieved(tree: Tree, noun: int) -> bool:
    """Whether what a noun tells is said not to be so: "*reports* that he fled are false", "were denied"."""
    lost = [child for child in tree.children(noun, "acl") if not tree.children(child, "nsubj", "mark")]
    verb = lost[-1] if lost and tree.children(lost[-1], "xcomp") else tree.head(noun)
    if verb is None or not (lost or tree.has_relation(noun, "nsubj", "nsubj:pass")):
        return False
    for word in (verb, *tree.children(verb, "xcomp", "obl")):
        forms = {tree.lemma(word), tree.tokens[word].text.lower()}
        if forms & word_class("untrue") and not tree.has_word(word, ("not", "n't"), "advmod"):
            return not tree.has_word(verb, ("not", "n't", "never"), "advmod")
    denied = tree.has_relation(noun, "nsubj:pass") and tree.lemma(verb) in word_class("denying")
    return denied and not tree.has_word(verb, ("not", "n't", "never"), "advmod")


def is_of_words(tree: Tree, noun: int) -> bool:
    """Whether a noun names an act of words, which no refusal undoes: request, offer, threat."""
    classes = set(knowledge.embedding(tree.lemma(noun), "noun").values())
    return bool(classes & {"ask", "offer", "threaten"})


def modifiers(tree: Tree, token: int) -> list[tuple[str, str]]:
    """(class, word) of the modifiers of a noun, in text order; a conjunct shares those before it."""
    found = []
    for child in (*tree.children(token, "amod", "compound", "acl"), *_headline_passive(tree, token)):
        word = tree.tokens[child]
        if tree.has_relation(child, "acl") and tree.children(child, "nsubj", "mark"):
            continue
        name = knowledge.modifier(word.text.lower()) or knowledge.modifier(tree.lemma(child))
        if word.text.lower() == "attempted" and tree.lemma(token) in word_class("attempted"):
            continue  # an attempted murder is itself an act of violence
        if name == "fail" and tree.lemma(token) in word_class("missed"):
            continue  # a rocket that broke up has been launched
        if name is None and tree.has_relation(child, "acl") and word.upos == "VERB":
            entry = knowledge.embedding(tree.lemma(child), "verb").get("noun")
            # "a visit scheduled for May": a participle with a signature of its own
            name = (
                entry
                if entry in ("plan", "expect", "cancel", "postpone", "offer", "threaten")
                and not (tree.lemma(child) == "announce" and tree.lemma(token) in word_class("declared"))
                and not word.text.endswith("ing")
                else None
            )
        if name is None and tree.has_relation(child, "acl") and word.upos == "ADJ":
            entry = knowledge.embedding(tree.lemma(child), "adj").get("inf")
            name = entry if entry in ("plan", "expect") and tree.children(child, "xcomp") else None
        if name:
            found.append((name, word.text.lower()))
        for below in tree.children(child, "conj"):
            other = knowledge.modifier(tree.tokens[below].text.lower())
            if other:
                found.append((other, tree.tokens[below].text.lower()))
    if _to_be(tree, token):
        found.append(("plan", "to be"))
    elif _to_begin(tree, token):
        found.append(("plan", "to begin"))
    first = tree.coordination_head(token)
    if first != token and not tree.children(token, "det", "amod"):
        found.extend(item for item in modifiers(tree, first) if item[0] not in ("past", "habit"))
    return found


def _headline_passive(tree: Tree, noun: int) -> list[int]:
    """The participle that tells of a headline's first noun, hung on its last: "EU aid for Togo *blocked*"."""
    sentence = tree.sentence(noun)
    words = tree.tokens[sentence.first : sentence.last]
    if words[-1].text[-1] in ".!?”\"'’" or any("VerbForm=Fin" in word.feats for word in words):
        return []
    below = noun
    while parts := tree.children(below, "nmod"):
        below = parts[-1]
    if below == noun or not tree.has_relation(noun, "root"):
        return []
    behind = ((child, tree.tokens[child]) for child in tree.children(below, "acl") if child > below)
    return [child for child, word in behind if word.upos == "VERB" and word.text.endswith("ed")]


def ranked(tree: Tree, noun: int) -> bool:
    """Whether a noun is told apart by its rank among those who did: "the highest official *to visit*"."""
    for word in (noun, *tree.children(noun, "amod")):
        token = tree.tokens[word]
        found = features(token)
        best = token.text.lower().startswith(("highest", "most-", "youngest", "oldest"))
        superlative = found.get("Degree") == "Sup" or tree.has_word(word, ("most",), "advmod")
        if tree.lemma(word) in RANKS or found.get("NumType") == "Ord" or best or superlative:
            return True
    return False


def _to_begin(tree: Tree, noun: int) -> bool:
    """Whether a clause behind an event tells that it is still to begin: "a truce, *to take effect* at dawn".

    "A ban that *is to come into force* in May", hung on the noun or on what tells of it.
    """
    if tree.lemma(noun) not in word_class("has_a_first_day"):
        return False
    above = tree.head(noun) if tree.has_relation(noun, "obj") else None
    clauses = [*tree.children(noun, "acl", "acl:relcl")]
    clauses += tree.children(above, "advcl", "xcomp", "ccomp") if above is not None else []
    for clause in clauses:
        marks = tree.children(clause, "mark", "aux")
        opens = min((mark for mark in marks if tree.lemma(mark) in ("to", "will")), default=-1)
        before = tree.tokens[opens - 1].text.lower() if opens > noun else ""
        that = any(tree.lemma(one) in ("that", "which") for one in tree.children(clause, "nsubj"))
        told_aside = that if tree.lemma(opens) == "will" else (that or before == ",")
        phrase = {tree.lemma(one) for one in tree.children(clause, "obj", "obl")}
        begins = tree.lemma(clause) in ("begin", "start", "commence") or (
            tree.lemma(clause) in ("take", "come", "go", "enter") and not phrase.isdisjoint(_IN_FORCE)
        )
        if noun < opens < clause and told_aside and begins:
            return True
    return False


def _to_be(tree: Tree, noun: int) -> bool:
    """Whether something is still to be done with an event: "a rally *to be addressed* by her".

    Not "the first raid to be carried out".
    """
    clauses = [child for child in tree.children(noun, "acl") if tree.has_word(child, ("to",), "mark", "aux")]
    after = [word.text.lower() for word in tree.tokens[noun + 1 : noun + 3]]
    if tree.tokens[noun].upos != "NOUN" or ranked(tree, noun):
        return False
    return after == ["to", "be"] or any(tree.has_word(one, ("be",), "aux:pass") for one in clauses)
