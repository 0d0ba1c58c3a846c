"""Whose word: who says what in a report, with the spans of source, cue and content.

Say-verbs wherever they stand, "according to", nouns of saying, adverbs such as
"reportedly", and quotations (``attribution_quotes``). The three spans are those of PARC 3
(Pareti 2016); which words are cues is ``knowledge/cues.tsv``. The report's own narration
has no source. Parsers slip most where a clause is put beside a say-verb, so the place of
the commas decides there, not the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from demarche.knowledge import cues
from demarche.language.tree import Tree
from demarche.reading.attribution_quotes import quotations, unspoken
from demarche.records import Attribution

CLOSERS = frozenset({",", "”", '"', "''", "’", "?", "!", "—", "–", ",”", "...", "…"})
QUOTE_MARKS = frozenset({"“", "”", '"', "``", "''", "‘", "’", "«", "»"})
# Verbs that put out a text: "*issued* a statement saying that …" is its issuer's word.
# Verbs whose subject holds the word that is their object: "*have* fears that".
_HAVING = frozenset({"have", "express", "voice", "repeat", "renew", "raise"})
# What hangs on a source and is no part of its name.
_NO_SOURCE = ("acl:relcl", "acl", "appos", "parataxis", "punct", "case", "conj", "cc")
ISSUING = frozenset(
    "issue release make publish give send put write post deliver read broadcast air sign".split()
)
# Words that introduce a content and are none of it.
INTRODUCERS = frozenset({"that", "of", "about", "and", "but"})
PRONOUNS = frozenset("i we he she they you who".split())
TELLING_TYPES = frozenset({"person", "organisation", "group"})


@dataclass(frozen=True, slots=True)
class _Found:
    """An attribution before its spans are drawn: tokens of each part."""

    cue: int
    lemma: str
    cue_tokens: tuple[int, ...]
    content: frozenset[int]
    source: int | None


def attributions(tree: Tree) -> tuple[Attribution, ...]:
    """Every attribution of a report, in the order of the cues."""
    found: dict[int, _Found] = {}
    for token in range(len(tree.tokens)):
        one = _at(tree, token)
        if one is not None and one.content:
            found[token] = one
    drawn = [_draw(tree, one) for one in found.values()]
    spoken = quotations(tree.analysis.text)
    if spoken:
        drawn = [_extended(tree, one, spoken) for one in drawn]
        drawn.extend(unspoken(tree, drawn, spoken))
    drawn.sort(key=lambda one: (one.cue[0], one.content))
    return tuple(replace_parent(one, _parent(drawn, index)) for index, one in enumerate(drawn))


def sources_of(found: Sequence[Attribution], start: int, end: int) -> tuple[int, ...]:
    """Indices of the attributions whose content covers a span, outermost first."""
    covering = [i for i, one in enumerate(found) if _covers(one, start, end)]
    return tuple(sorted(covering, key=lambda i: (_depth(found, i), -_size(found[i]), i)))


def replace_parent(one: Attribution, parent: int | None) -> Attribution:
    """The same attribution, nested in another."""
    return Attribution(
        one.source, one.cue, one.content, one.source_head, one.cue_token, one.cue_lemma, parent
    )


def _covers(one: Attribution, start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in one.content)


def _size(one: Attribution) -> int:
    return sum(end - start for start, end in one.content)


def _depth(found: Sequence[Attribution], index: int) -> int:
    depth, seen = 0, {index}
    parent = found[index].parent
    while parent is not None and parent not in seen:
        seen.add(parent)
        depth, parent = depth + 1, found[parent].parent
    return depth


def _parent(found: Sequence[Attribution], index: int) -> int | None:
    """The narrowest other attribution whose content holds this one's cue."""
    start, end = found[index].cue[0]
    holders = [
        i
        for i, other in enumerate(found)
        if i != index and _covers(other, start, end) and not _covers(found[index], *other.cue[0])
    ]
    return min(holders, key=lambda i: _size(found[i]), default=None)


# -- one cue --------------------------------------------------------------------------


