"""Texts for the learned heads, laid end to end and made into batches."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from demarche.language.network import CLS, SEP
from demarche.language.windows import Window
from demarche.reading.learned_features import FLAGS, KINDS, PARTS, RULE_FLAGS, STANDING, Pairs
from training import moves_plan
from training.moves_examples import ActExample, Example
from training.moves_packs import Answers, Pack, whole

CODES, MODES = ["", "036", "190"], ["", "visit"]


def _act(token: int, words: int, code: str | None = "036") -> ActExample:
    chance = np.random.default_rng(token)
    count = 3
    word = np.sort(chance.choice(words, count, replace=False))
    return ActExample(
        token=token, kind=1 + token % 3, code=code, mode="visit", told=("190", None), status=2, certainty=1,
        polarity=0, published=token % 2 == 0, facts=chance.integers(0, 2, STANDING).astype(np.float32),
        pairs=Pairs(
            act=np.full(count, token), word=word, branch=chance.integers(0, 500, count),
            offset=chance.integers(0, 61, count), role=chance.integers(0, 10, count),
            back=chance.integers(0, 10, count),
            flags=chance.integers(0, 2, (count, FLAGS)).astype(np.float32),
        ),
        answers=chance.integers(0, 2, (count, len(PARTS))).astype(np.float32),
        counted=chance.integers(0, 2, (count, len(PARTS))).astype(np.float32),
    )  # fmt: skip


def _example(lengths: list[int], acts: list[int]) -> Example:
    """A text of windows of so many words, each of one subword but the last, which is of two."""
    windows, first = [], 0
    for words in lengths:
        ids = list(range(1000, 1000 + words + 1))
        windows.append(Window(0, first, first + words, ids, [1] * len(ids), list(range(words)), []))
        first += words
    rules = np.zeros((first, len(KINDS) + 1), np.float32)
    for token in acts:
        rules[token, 2], rules[token, -1] = 1, 0.75
    return Example(windows, rules, [_act(token, first) for token in acts])


@pytest.fixture
def examples() -> list[tuple[str, Example]]:
    return [("a", _example([4, 6], [1, 7])), ("b", _example([3], [])), ("c", _example([9], [0]))]


@pytest.fixture
def pack(examples: list[tuple[str, Example]]) -> Pack:
    return Pack.of(examples, CODES, MODES)


def test_a_batch_has_what_the_examples_have(pack: Pack, examples: list[tuple[str, Example]]) -> None:
    batch = pack.batch([2, 0], random.Random(1), 1.0)
    assert batch["ids"].shape == batch["shapes"].shape == batch["mask"].shape == (3, 12)
    assert batch["mask"].sum(1).tolist() == [12, 7, 9]
    assert batch["ids"][1, :7].tolist() == [CLS, 1000, 1001, 1002, 1003, 1004, SEP]
    assert batch["at"].tolist() == [*range(1, 10), *range(13, 17), *range(25, 31)]
    chosen = [examples[2][1], examples[0][1]]
    assert (batch["rules"] == np.concatenate([one.rules for one in chosen])).all()
    assert batch["act"].tolist() == [0, 9 + 1, 9 + 7]
    acts = [act for one in chosen for act in one.acts]
    assert batch["kind"].tolist() == [act.kind for act in acts]
    assert [batch["kinds"][word] for word in batch["act"]] == [act.kind for act in acts]
    assert (batch["kinds"] > 0).sum() == 3
    assert (batch["facts"] == np.stack([act.facts for act in acts])).all()
    assert batch["code"].tolist() == [1, 1, 1] and batch["told_code"].tolist() == [2, 2, 2]
    assert batch["published"].tolist() == [act.published for act in acts]
    begins = [0, 9, 9]
    assert batch["pair_word"].tolist() == [
        begin + word for begin, act in zip(begins, acts, strict=True) for word in act.pairs.word
    ]
    assert batch["of"].tolist() == [0] * 3 + [1] * 3 + [2] * 3
    assert batch["pair_act"].tolist() == batch["act"][batch["of"]].tolist()
    for name in ("branch", "offset", "role", "back", "flags"):
        assert (batch[name] == np.concatenate([getattr(act.pairs, name) for act in acts])).all()
    assert (batch["parts"] == np.concatenate([act.answers for act in acts])).all()
    assert (batch["counted"] == np.concatenate([act.counted for act in acts])).all()


def test_who_is_not_told_sees_nothing_of_the_rules(pack: Pack) -> None:
    batch, told = (pack.batch([0], random.Random(1), shown) for shown in (0.0, 1.0))
    assert not batch["rules"].any() and not batch["facts"].any()
    assert not batch["told_code"].any() and not batch["told_mode"].any()
    assert not batch["flags"][:, RULE_FLAGS].any() and told["flags"][:, RULE_FLAGS].any()
    others = [column for column in range(FLAGS) if column not in RULE_FLAGS]
    assert (batch["flags"][:, others] == told["flags"][:, others]).all()
    assert (batch["parts"] == told["parts"]).all()


def test_a_pack_comes_back_from_its_file(pack: Pack, tmp_path: Path) -> None:
    pack.save(tmp_path / "pack.npz")
    again = Pack.load(tmp_path / "pack.npz")
    assert (again.ids, again.codes, again.modes) == (["a", "b", "c"], CODES, MODES)
    first, second = (one.batch([0, 1, 2], random.Random(3), 0.5) for one in (pack, again))
    assert first.keys() == second.keys()
    assert all((first[name] == second[name]).all() for name in first)


def test_a_text_without_acts_makes_a_batch(pack: Pack) -> None:
    batch = pack.batch([1], random.Random(1), 1.0)
    assert batch["act"].size == batch["pair_act"].size == 0
    assert batch["flags"].shape == (0, FLAGS) and batch["parts"].shape == (0, len(PARTS))


def test_an_epoch_has_every_text_once(pack: Pack) -> None:
    batches = pack.batches([0, 2, 1], subwords=24, most=2, seed="1")
    assert sorted(text for batch in batches for text in batch) == [0, 1, 2]
    assert batches == pack.batches([0, 2, 1], subwords=24, most=2, seed="1")
    for batch in batches:
        assert len(batch) == 1 or pack.batch(batch, random.Random(1), 0)["ids"].size <= 24
    assert pack.without(["b"]) == [0, 2]


def test_teachers_answer_for_what_is_in_the_batch(pack: Pack, tmp_path: Path) -> None:
    sizes = {"kinds": 18, "standing": 12, "code": 3, "mode": 2, "parts": len(PARTS)}
    chance = np.random.default_rng(1)
    said = []
    for _ in range(2):
        arrays = {name: chance.random((pack.size(name), width)) for name, width in sizes.items()}
        for name, columns in (("kinds", slice(None)), ("code", slice(None)), ("mode", slice(None))):
            arrays[name][:, columns] /= arrays[name][:, columns].sum(1, keepdims=True)
        said.append(arrays | {"published": chance.random(pack.size("published"))})
    Answers.mean(said).save(tmp_path / "answers.npz")
    answers = Answers.load(tmp_path / "answers.npz", pack)
    batch = pack.batch([2, 0], random.Random(1), 1.0, answers)
    for name in sizes:
        rows = pack.rows(name, [2, 0])
        mean = (said[0][name][rows] + said[1][name][rows]) / 2
        if name != "standing":
            assert np.allclose(batch[f"taught_{name}"], mean, atol=0.02)
    assert np.allclose(batch["taught_standing"][:, 6:10].sum(1), 1, atol=1e-5)
    assert batch["taught_kinds"].shape == (19, 18) and batch["taught_published"].shape == (3,)


def test_answers_to_other_texts_are_refused(pack: Pack, tmp_path: Path) -> None:
    Answers.mean([{"kinds": np.full((pack.size("kinds") + 1, 18), 1 / 18)}]).save(tmp_path / "answers.npz")
    with pytest.raises(ValueError, match="other texts"):
        Answers.load(tmp_path / "answers.npz", pack)


def test_a_pack_without_acts_makes_batches_and_remembers_what_it_is_for(tmp_path: Path) -> None:
    Pack.of([("b", _example([3], []))], CODES, MODES, loose=True).save(tmp_path / "pack.npz")
    again = Pack.load(tmp_path / "pack.npz")
    assert again.loose
    assert again.batch([0], random.Random(1), 1.0)["parts"].shape == (0, len(PARTS))


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    def breaks_off() -> None:
        with whole(tmp_path / "a.npz") as new:
            new.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        breaks_off()
    assert not (tmp_path / "a.npz").exists()
    with whole(tmp_path / "a.npz") as new:
        new.write_text("all of it")
    assert (tmp_path / "a.npz").read_text() == "all of it"


def test_a_run_goes_through_the_others_first_and_then_mixes(pack: Pack, monkeypatch) -> None:
    monkeypatch.setattr(moves_plan, "GOLD_TEXTS", 1)
    monkeypatch.setattr(moves_plan, "TAUGHT_TEXTS", 1)
    others = Pack.of([(str(n), _example([4], [1])) for n in range(4)], CODES, MODES, loose=True)
    answers = Answers({})
    steps, first = moves_plan.plan(pack, others, answers, 1.5, 2)
    taught = [said is answers for _, _, said in steps]
    assert first == 6 and taught[:6] == [True] * 6
    assert taught[6:] == [False] * 3 + [True] + [False] * 3 + [True]  # two epochs of three annotated texts
    for epoch in (slice(6, 9), slice(10, 13)):
        assert sorted(text for _, batch, _ in steps[epoch] for text in batch) == [0, 1, 2]
    alone, first = moves_plan.plan(pack, Pack.of([], CODES, MODES), None, 1.5, 1)
    assert first == 0 and [one is pack for one, _, _ in alone] == [True] * 3
    assert moves_plan.plan(pack, others, answers, 0, 1)[1] == 0
    only, first = moves_plan.plan(pack, others, answers, 1.5, 0)
    assert first == len(only) == 6


def test_another_seed_is_another_order_of_the_same_texts(pack: Pack, monkeypatch) -> None:
    monkeypatch.setattr(moves_plan, "GOLD_TEXTS", 1)
    orders = {
        seed: [batch for _, batch, _ in moves_plan.gold_steps(pack, range(len(pack)), 4, seed)]
        for seed in (1, 2)
    }
    assert orders[1] != orders[2] and sorted(orders[1]) == sorted(orders[2])
