"""One cue and what it credits to whom: verbs, nouns, phrases and adverbs of saying.

Which words are cues is ``knowledge/cues.tsv``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from demarche.knowledge import cues
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.attribution_content import clause_of_cue, content_of, quoted
from demarche.reading.attribution_marks import skip_marks
from demarche.reading.attribution_sources import author_of, can_tell, phrase_source, speaker

# By what something is done, and not on whose word: "according to *the rule of law*".
_MANNERS = frozenset("rule law principle standard norm custom tradition ability merit need wish".split())


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution before its spans are drawn: tokens of each part."""

    cue: int
    lemma: str
    cue_tokens: tuple[int, ...]
    content: frozenset[int]
    source: int | None


def found_at(tree: Tree, token: int) -> Found | None:
    """The attribution that the word at ``token`` is the cue of, None for any other word."""
    word = tree.tokens[token]
    if word.upos == "VERB":
        return _verb(tree, token)
    if word.upos == "NOUN":
        return _noun(tree, token) or _phrase(tree, token)
    if word.upos == "ADV" and cues.cue(word.text.lower(), "adverb"):
        return _adverb(tree, token)
    return _phrase(tree, token)


def _verb(tree: Tree, token: int) -> Found | None:
    lemma = tree.lemma(token)
    entry = _verb_entry(tree, token)
    if entry is None:
        return _phrase(tree, token)
    if entry.name == "cite" and tree.tokens[token].text.lower().endswith("ing"):
        return _citing(tree, token)
    if lemma == "accord":
        return _phrase(tree, token)
    passive = bool(tree.children(token, "aux:pass")) or _is_accused(tree, token)
    source = speaker(tree, token, passive=passive)
    if entry.name == "show" and not can_tell(tree, source):
        return None
    if entry.name == "say" and _denied(tree, token):
        return None
    content = content_of(tree, token, entry, passive=passive)
    aside = tree.has_relation(token, "acl:relcl")  # "…," said a man who *spoke* in private
    if not content and "quote" in entry.patterns and source is not None and not aside:
        content = quoted(tree, token)
    content -= clause_of_cue(tree, token, source)
    if not content:
        return None
    return Found(token, entry.lemma, _cue_tokens(tree, token), frozenset(content), source)


def _is_accused(tree: Tree, token: int) -> bool:
    """Whether a participle tells who is accused, not who accuses: "two men *suspected* of killing him"."""
    reduced = tree.has_relation(token, "acl", "advcl") and not tree.children(token, "nsubj", "aux", "obj")
    past = not tree.tokens[token].text.endswith("ing")
    return reduced and past and tree.lemma(token) in word_class("of_offence")


def _verb_entry(tree: Tree, token: int) -> cues.Cue | None:
    """The entry of a verb, with its particle first; an unlemmatised form is cut by hand."""
    word = tree.tokens[token]
    lemma, text = tree.lemma(token), word.text.lower()
    particle = tree.child(token, "compound:prt")
    if particle is not None and (entry := cues.cue(f"{lemma} {tree.tokens[particle].text.lower()}", "verb")):
        return entry
    forms = [lemma]
    if text.endswith("ing"):
        forms += [text[:-3], text[:-3] + "e"]
    elif text.endswith("ed"):
        forms += [text[:-2], text[:-1]]
    return next((entry for form in forms if (entry := cues.cue(form, "verb"))), None)


def _denied(tree: Tree, token: int) -> bool:
    """ "did not say whether": nobody is credited with anything."""
    if tree.is_denied(token):
        return True
    head = tree.head(token)
    return (
        tree.has_relation(token, "xcomp")
        and head is not None
        and tree.lemma(head) in ("decline", "refuse", "fail", "refrain")
    )


def _citing(tree: Tree, token: int) -> Found | None:
    """ "…, *citing* officials": the clause beside it is on their word."""
    source = tree.child(token, "obj")
    head = tree.head(token)
    if source is None or head is None or not can_tell(tree, source):
        return None  # "resigned, *citing* ill health"
    entry = cues.cue(tree.lemma(head), "verb") if tree.tokens[head].upos == "VERB" else None
    content: set[int] = set()
    if entry is not None and entry.name != "cite":
        content = content_of(tree, head, entry, passive=False)
    content = (content or set(tree.subtree(head))) - set(tree.subtree(token))
    return Found(token, "cite", (token,), frozenset(content), source)


def _cue_tokens(tree: Tree, token: int) -> tuple[int, ...]:
    return (token, *tree.children(token, "compound:prt"))


def _noun(tree: Tree, token: int) -> Found | None:
    """ "the claim *that …*", "reports *of …*", "their warning *about …*"."""
    entry = cues.cue(tree.lemma(token), "noun")
    if entry is None:
        return None
    content: set[int] = set()
    for child in tree.children(token, "acl", "ccomp"):
        if tree.has_word(child, ("that",), "mark"):
            content.update(tree.subtree(child))
    prepositions = entry.patterns & {"of", "about"}
    if not content and prepositions and entry.name != "say":
        for child in tree.children(token, "nmod", "acl"):
            if tree.has_word(child, prepositions, "case", "mark"):
                content.update(tree.subtree(child))
    if not content:
        return None
    teller: int | None = author_of(tree, token)
    if teller == token:
        teller = None
        head = tree.head(token)
        if head is not None and tree.has_relation(token, "obj") and tree.lemma(head) in word_class("express"):
            teller = tree.child(head, "nsubj")
    return Found(token, entry.lemma, (token,), frozenset(content), teller)


def _phrase(tree: Tree, token: int) -> Found | None:
    """ "according to officials", "in the words of the mayor": the rest of the clause."""
    sentence = tree.sentence(token)
    if tree.tokens[token].text.lower() not in _first_words():
        return None
    for words in cues.phrases():
        last = token + len(words)
        if last >= sentence.last or tuple(t.text.lower() for t in tree.tokens[token:last]) != words:
            continue
        source = phrase_source(tree, token, last)
        if source is None or tree.lemma(source) in _MANNERS:
            return None  # "treat them according to the *rule* of law"
        group = set(tree.subtree(source)) | set(range(token, last))
        # a source with a clause of its own is wide; what it governs stays its own
        head = tree.head(source)
        while head is not None and token <= head < last:
            head = tree.head(head)
        edge_first = skip_marks(tree, min(group) - 1, sentence.first, -1) < sentence.first
        edge_last = skip_marks(tree, max(group) + 1, sentence.last, 1) >= sentence.last
        if edge_first or edge_last or head is None:
            content = set(range(sentence.first, sentence.last)) - group
        else:
            while tree.tokens[head].upos not in ("VERB", "AUX", "ADJ") and not tree.children(head, "cop"):
                above = tree.head(head)
                if above is None or above in group:
                    break
                head = above
            content = set(tree.subtree(head)) - group
        return Found(token, " ".join(words), tuple(range(token, last)), frozenset(content), source)
    return None


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in cues.phrases())


def _adverb(tree: Tree, token: int) -> Found | None:
    """ "*reportedly* fled": the clause of the adverb, its source left out."""
    head = tree.head(token)
    if head is None:
        return None
    content = set(tree.subtree(head, without=("conj", "cc", "parataxis", "acl:relcl")))
    # a predicate that the adverb's verb only helps along ("has reportedly begun *to leave*") is below it
    return Found(token, tree.tokens[token].text.lower(), (token,), frozenset(content - {token}), None)