def _at(tree: Tree, token: int) -> _Found | None:
    word = tree.tokens[token]
    if word.upos == "VERB":
        return _verb(tree, token)
    if word.upos == "NOUN":
        return _noun(tree, token) or _phrase(tree, token)
    if word.upos == "ADV" and cues.cue(word.text.lower(), "adverb"):
        return _adverb(tree, token)
    return _phrase(tree, token)


def _verb(tree: Tree, token: int) -> _Found | None:
    lemma = tree.tokens[token].lemma.lower()
    entry = _verb_entry(tree, token)
    if entry is None:
        return _phrase(tree, token)
    if entry.name == "cite" and tree.tokens[token].text.lower().endswith("ing"):
        return _citing(tree, token)
    if lemma == "accord":
        return _phrase(tree, token)
    passive = bool(tree.children(token, "aux:pass"))
    source = _speaker(tree, token, passive=passive)
    if entry.name == "show" and not _tells(tree, source):
        return None
    if entry.name == "say" and _denied(tree, token):
        return None
    content = _content(tree, token, entry, passive=passive)
    if not content and "quote" in entry.patterns and source is not None:
        content = _quoted(tree, token, source)
    content -= _clause_of_cue(tree, token, content, source)
    if not content:
        return None
    return _Found(token, entry.lemma, _cue_tokens(tree, token), frozenset(content), source)


def _verb_entry(tree: Tree, token: int) -> cues.Cue | None:
    """The entry of a verb, with its particle first; an unlemmatised form is cut by hand."""
    word = tree.tokens[token]
    lemma, text = word.lemma.lower(), word.text.lower()
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
    if any(
        tree.tokens[c].text.lower() in ("not", "n't", "n’t", "never") for c in tree.children(token, "advmod")
    ):
        return True
    head = tree.head(token)
    return (
        tree.has_relation(token, "xcomp")
        and head is not None
        and tree.tokens[head].lemma.lower() in ("decline", "refuse", "fail", "refrain")
    )


def _content(tree: Tree, token: int, entry: cues.Cue, *, passive: bool) -> set[int]:
    """The tokens that a verb credits its source with."""
    content: set[int] = set()
    clausal = entry.patterns & {"that", "quote"}
    if clausal:
        for child in tree.children(token, "ccomp", *(("csubj",) if passive else ())):
            content.update(tree.subtree(child))
        for child in tree.children(token, "conj"):
            # "said that A *and that B*": the second clause is hung on the verb by mistake
            if content and any(tree.tokens[c].text.lower() == "that" for c in tree.children(child, "mark")):
                content.update(tree.subtree(child))
    beside = _beside(tree, token) if "quote" in entry.patterns or "that" in entry.patterns else set()
    if beside and not (content and min(content) > token):
        return {inside for inside in content if inside < token} | beside
    if passive and not content:
        for child in tree.children(token, "xcomp", "advcl"):
            # "is said *to have fled*": the subject belongs to what is said
            if "inf" not in entry.patterns or not _infinitive(tree, child):
                continue
            content.update(tree.subtree(child))
            for subject in tree.children(token, "nsubj:pass"):
                content.update(tree.subtree(subject))
        if content or (entry.name != "confirm" and "noun" not in entry.patterns):
            return content
    if not content and (entry.name == "claim" or "ing" in entry.patterns):
        for child in tree.children(token, "xcomp", "ccomp"):
            # "claims *to hold* the town", "denied *having fired*"
            if _infinitive(tree, child) if entry.name == "claim" else not _infinitive(tree, child):
                content.update(tree.subtree(child))
    if not content and "noun" in entry.patterns and not tree.children(token, "iobj"):
        agent = passive and tree.children(token, "obl:agent")
        for child in tree.children(token, "obj", *(("nsubj:pass",) if agent else ())):
            if tree.tokens[child].upos == "PRON":
                continue  # "denied *it*": what was denied stands elsewhere
            content.update(tree.subtree(child, without=("acl:relcl",)))
    prepositions = entry.patterns & {"of", "about", "with", "for"}
    if not content and prepositions:
        for child in tree.children(token, "obl", "advcl"):
            if any(tree.tokens[c].text.lower() in prepositions for c in tree.children(child, "case", "mark")):
                content.update(tree.subtree(child))
    return content


def _infinitive(tree: Tree, token: int) -> bool:
    return any(tree.tokens[c].text.lower() == "to" for c in tree.children(token, "mark"))


