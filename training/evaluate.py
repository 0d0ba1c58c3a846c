"""Score an exported model on the dev splits, through the same code that reads reports.

    python -m training.evaluate ../shared/data [--weights FOLDER] [--gold] [--limit N]

Raw text goes in, as documents with their paragraphs. Words and sentences are found by
the model and aligned with the treebank's by character spans, as in the CoNLL 2018 shared
task: a word that was cut otherwise counts as wrong in every layer. ``--gold`` hands over
the treebank's words and sentence starts instead, to tell the layers' errors apart.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from demarche.language import load
from demarche.language.analyse import Given
from demarche.language.tree import Tree
from demarche.records import Analysis
from training import treebanks
from training.treebanks import Document

ROLES = ("ARG0", "ARG1", "ARG2", "ARGM-TMP", "ARGM-LOC", "ARGM-MOD", "ARGM-NEG")


def compose(document: Document) -> tuple[str, list[list[tuple[int, int]]]]:
    """A document's text, and the character spans of each sentence's words."""
    text, spans = "", []
    for sentence in document:
        if text:
            text += "\n\n" if sentence.paragraph else " "
        words = []
        for index, (form, space) in enumerate(zip(sentence.forms, sentence.space, strict=True)):
            if index and space:
                text += " "
            words.append((len(text), len(text) + len(form)))
            text += form
        spans.append(words)
    return text, spans


class Tally:
    """Matches, guesses and gold items by name; F1 of each."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._gold: Counter[str] = Counter()
        self.factuality: list[tuple[float, float]] = []

    def add(self, name: str, found: set, gold: set) -> None:
        """Count the items of one document that were found, and the gold ones."""
        self._right[name] += len(found & gold)
        self._found[name] += len(found)
        self._gold[name] += len(gold)

    def scores(self) -> dict[str, float]:
        """F1 in per cent by name, and Pearson's r of the factuality."""
        scores = {
            name: round(200 * self._right[name] / max(1, self._found[name] + self._gold[name]), 2)
            for name in self._gold
        }
        if len(self.factuality) > 2:
            scores["factuality_r"] = round(_pearson(self.factuality), 4)
        return scores


def _pearson(pairs: list[tuple[float, float]]) -> float:
    n = len(pairs)
    mean_x, mean_y = sum(x for x, _ in pairs) / n, sum(y for _, y in pairs) / n
    covariance = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    spread = sum((x - mean_x) ** 2 for x, _ in pairs) * sum((y - mean_y) ** 2 for _, y in pairs)
    return covariance / spread**0.5 if spread else 0.0


def score_trees(
    tally: Tally, analysis: Analysis, document: Document, spans: list[list[tuple[int, int]]]
) -> None:
    """Words, sentences, lemmas, tags and trees."""
    found, gold = analysis.tokens, [word for words in spans for word in words]
    place = [(token.start, token.end) for token in found]
    heads = [place[token.head] if token.head >= 0 else None for token in found]
    gold_heads, words = [], [
        (form, lemma, upos, feats, relation)
        for sentence in document
        for form, lemma, upos, feats, relation in zip(
            sentence.forms, sentence.lemmas, sentence.upos, sentence.feats, sentence.relations, strict=True
        )
    ]  # fmt: skip
    for sentence, span in zip(document, spans, strict=True):
        gold_heads += [span[head] if head >= 0 else None for head in sentence.heads]
    tally.add("words", set(place), set(gold))
    tally.add(
        "sentences",
        {(sentence.start, sentence.end) for sentence in analysis.sentences},
        {(span[0][0], span[-1][1]) for span in spans},
    )
    tally.add(
        "lemma",
        {(*p, t.lemma) for p, t in zip(place, found, strict=True)},
        {(*p, w[1]) for p, w in zip(gold, words, strict=True)},
    )
    tally.add(
        "upos",
        {(*p, t.upos) for p, t in zip(place, found, strict=True)},
        {(*p, w[2]) for p, w in zip(gold, words, strict=True)},
    )
    tally.add(
        "feats",
        {(*p, t.feats) for p, t in zip(place, found, strict=True)},
        {(*p, w[3]) for p, w in zip(gold, words, strict=True)},
    )
    tally.add("uas", set(zip(place, heads, strict=True)), set(zip(gold, gold_heads, strict=True)))
    # as in CoNLL 2018: relations without their subtypes; with them in las_subtypes
    tally.add(
        "las",
        {(p, h, t.deprel.split(":")[0]) for p, h, t in zip(place, heads, found, strict=True)},
        {(p, h, w[4].split(":")[0]) for p, h, w in zip(gold, gold_heads, words, strict=True)},
    )
    tally.add(
        "las_subtypes",
        {(p, h, t.deprel) for p, h, t in zip(place, heads, found, strict=True)},
        {(p, h, w[4]) for p, h, w in zip(gold, gold_heads, words, strict=True)},
    )


