"""The shipped language model: whatever comes in, what comes out holds together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from demarche.language import load
from demarche.language.analyse import Given, opening
from demarche.language.bio import BioDecoder
from demarche.language.frames import SELF, UNKNOWN, branches, once
from demarche.language.tokenise import tokenise
from demarche.language.trees import tree
from demarche.language.windows import LIMIT, datelines, windows
from demarche.records import Analysis, Frame

REPORT = (
    "LISBON (Reuters) - Foreign Minister Ana Costa said on Tuesday that Portugal won't attend the summit "
    "in Oslo. She will travel to Rabat instead.\n\n"
    '"We have not been invited," Costa told reporters. Norway\'s government denied that.'
)
ODD_TEXTS = [
    "", " \n\t ", "Yes", ".", "\u0301", "\u200b", "\x00", "a\x00b", "👩‍👩‍👧 met 🇳🇴.", "e\u0301te\u0301",
    "- one\n- two\n\n| a | b |\n", "MINISTER TO VISIT OSLO", "“Never,” he said.\n“Ever?”",
    "ab" * 5_000, "?!" * 500, "東京で会談が行われた。", "\ufeffHello\r\n\r\nWorld", "The X-37B's orbit; 0A`A",
]  # fmt: skip


def check(analysis: Analysis) -> None:
    """Everything that holds of any analysis."""
    text, tokens = analysis.text, analysis.tokens
    after = 0
    for token in tokens:
        assert token.start >= after and token.end > token.start
        assert text[token.start : token.end] == token.text
        assert not text[after : token.start].strip()
        after = token.end
    assert not text[after:].strip()
    assert [sentence.first for sentence in analysis.sentences] == [
        0, *(sentence.last for sentence in analysis.sentences[:-1])
    ][: len(analysis.sentences)]  # fmt: skip
    assert sum(sentence.last - sentence.first for sentence in analysis.sentences) == len(tokens)
    for sentence in analysis.sentences:
        inside = range(sentence.first, sentence.last)
        assert (sentence.start, sentence.end) == (tokens[inside[0]].start, tokens[inside[-1]].end)
        assert sum(tokens[index].head == -1 for index in inside) == 1
        for index in inside:
            seen = set()
            while tokens[index].head >= 0:
                assert index not in seen and index in inside
                seen.add(index)
                index = tokens[index].head
    for span in [*analysis.entities, *(argument for frame in analysis.frames for argument in frame.args)]:
        assert (span.start, span.end) == (tokens[span.first].start, tokens[span.last - 1].end)
        assert 0 <= span.score <= 1
    for frame in analysis.frames:
        assert tokens[frame.token].start == frame.start
        core = [
            argument.role
            for argument in frame.args
            if argument.role.startswith("ARG") and argument.role[3].isdigit()
        ]
        assert len(core) == len(set(core))


@pytest.mark.parametrize("text", ODD_TEXTS, ids=lambda text: ascii(text[:12]))
def test_odd_texts_pass(text: str) -> None:
    check(load().analyse([text])[0])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
@example("a'" * 40)
def test_any_string_maps_back_to_its_characters(text: str) -> None:
    check(load().analyse([text])[0])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*REPORT.split(" "), "\n\n", "\n", "-", "…", "U.S.", "?"]), max_size=150))
def test_shuffled_words_give_whole_trees(words: list[str]) -> None:
    check(load().analyse([" ".join(words)])[0])


def test_a_plain_report_is_read() -> None:
    analysis = load().analyse([REPORT])[0]
    check(analysis)
    filed = analysis.sentences[0]
    assert REPORT[filed.start : filed.end] == "LISBON (Reuters) -"
    assert len(analysis.sentences) == 5  # where it was filed, and four that say something
    words = {token.text: token for token in analysis.tokens}
    assert words["wo"].upos == "AUX" and words["n't"].deprel == "advmod"
    attend = next(frame for frame in analysis.frames if frame.roleset == "attend.01")
    roles = {argument.role: REPORT[argument.start : argument.end] for argument in attend.args}
    assert (
        roles["ARG0"] == "Portugal" and roles["ARG1"].startswith("the summit") and roles["ARGM-NEG"] == "n't"
    )
    said = next(frame for frame in analysis.frames if frame.roleset == "say.01")
    assert said.factuality > 0.5 > attend.factuality
    kinds = {
        REPORT[mention.start : mention.end]: mention.type for mention in analysis.entities if mention.named
    }
    assert kinds["Portugal"] == kinds["Oslo"] == "place"
    assert "person" in {kind for name, kind in kinds.items() if "Costa" in name}


def test_a_batch_reads_as_its_texts_do() -> None:
    """Texts do not see each other: the same text is read alike in any company."""
    texts = [REPORT, "", "Talks failed.", REPORT.replace("Portugal", "Spain") * 3]
    together = load().analyse(texts)
    for text, batched in zip(texts, together, strict=True):
        alone = load().analyse([text])[0]
        check(batched)
        assert alone.tokens == batched.tokens and alone.sentences == batched.sentences
        assert [_spans(frame) for frame in alone.frames] == [_spans(frame) for frame in batched.frames]


def _spans(frame: Frame) -> list[tuple[str, int, int]]:
    return [(frame.roleset, frame.start, frame.end), *((arg.role, arg.start, arg.end) for arg in frame.args)]


def test_a_long_text_without_breaks_passes() -> None:
    text = "the minister and " * 4_000
    analysis = load().analyse([text])[0]
    check(analysis)
    assert len(analysis.tokens) == 12_000


def test_what_is_given_is_kept() -> None:
    text = "Talks failed. They left"
    words = [(0, 5), (6, 12), (12, 13), (14, 18), (19, 23)]
    known = Given(words=words, sentences=frozenset({0, 6}), predicates=frozenset({0, 19}))
    analysis = load().analyse([text], [known])[0]
    assert [(token.start, token.end) for token in analysis.tokens] == words
    assert [sentence.start for sentence in analysis.sentences] == [0, 6]
    assert [frame.start for frame in analysis.frames] == [0, 19]


def test_windows_hold_whole_words_in_order() -> None:
    text = "One went. Two came.\n\n" * 200
    words = [(i, i + len(word)) for i, word in _words(text)]
    found = windows(0, text, words, [[7, 8]] * len(words))
    assert [window.first for window in found] == [0, *(window.last for window in found[:-1])]
    assert found[-1].last == len(words)
    assert all(len(window.ids) <= LIMIT for window in found)


def _words(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append((at, word))
        at += len(word)
    return found


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 9), st.integers(0, 10_000))
def test_any_scores_give_one_rooted_tree(n: int, seed: int) -> None:
    heads = tree(np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32))
    assert (heads == -1).sum() == 1
    for word in range(n):
        steps = 0
        while heads[word] >= 0:
            word, steps = heads[word], steps + 1
            assert steps <= n


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    # words 0 and 1 govern each other; 2 is the root and would rather govern 1
    scores = np.array([[-9, -9, 9, 1], [-9, 9, -9, 5], [9, 0, 0, -9]], np.float32)
    assert tree(scores).tolist() == [1, 2, -1]


def test_branches_tell_where_a_word_hangs() -> None:
    # "police said he left": left ← said, with police under said, he under left
    heads, relations = np.array([1, -1, 3, 1]), np.array([4, 0, 4, 2])
    seen = branches(heads, relations, np.array([1, 3]), 5)[:, :]
    assert seen[0, 1] == SELF and seen[1, 3] == SELF
    assert seen[0, 0] == 2 + 4 * 2 + 1  # police: the nsubj itself
    assert seen[0, 2] == 2 + 2 * 2  # he: below the clause that said governs
    assert seen[1, 0] not in (UNKNOWN, SELF, seen[0, 0])


def test_bio_labels_are_decoded_legally() -> None:
    decoder = BioDecoder(["O", "B-x", "I-x", "B-y", "I-y"])
    scores = np.full((2, 3, 5), -5.0, np.float32)
    scores[0, 0, 2] = scores[0, 1, 2] = scores[0, 2, 0] = 5  # I-x I-x O: its start is owed
    scores[0, 0, 1] = 4
    scores[1, 0, 3] = scores[1, 1, 4] = 5
    spans = decoder.spans(scores, np.array([3, 2]))
    assert [span[:3] for span in spans[0]] == [("x", 0, 2)]
    assert [span[:3] for span in spans[1]] == [("y", 0, 2)]


def test_a_core_role_stands_once() -> None:
    arguments = [("ARG0", 0, 1, 0.4), ("ARGM-TMP", 1, 2, 0.3), ("ARG0", 3, 4, 0.9), ("ARGM-TMP", 5, 6, 0.2)]
    assert [span[1] for span in once(arguments)] == [1, 3, 5]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They dont and wont", ["They", "do", "nt", "and", "wo", "nt"]),
        ("I think its alot", ["I", "think", "its", "a", "lot"]),
        ("AT&T and R&D", ["AT&T", "and", "R&D"]),
        ("Acme & Sons", ["Acme", "&", "Sons"]),
    ],
)
def test_words_are_cut_as_the_treebanks_cut_them(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in tokenise(text)] == words


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ('She called it "a grave mistake." Latvia rejected it.', ["Latvia"]),
        ("She called it “a grave mistake.” Latvia rejected it.", ["Latvia"]),
        ('"We will go," President Ba said.', []),
        ('The paper "Le Monde" reported it.', []),
        ('"We will go." he said.', []),
        ('It ends with a quotation: "we will go."', []),
    ],
)
def test_a_sentence_begins_behind_a_quoted_one(text: str, first: list[str]) -> None:
    words = tokenise(text)
    assert [text[slice(*words[index])] for index in opening(text, words)] == first


@pytest.mark.parametrize(
    ("text", "filed"),
    [
        ("NAIROBI (Reuters) - A court met.", ["NAIROBI (Reuters) - "]),
        ("SAN JUAN/LIMA, March 5 (AP) — It met.\nCARACAS, Venezuela — It met.",
         ["SAN JUAN/LIMA, March 5 (AP) — ", "CARACAS, Venezuela — "]),
        ("Nairobi (dpa) – A court met.", ["Nairobi (dpa) – "]),
        ("A court met.\nAna Soto (Unity Party) - A judge.", []),
        ("The UN (New York) met.", []),
    ],
)  # fmt: skip
def test_datelines_say_where_a_report_was_filed(text: str, filed: list[str]) -> None:
    assert [text[start:end] for start, end in datelines(text)] == filed