def _beside(tree: Tree, token: int) -> set[int]:
    """The clause that a say-verb is put into or after: "…, officials said", "As he noted, …"."""
    sentence = tree.sentence(token)
    head = tree.head(token)
    first, last = _cue_clause(tree, token)
    if first is None or _subordinate(tree, token):
        return set()
    rest = (
        set(range(sentence.first, sentence.last))
        - set(range(first, last + 1))
        - _cited(tree, last, sentence.last)
    )
    before = _skip_marks(tree, first - 1, sentence.first, -1)
    after = _skip_marks(tree, last + 1, sentence.last, 1)
    closes = first > sentence.first and tree.tokens[first - 1].text in CLOSERS
    opens = after < sentence.last and tree.tokens[last + 1].text in (",", ":", "“", '"', "``", "—")
    if _introduced(tree, token) and head is not None and (closes or first == sentence.first):
        return rest
    if not _tensed(tree, token) or tree.has_relation(token, "acl"):
        return set()
    if any(child > token for child in tree.children(token, "ccomp")):
        return set()
    if closes and before >= sentence.first and _main_before(tree, sentence.first, before):
        if after >= sentence.last:
            return set(range(sentence.first, before + 1))
        if opens and tree.tokens[first - 1].text not in ("—", "–") and not tree.children(token, "mark"):
            return rest
    if tree.has_relation(token, "parataxis") and head is not None:
        return set(tree.subtree(head)) - set(tree.subtree(token))
    for child in tree.children(token, "parataxis"):
        if child < token and tree.tokens[child].upos in ("VERB", "AUX", "ADJ", "NOUN"):
            return set(tree.subtree(child))
    return set()


def _introduced(tree: Tree, token: int) -> bool:
    """ "*as* he noted", "*as* noted by her"."""
    return any(tree.tokens[c].text.lower() == "as" for c in tree.children(token, "mark", "advmod", "case"))


def _subordinate(tree: Tree, token: int) -> bool:
    """ "…, *while* the bloc urged restraint": a clause beside the main one, not a frame around it."""
    marks = {tree.tokens[mark].text.lower() for mark in tree.children(token, "mark")}
    return bool(marks - {"as", "to"}) and tree.has_relation(token, "advcl")


def _cited(tree: Tree, last: int, end: int) -> set[int]:
    """The words of a closing "…, citing two aides", which is no content."""
    for index in range(last + 1, min(end, last + 3)):
        if tree.tokens[index].text.lower() in ("citing", "quoting"):
            return set(range(index, end))
    return set()


def _main_before(tree: Tree, first: int, last: int) -> bool:
    """Whether the words before a closing cue are a main clause, and no mere "If asked, …"."""
    if tree.tokens[first].text in QUOTE_MARKS:
        return True
    top = tree.head_of(first, last + 1)
    if tree.has_relation(top, "advcl", "obl", "advmod", "nmod") or tree.children(top, "mark"):
        return False
    return any(tree.tokens[i].upos in ("VERB", "AUX") for i in range(first, last + 1))


def _skip_marks(tree: Tree, index: int, limit: int, step: int) -> int:
    while (index >= limit if step < 0 else index < limit) and tree.tokens[index].upos == "PUNCT":
        index += step
    return index


def _tensed(tree: Tree, token: int) -> bool:
    """Whether a say-verb can be a clause of its own (taggers mix up "reported" and "reported")."""
    if tree.tokens[token].text.lower().endswith("ing"):
        return bool(tree.children(token, "aux"))
    return not _infinitive(tree, token)