def score_frames(
    tally: Tally, analysis: Analysis, document: Document, spans: list[list[tuple[int, int]]]
) -> None:
    """Predicates, rolesets, factuality; arguments by exact span and role."""
    annotated: set[int] = set()
    predicates, rolesets, arguments = set(), set(), set()
    truth: dict[tuple[int, int], float] = {}
    for sentence, span in zip(document, spans, strict=True):
        if sentence.frames is not None:
            annotated.update(range(span[0][0], span[-1][1]))
        for word, roleset, roles in sentence.frames or ():
            predicates.add(span[word])
            rolesets.add((span[word], roleset))
            arguments.update((span[word], role, span[a][0], span[b - 1][1]) for role, a, b in roles)
        truth.update({span[word]: value for word, value in sentence.factuality.items()})
    frames = [frame for frame in analysis.frames if frame.start in annotated]
    tally.add("predicates", {(frame.start, frame.end) for frame in frames}, predicates)
    tally.add("rolesets", {((frame.start, frame.end), frame.roleset) for frame in frames}, rolesets)
    found = {
        ((frame.start, frame.end), argument.role, argument.start, argument.end)
        for frame in frames
        for argument in frame.args
    }
    tally.add("arguments", found, arguments)
    for role in ROLES:
        tally.add(
            role, {item for item in found if item[1] == role}, {item for item in arguments if item[1] == role}
        )
    for frame in analysis.frames:
        if (frame.start, frame.end) in truth:
            tally.factuality.append((frame.factuality, truth[frame.start, frame.end]))


def score_names(
    tally: Tally, analysis: Analysis, document: Document, spans: list[list[tuple[int, int]]]
) -> None:
    """Outermost named mentions: by exact span and type, and by head word and type.

    The head of an annotated name is the treebank's; where there is none, the model's tree gives it.
    """
    tree, tokens = Tree(analysis), analysis.tokens
    gold, gold_heads, mention_heads = set(), set(), set()
    for sentence, span in zip(document, spans, strict=True):
        for first, last, kind in treebanks.name_spans(sentence.names or []):
            start, end = span[first][0], span[last - 1][1]
            gold.add((start, end, kind))
            if sentence.heads is not None and sentence.upos is not None:
                head = span[treebanks.head_of(sentence, first, last)]
            else:
                inside = [n for n, token in enumerate(tokens) if start <= token.start < end]
                here = tokens[tree.head_of(inside[0], inside[-1] + 1)] if inside else None
                head = (here.start, here.end) if here else (start, end)
            gold_heads.add((*head, kind))
        mention_heads.update(
            span[index] for index, kind in enumerate(sentence.mentions or ()) if kind not in ("none", "time")
        )
    named = [mention for mention in analysis.entities if mention.named]
    outermost = {
        (mention.start, mention.end, mention.type)
        for mention in named
        if not any(
            other is not mention and other.first <= mention.first and mention.last <= other.last
            and (other.first, other.last) != (mention.first, mention.last)
            for other in named
        )
    }  # fmt: skip
    tally.add("names", outermost, gold)
    tally.add("names_untyped", {span[:2] for span in outermost}, {span[:2] for span in gold})
    headed = {
        (tokens[mention.head].start, tokens[mention.head].end, mention.type)
        for mention in named
        if (mention.start, mention.end, mention.type) in outermost
    }
    tally.add("names_by_head", headed, gold_heads)
    tally.add("names_by_head_untyped", {one[:2] for one in headed}, {one[:2] for one in gold_heads})
    if mention_heads:
        heads = {(analysis.tokens[m.head].start, analysis.tokens[m.head].end) for m in analysis.entities}
        tally.add("mention_heads", heads, mention_heads)


