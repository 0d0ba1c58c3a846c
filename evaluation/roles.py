"""Arguments against QA-SRL's gold standard: who did what to whom, asked as questions.

QA-SRL (Roit et al., 2020) has annotators answer questions about verbs ("Who suspended
something?") with spans of Wikinews and Wikipedia. Nobody trained on it here, and it knows
no roles, so it checks from outside PropBank whether the arguments stand where people see
them. Spans are matched one to one where their words overlap by half or more (Jaccard), as
that paper does; each question's answers count as one argument, found by any of them.
"""

from __future__ import annotations

from pathlib import Path

from evaluation.figures import Figures, present
from evaluation.texts import closed, records

TITLE = "Arguments of verbs (QA-SRL)"
NEEDS = ("qasrl_gs.jsonl.gz",)
ABOUT = """
QA-SRL's gold standard, dev part (1,000 sentences of Wikinews and Wikipedia), in no way trained
on. Verbs are found by the model. An argument is found where one of ours overlaps
one of a question's answers by half of their words. QA-SRL asks for more than PropBank gives
(implied arguments, answers from outside the clause), so recall is a lower bound; modals and
negations, which it does not ask for, are left out of ours.
"""
_UNASKED = ("ARGM-MOD", "ARGM-NEG", "ARGM-DIS", "R-", "C-", "ARGM-LVB", "ARGM-PRR", "V")


def score(data: Path) -> Figures:
    """Verbs found, and precision, recall and F1 of unlabelled arguments, by split."""
    if not present(data, NEEDS):
        return {}
    from demarche.language import load

    items = list(records(data / NEEDS[0]))
    found: Figures = {}
    for split in sorted({item["split"] for item in items}):
        these = [item for item in items if item["split"] == split]
        texts = [closed(item["sentence"]) for item in these]
        verbs = seen = gold = ours = right = 0
        analyses = load().analyse([text for text, _ in texts])
        for item, (_, offsets), analysis in zip(these, texts, analyses, strict=True):
            starts = _word_starts(item["sentence"], offsets)
            frames = {frame.start: frame for frame in analysis.frames}
            for predicate in item["predicates"]:
                verbs += 1
                asked = [[set(range(*a["tok"])) for a in qa["answers"]] for qa in predicate["qas"]]
                gold += len(asked)
                frame = frames.get(starts[predicate["verb_idx"]])
                if frame is None:
                    continue
                seen += 1
                spans = [
                    {i for i, start in enumerate(starts) if argument.start <= start < argument.end}
                    for argument in frame.args
                    if not argument.role.startswith(_UNASKED)
                ]
                ours += len(spans)
                right += _matches(asked, spans)
        precision, recall = right / max(1, ours), right / max(1, gold)
        found[split] = {
            "verbs": verbs,
            "questions": gold,
            "verbs found": seen / max(1, verbs),
            "precision": precision,
            "recall": recall,
            "F1": 2 * precision * recall / (precision + recall) if right else 0.0,
        }
    return found


def _word_starts(sentence: str, offsets: dict[int, int]) -> list[int]:
    """Where each blank-separated word of the tokenised sentence went."""
    starts, at = [], 0
    for word in sentence.split(" "):
        if word:
            starts.append(offsets[at])
        at += len(word) + 1
    return starts


def _matches(asked: list[list[set[int]]], spans: list[set[int]]) -> int:
    """How many questions have an argument of their own, the best overlaps first."""
    overlaps = sorted(
        (
            (max(len(answer & span) / max(1, len(answer | span)) for answer in answers), i, j)
            for i, answers in enumerate(asked)
            for j, span in enumerate(spans)
            if answers
        ),
        reverse=True,
    )
    left: set[int] = set()
    right: set[int] = set()
    for overlap, i, j in overlaps:
        if overlap >= 0.5 and i not in left and j not in right:
            left.add(i)
            right.add(j)
    return len(left)