def _cue_clause(tree: Tree, token: int) -> tuple[int | None, int]:
    """First and last token of the cue's own clause: verb, subject, and what stands with them.

    Grown from the verb outwards through its dependents other than clauses, as long as
    they touch: "officials *in Berlin told the agency on Monday*". After a comma, a short
    rest of the sentence without a verb belongs to it wherever the tree has hung it.
    """
    sentence = tree.sentence(token)
    subject = _subject(tree, token)
    if subject is None and not _introduced(tree, token):
        return None, token
    small = set()
    stack = [token] if subject is None else [token, subject]
    clauses = ("ccomp", "parataxis", "punct", "conj", "cc", "csubj", "dep", "advcl")
    while stack:
        current = stack.pop()
        small.add(current)
        for child in tree.children(current):
            if current != token or not tree.has_relation(child, *clauses):
                stack.append(child)
    first = last = token
    while first - 1 in small or (first - 2 in small and tree.tokens[first - 1].text == ","):
        first -= 1
    while last + 1 in small or (last + 2 in small and tree.tokens[last + 1].text == ","):
        last += 1
    while tree.tokens[first].upos == "PUNCT" and first < token:
        first += 1
    if first > sentence.first and tree.tokens[first - 1].text in CLOSERS:
        tail = range(last + 1, sentence.last)
        if len(tail) < 12 and not any(
            tree.tokens[i].upos in ("VERB", "AUX", "CCONJ") or tree.tokens[i].text == "," for i in tail
        ):
            last = sentence.last - 1
    return first, last


def _subject(tree: Tree, token: int) -> int | None:
    """The subject of a say-verb, also where the tree misses it after the verb.

    "…, *said two diplomats*": after a comma or a closing quotation mark, the noun phrase
    that follows is who speaks.
    """
    subject = tree.child(token, "nsubj")
    if subject is not None:
        return subject
    sentence = tree.sentence(token)
    if token == sentence.first or token + 1 >= sentence.last or tree.tokens[token - 1].text not in CLOSERS:
        return None
    if tree.tokens[token].text.lower().endswith("ing") or tree.tokens[token + 1].upos in (
        "ADP",
        "PUNCT",
        "SCONJ",
        "ADV",
        "PART",
    ):
        return None
    return _phrase_source(tree, token, token + 1)


def _clause_of_cue(tree: Tree, token: int, content: set[int], source: int | None) -> set[int]:
    """Tokens of the cue itself that a wrong tree may have put into the content."""
    own = {token, *tree.children(token, "aux", "compound:prt")}
    if source is not None and token in set(tree.ancestors(source)):
        own.update(tree.subtree(source))
    return own


def _quoted(tree: Tree, token: int, source: int) -> set[int]:
    """A say-verb beside quotation marks in its sentence: what stands between them."""
    sentence = tree.sentence(token)
    found: set[int] = set()
    opened = False
    for index in range(sentence.first, sentence.last):
        text = tree.tokens[index].text
        if text in ("“", "«", "``") or (text == '"' and not opened):
            opened = True
        elif text in ("”", "»", "''", '"'):
            opened = False
        elif opened:
            found.add(index)
    return found if len(found) > 2 and token not in found else set()


# -- sources --------------------------------------------------------------------------


def _speaker(tree: Tree, token: int, *, passive: bool) -> int | None:
    """The token that speaks: subject, agent, or the subject that the verb shares."""
    if passive:
        agent = tree.child(token, "obl:agent")
        if agent is None:
            agent = next(
                (
                    c
                    for c in tree.children(token, "obl")
                    if any(tree.tokens[d].text.lower() == "by" for d in tree.children(c, "case"))
                ),
                None,
            )
        if agent is None and tree.tokens[token].lemma.lower() in ("tell", "inform", "notify", "brief"):
            return None
        if agent is None and tree.tokens[token].lemma.lower() in ("quote", "cite"):
            return tree.child(token, "nsubj")
        return agent
    seen = set()
    current: int | None = token
    while current is not None and current not in seen:
        seen.add(current)
        subject = _subject(tree, current) if current == token else tree.child(current, "nsubj")
        if subject is not None:
            return _antecedent(tree, subject, current)
        agent = tree.child(current, "obl:agent")
        if agent is not None:
            return agent
        head = tree.head(current)
        if head is None:
            return None
        if tree.has_relation(current, "acl"):
            return _teller(tree, head)
        if not tree.has_relation(current, "conj", "xcomp", "advcl", "ccomp", "parataxis", "obl"):
            return None
        current = head
    return None


def _antecedent(tree: Tree, subject: int, verb: int) -> int:
    """ "the general, *who* said": the general."""
    if tree.tokens[subject].text.lower() in ("who", "which", "that") and tree.has_relation(verb, "acl:relcl"):
        head = tree.head(verb)
        if head is not None:
            return head
    return subject