def given(document: Document, spans: list[list[tuple[int, int]]], *, words: bool) -> Given:
    """What ``--gold`` hands over: predicates always, words and sentences if wished."""
    predicates = None
    if any(sentence.frames for sentence in document):
        predicates = frozenset(
            span[word][0]
            for sentence, span in zip(document, spans, strict=True)
            for word, _, _ in sentence.frames or ()
        )
    if not words:
        return Given(predicates=predicates)
    flat = [word for span in spans for word in span]
    return Given(words=flat, sentences=frozenset(span[0][0] for span in spans), predicates=predicates)


def evaluate(data: Path, weights: Path | None = None, *, gold: bool = False, limit: int = 0) -> dict:
    """Scores by set: EWT, GUM, GUM's news and interviews, MEANTIME's held-out topic."""
    model = load(weights)
    sets = {
        "EWT": treebanks.ewt(data, "dev"),
        "GUM": treebanks.gum(data, "dev"),
        "GUM news": treebanks.gum(data, "dev", genres=("GUM_news", "GUM_interview")),
        "MEANTIME": treebanks.meantime(data, dev=True),
    }
    results: dict[str, dict] = {}
    for name, documents in sets.items():
        documents = documents[: limit or None]
        composed = [compose(document) for document in documents]
        texts = [text for text, _ in composed]
        began = time.perf_counter()
        analyses = model.analyse(
            texts,
            [given(d, s, words=True) for d, (_, s) in zip(documents, composed, strict=True)]
            if gold
            else None,
        )
        spent = time.perf_counter() - began
        tally = Tally()
        for analysis, document, (_, spans) in zip(analyses, documents, composed, strict=True):
            if document[0].heads is not None:
                score_trees(tally, analysis, document, spans)
            if name == "EWT":
                score_frames(tally, analysis, document, spans)
            else:
                score_names(tally, analysis, document, spans)
        results[name] = tally.scores()
        if name == "EWT" and not gold:
            known = [given(d, s, words=False) for d, (_, s) in zip(documents, composed, strict=True)]
            tally = Tally()
            for analysis, document, (_, spans) in zip(
                model.analyse(texts, known), documents, composed, strict=True
            ):
                score_frames(tally, analysis, document, spans)
            results["EWT, predicates given"] = tally.scores()
        words = sum(len(analysis.tokens) for analysis in analyses)
        results[name]["words_per_second"] = round(words / spent)
    return results


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of the treebanks and PropBank")
    parser.add_argument(
        "--weights", type=Path, help="folder of exported graphs, by default the package's own"
    )
    parser.add_argument("--gold", action="store_true", help="hand over gold words, sentences and predicates")
    parser.add_argument("--limit", type=int, default=0, help="documents of each set, 0 for all")
    parser.add_argument("--out", type=Path, help="write the scores here as JSON")
    arguments = parser.parse_args()
    results = evaluate(arguments.data, arguments.weights, gold=arguments.gold, limit=arguments.limit)
    for name, scores in results.items():
        print(name, json.dumps(scores))
    if arguments.out:
        arguments.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