def _teller(tree: Tree, noun: int) -> int:
    """Behind a text its author: "*the ministry* issued a statement saying …"."""
    owner = tree.child(noun, "nmod:poss")
    if owner is not None:
        return owner
    for child in tree.children(noun, "nmod"):
        if any(tree.tokens[c].text.lower() in ("by", "from") for c in tree.children(child, "case")):
            return child
    head = tree.head(noun)
    if (
        head is not None
        and tree.has_relation(noun, "obj", "obl")
        and (tree.tokens[head].lemma.lower() in ISSUING or cues.cue(tree.tokens[head].lemma.lower(), "verb"))
    ):
        subject = tree.child(head, "nsubj")
        if subject is not None:
            return _antecedent(tree, subject, head)
    return noun


def _tells(tree: Tree, source: int | None) -> bool:
    """Whether a subject is somebody or something that can tell, and no mere fact."""
    if source is None:
        return False
    word = tree.tokens[source]
    if word.upos == "PRON":
        return word.text.lower() in PRONOUNS
    if word.upos == "PROPN" or cues.can_tell(word.lemma.lower()):
        return True
    return any(e.head == source and e.type in TELLING_TYPES for e in tree.analysis.entities)


# -- nouns, phrases, adverbs ----------------------------------------------------------


def _noun(tree: Tree, token: int) -> _Found | None:
    """ "the claim *that …*", "reports *of …*", "their warning *about …*"."""
    entry = cues.cue(tree.tokens[token].lemma.lower(), "noun")
    if entry is None:
        return None
    content: set[int] = set()
    for child in tree.children(token, "acl", "ccomp"):
        if any(tree.tokens[c].text.lower() == "that" for c in tree.children(child, "mark")):
            content.update(tree.subtree(child))
    prepositions = entry.patterns & {"of", "about"}
    if not content and prepositions and entry.name != "say":
        for child in tree.children(token, "nmod", "acl"):
            if any(tree.tokens[c].text.lower() in prepositions for c in tree.children(child, "case", "mark")):
                content.update(tree.subtree(child))
    if not content:
        return None
    teller: int | None = _teller(tree, token)
    if teller == token:
        teller = None
        head = tree.head(token)
        if (
            head is not None
            and tree.has_relation(token, "obj")
            and tree.tokens[head].lemma.lower() in _HAVING
        ):
            teller = tree.child(head, "nsubj")
    return _Found(token, entry.lemma, (token,), frozenset(content), teller)


def _phrase(tree: Tree, token: int) -> _Found | None:
    """ "according to officials", "in the words of the mayor": the rest of the clause."""
    sentence = tree.sentence(token)
    if tree.tokens[token].text.lower() not in _first_words():
        return None
    for words in cues.phrases():
        last = token + len(words)
        if last >= sentence.last or tuple(t.text.lower() for t in tree.tokens[token:last]) != words:
            continue
        source = _phrase_source(tree, token, last)
        if source is None:
            return None
        group = set(tree.subtree(source)) | set(range(token, last))
        # a source with a clause of its own is wide; what it governs stays its own
        head = tree.head(source)
        while head is not None and token <= head < last:
            head = tree.head(head)
        edge_first = _skip_marks(tree, min(group) - 1, sentence.first, -1) < sentence.first
        edge_last = _skip_marks(tree, max(group) + 1, sentence.last, 1) >= sentence.last
        if edge_first or edge_last or head is None:
            content = set(range(sentence.first, sentence.last)) - group
        else:
            while tree.tokens[head].upos not in ("VERB", "AUX", "ADJ") and not tree.children(head, "cop"):
                above = tree.head(head)
                if above is None or above in group:
                    break
                head = above
            content = set(tree.subtree(head)) - group
        return _Found(token, " ".join(words), tuple(range(token, last)), frozenset(content), source)
    return None


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in cues.phrases())


def _phrase_source(tree: Tree, first: int, last: int) -> int | None:
    """The head of the noun phrase after a phrase's last word."""
    sentence = tree.sentence(first)
    for index in range(last, min(sentence.last, last + 12)):
        if tree.tokens[index].upos in ("PUNCT", "VERB") and index > last:
            break
        if tree.tokens[index].upos not in ("NOUN", "PROPN", "PRON", "NUM"):
            continue
        current = index
        while True:
            head = tree.head(current)
            if head is None or not last <= head < sentence.last or tree.tokens[head].upos == "VERB":
                break
            if not tree.has_relation(
                current, "compound", "amod", "flat", "nmod:poss", "nmod:desc", "nummod", "det", "nmod"
            ):
                break
            if head < last:
                break
            current = head
        return current
    return None


def _adverb(tree: Tree, token: int) -> _Found | None:
    """ "*reportedly* fled": the clause of the adverb, its source left out."""
    head = tree.head(token)
    if head is None:
        return None
    content = set(tree.subtree(head, without=("conj", "cc", "parataxis", "acl:relcl")))
    # a predicate that the adverb's verb only helps along ("has reportedly begun *to leave*") is below it
    return _Found(token, tree.tokens[token].text.lower(), (token,), frozenset(content - {token}), None)


def _citing(tree: Tree, token: int) -> _Found | None:
    """ "…, *citing* officials": the clause beside it is on their word."""
    source = tree.child(token, "obj")
    head = tree.head(token)
    if source is None or head is None:
        return None
    entry = cues.cue(tree.tokens[head].lemma.lower(), "verb") if tree.tokens[head].upos == "VERB" else None
    content: set[int] = set()
    if entry is not None and entry.name != "cite":
        content = _content(tree, head, entry, passive=False)
    content = (content or set(tree.subtree(head))) - set(tree.subtree(token))
    return _Found(token, "cite", (token,), frozenset(content), source)


# -- drawing --------------------------------------------------------------------------


def _cue_tokens(tree: Tree, token: int) -> tuple[int, ...]:
    return (token, *tree.children(token, "compound:prt"))


def _draw(tree: Tree, one: _Found) -> Attribution:
    source: tuple[tuple[int, int], ...] = ()
    if one.source is not None:
        inside = [t for t in tree.subtree(one.source, without=_NO_SOURCE) if t not in one.cue_tokens]
        for other in tree.conjuncts(one.source)[1:]:
            inside.extend(
                tree.subtree(
                    other, without=("acl:relcl", "acl", "appos", "parataxis", "punct", "case", "conj")
                )
            )
        source = _spans(tree, sorted(set(inside)))
        if len(source) > 1 and len(tree.conjuncts(one.source)) > 1:
            source = ((source[0][0], source[-1][1]),)
    return Attribution(
        source,
        _spans(tree, sorted(one.cue_tokens)),
        _spans(tree, sorted(one.content), trim=True),
        one.source,
        one.cue,
        one.lemma,
    )


def _spans(tree: Tree, tokens: Sequence[int], *, trim: bool = False) -> tuple[tuple[int, int], ...]:
    """Runs of tokens as character spans, punctuation at their ends left out."""
    runs: list[list[int]] = []
    for index in tokens:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    spans = []
    for run in runs:
        while run and (
            tree.tokens[run[0]].upos == "PUNCT" or (trim and tree.tokens[run[0]].text.lower() in INTRODUCERS)
        ):
            run.pop(0)
        while run and tree.tokens[run[-1]].upos == "PUNCT":
            run.pop()
        if run:
            spans.append((tree.tokens[run[0]].start, tree.tokens[run[-1]].end))
    return tuple(spans)


def _extended(tree: Tree, one: Attribution, spoken: Iterable[tuple[int, int]]) -> Attribution:
    """A quotation that runs past the sentence of its cue belongs to the speaker to its end."""
    content = list(one.content)
    for start, end in spoken:
        for index, (first, last) in enumerate(content):
            if start <= first < end < tree.sentence(one.cue_token).start or first <= start < last < end:
                content[index] = (min(first, start), max(last, end))
            elif start <= first and last <= end and (last - first) * 2 >= min(end - start, last - first):
                content[index] = (start, end)
    text = tree.analysis.text
    content = [(first, first + len(text[first:last].rstrip(" ,"))) for first, last in content]
    return Attribution(one.source, one.cue, tuple(content), one.source_head, one.cue_token, one.cue_lemma)
