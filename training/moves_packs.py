"""Texts for the learned heads as flat arrays: small in a file, and quick to make batches of.

What ``moves_examples.py`` makes of readings is laid end to end here, so that it can be kept, and be
carried to a machine with a graphics processor that knows nothing of reading.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from demarche.language.network import CLS, SEP
from demarche.reading.learned_features import FLAGS, KINDS, PARTS, RULE_FLAGS, STANDING

if TYPE_CHECKING:
    from training.moves_examples import ActExample, Example

Arrays = dict[str, np.ndarray]
STANDINGS = {"status": slice(0, 6), "certainty": slice(6, 10), "polarity": slice(10, 12)}  # columns
_ALL = slice(None)
_WHOLE = {  # columns that sum to one
    "kinds": (_ALL,), "code": (_ALL,), "mode": (_ALL,), "standing": tuple(STANDINGS.values()),
}  # fmt: skip
SPREAD = 2_000  # texts that are sorted by length together
# How many of what each text, window and act has; the other arrays lie end to end.
_COUNTS = ("windows", "words", "rules", "acts", "subwords", "starts", "pairs")
_CODED = ("code", "mode", "told_code", "told_mode")
_OF_PAIRS = ("branch", "offset", "role", "back")


class Answers:
    """What teachers say of all words, acts and pairs of a pack, as probabilities kept in bytes.

    arrays: by the names of ``moves_losses.probabilities``, in the order of the pack.
    """

    SHARES = 255

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

    @classmethod
    def mean(cls, teachers: Iterable[Arrays]) -> Answers:
        """The mean of what several say."""
        total: Arrays = {}
        count = 0
        for answers in teachers:
            count += 1
            for name, value in answers.items():
                total[name] = total.get(name, np.float32(0)) + value.astype(np.float32)
        bytes_of = {name: np.rint(value / count * cls.SHARES) for name, value in total.items()}
        return cls({name: value.astype(np.uint8) for name, value in bytes_of.items()})

    def save(self, path: Path) -> None:
        """Write them to one compressed file."""
        with whole(path) as new:
            np.savez_compressed(new, **self._arrays)

    @classmethod
    def load(cls, path: Path, pack: Pack) -> Answers:
        """Read what ``save`` wrote; ValueError where it is of another pack."""
        with np.load(path) as found:
            arrays = {name: found[name] for name in found.files}
        if any(len(value) != pack.size(name) for name, value in arrays.items()):
            raise ValueError(f"{path}: these are answers to other texts")
        return cls(arrays)

    def __iter__(self) -> Iterator[str]:
        """What was asked."""
        return iter(self._arrays)

    def of(self, name: str, rows: np.ndarray) -> np.ndarray:
        """The answers of a kind for some of the pack's words, acts or pairs."""
        found = self._arrays[name][rows].astype(np.float32) / self.SHARES
        for columns in _WHOLE.get(name, ()):
            found[:, columns] /= np.maximum(found[:, columns].sum(1, keepdims=True), 1e-6)
        return found


class Pack:
    """Texts end to end; ``first[name]`` tells where each owner's share of an array begins.

    ``codes`` and ``modes``: those that the heads tell apart, the first standing for all others. ``loose``:
    the acts are questions to teachers, many of them none.
    """

    def __init__(
        self, ids: Sequence[str], codes: Sequence[str], modes: Sequence[str], arrays: Arrays,
        *, loose: bool = False,
    ) -> None:  # fmt: skip
        self.ids, self.codes, self.modes, self.arrays = list(ids), list(codes), list(modes), arrays
        self.loose = loose
        self.first = {
            name: np.concatenate([[0], np.cumsum(arrays[f"n_{name}"], dtype=np.int64)]) for name in _COUNTS
        }

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def of(
        cls, examples: Iterable[tuple[str, Example]], codes: Sequence[str], modes: Sequence[str],
        *, loose: bool = False,
    ) -> Pack:  # fmt: skip
        """Lay examples end to end, each with the id of its report."""
        numbers = {
            part: {name: number for number, name in enumerate(names)}
            for part, names in (("code", codes), ("mode", modes))
        }
        ids: list[str] = []
        found: dict[str, list[np.ndarray]] = {}

        def add(dtype: type, /, **values: object) -> None:
            for name, value in values.items():
                found.setdefault(name, []).append(np.atleast_1d(np.asarray(value)).astype(dtype))

        for name, example in examples:
            ids.append(name)
            tokens, kinds = np.nonzero(example.rules[:, : len(KINDS)])
            add(np.int32, n_windows=len(example.windows), n_words=example.words)
            add(np.int32, n_rules=len(tokens), n_acts=len(example.acts))
            add(np.uint16, rule_token=tokens, rule_kind=kinds)
            add(np.float16, rule_confidence=example.rules[tokens, -1])
            for window in example.windows:
                add(np.int32, n_subwords=len(window.ids), n_starts=len(window.starts))
                add(np.uint16, ids=window.ids, shapes=window.shapes, starts=window.starts)
            for act in example.acts:
                _lay(act, numbers, add)
        arrays = {name: np.concatenate(values) for name, values in found.items()}
        for name in _NAMES:
            arrays.setdefault(name, np.zeros(0, np.uint8))
        return cls(ids, codes, modes, arrays, loose=loose)

    def save(self, path: Path) -> None:
        """Write the pack to one compressed file."""
        about = {"report_ids": self.ids, "codes": self.codes, "modes": self.modes, "loose": self.loose}
        with whole(path) as new:
            np.savez_compressed(new, **about, **self.arrays)

    @classmethod
    def load(cls, path: Path) -> Pack:
        """Read a pack that ``save`` wrote."""
        with np.load(path) as found:
            arrays = {name: found[name] for name in found.files}
        ids, codes, modes, loose = (
            arrays.pop(name).tolist() for name in ("report_ids", "codes", "modes", "loose")
        )
        return cls(ids, codes, modes, arrays, loose=loose)

    def rows(self, answer: str, texts: Sequence[int]) -> np.ndarray:
        """The numbers, in the whole pack, of what has an answer of a kind ("kinds", "parts", …) in texts."""
        if answer == "kinds":
            return _ranges(self.first["words"], texts)
        acts = _ranges(self.first["acts"], texts)
        return _ranges(self.first["pairs"], acts) if answer == "parts" else acts

    def size(self, answer: str) -> int:
        """How many have such an answer in all."""
        return int(self.first[{"kinds": "words", "parts": "pairs"}.get(answer, "acts")][-1])

    def without(self, left_out: Iterable[str]) -> list[int]:
        """The numbers of all texts but those with these ids."""
        out = set(left_out)
        return [number for number, name in enumerate(self.ids) if name not in out]

    def batches(self, texts: Sequence[int], subwords: int, most: int, seed: str) -> list[list[int]]:
        """One epoch's batches of texts of like length, up to ``subwords`` when padded, ``most`` texts."""
        chance = random.Random(seed)
        order = list(texts)
        chance.shuffle(order)
        longest = [int(self._lengths(text).max(initial=0)) + 2 for text in range(len(self))]
        found: list[list[int]] = []
        for begin in range(0, len(order), SPREAD):
            batch: list[int] = []
            width = windows = 0
            for text in sorted(order[begin : begin + SPREAD], key=lambda text: (longest[text], text)):
                more = int(self.arrays["n_windows"][text])
                if batch and (max(width, longest[text]) * (windows + more) > subwords or len(batch) >= most):
                    found.append(batch)
                    batch, width, windows = [], 0, 0
                batch.append(text)
                width, windows = max(width, longest[text]), windows + more
            found.append(batch)
        chance.shuffle(found)
        return [batch for batch in found if batch]

    def batch(
        self, texts: Sequence[int], chance: random.Random, shown: float, answers: Answers | None = None
    ) -> Arrays:
        """Some texts as the network takes them; ``shown`` of them are told what the rules read.

        ids, shapes, mask: [B, T]; at: [N], each word's first subword among all B × T; rules [N, KINDS + 1]
        and kinds [N] of words; per act its word (``act``) and answers; per pair the rows of act and word,
        its features and answers. With ``answers`` the teachers' as ``taught_…``.
        """
        told = np.array([chance.random() < shown for _ in texts])
        found = self._windows(texts)
        begins = np.concatenate([[0], np.cumsum(self.arrays["n_words"][texts])])
        found["rules"] = np.zeros((begins[-1], len(KINDS) + 1), np.float32)
        found["kinds"] = np.zeros(begins[-1], np.int64)
        for begin, text, tell in zip(begins, texts, told, strict=False):
            if tell:
                rows = slice(*self.first["rules"][text : text + 2])
                tokens = begin + self.arrays["rule_token"][rows]
                found["rules"][tokens, self.arrays["rule_kind"][rows]] = 1
                found["rules"][tokens, -1] = self.arrays["rule_confidence"][rows]
        acts = _ranges(self.first["acts"], texts)
        own = np.repeat(np.arange(len(texts)), self.arrays["n_acts"][texts])
        found["act"] = begins[own] + self.arrays["token"][acts]
        found["kinds"][found["act"]] = self.arrays["kind"][acts]
        self._acts(found, acts, told[own])
        pairs = _ranges(self.first["pairs"], acts)
        act = np.repeat(np.arange(len(acts)), self.arrays["n_pairs"][acts])
        self._pairs(found, pairs, act, begins[own], told[own])
        for name in answers or ():
            found[f"taught_{name}"] = answers.of(name, self.rows(name, texts))
        return found

    def _lengths(self, text: int) -> np.ndarray:
        return self.arrays["n_subwords"][slice(*self.first["windows"][text : text + 2])]

    def _windows(self, texts: Sequence[int]) -> Arrays:
        windows = _ranges(self.first["windows"], texts)
        width = int(self.arrays["n_subwords"][windows].max()) + 2
        ids = np.zeros((len(windows), width), np.int64)
        shapes, mask, at = np.zeros_like(ids), np.zeros(ids.shape, bool), []
        for row, window in enumerate(windows):
            here = slice(*self.first["subwords"][window : window + 2])
            size = here.stop - here.start
            ids[row, 0], ids[row, 1 : size + 1], ids[row, size + 1] = CLS, self.arrays["ids"][here], SEP
            shapes[row, 1 : size + 1] = self.arrays["shapes"][here]
            mask[row, : size + 2] = True
            starts = self.arrays["starts"][slice(*self.first["starts"][window : window + 2])]
            at.append(row * width + 1 + starts.astype(np.int64))
        return {"ids": ids, "shapes": shapes, "mask": mask, "at": np.concatenate(at)}

    def _acts(self, found: Arrays, acts: np.ndarray, told: np.ndarray) -> None:
        arrays = self.arrays
        found["kind"] = arrays["kind"][acts].astype(np.int64)
        facts = np.unpackbits(arrays["facts"].reshape(-1, -(-STANDING // 8))[acts], axis=1)
        found["facts"] = facts[:, :STANDING].astype(np.float32) * told[:, None]
        for name in (*STANDINGS, *_CODED):
            found[name] = arrays[name][acts].astype(np.int64)
        for name in ("told_code", "told_mode"):
            found[name] *= told
        found["published"] = arrays["published"][acts].astype(np.float32)

    def _pairs(
        self, found: Arrays, pairs: np.ndarray, act: np.ndarray, begins: np.ndarray, told: np.ndarray
    ) -> None:
        arrays = self.arrays
        flags = np.unpackbits(arrays["flags"].reshape(-1, FLAGS // 8)[pairs], axis=1).astype(np.float32)
        flags[np.ix_(~told[act], RULE_FLAGS)] = 0
        found |= {"of": act, "pair_act": found["act"][act], "pair_word": begins[act] + arrays["word"][pairs]}
        found |= {"pair_kind": found["kind"][act], "flags": flags}
        found |= {name: arrays[name][pairs].astype(np.int64) for name in _OF_PAIRS}
        for name in ("parts", "counted"):
            bits = np.unpackbits(arrays[name][pairs][:, None], axis=1)
            found[name] = bits[:, : len(PARTS)].astype(np.float32)


_NAMES = (
    *(f"n_{name}" for name in _COUNTS), "rule_token", "rule_kind", "rule_confidence",
    "ids", "shapes", "starts", "token", "kind", *_CODED, *STANDINGS, "published", "facts",
    "word", *_OF_PAIRS, "flags", "parts", "counted",
)  # fmt: skip


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Where to write what becomes ``path`` once it is all there: a run that is killed leaves no stump."""
    new = path.with_name(f"new-{path.name}")
    yield new
    new.replace(path)


class _Add(Protocol):
    def __call__(self, dtype: type, /, **values: object) -> None: ...


def _lay(act: ActExample, numbers: Mapping[str, Mapping[str, int]], add: _Add) -> None:
    """Lay one act behind the others; what is yes or no takes a bit."""
    code, mode = act.told
    add(np.int32, n_pairs=len(act.pairs.word))
    add(
        np.uint16,
        token=act.token, kind=act.kind, published=act.published,
        status=act.status, certainty=act.certainty, polarity=act.polarity,
        code=numbers["code"].get(act.code or "", 0), mode=numbers["mode"].get(act.mode or "", 0),
        told_code=numbers["code"].get(code or "", 0), told_mode=numbers["mode"].get(mode or "", 0),
        word=act.pairs.word, **{name: getattr(act.pairs, name) for name in _OF_PAIRS},
    )  # fmt: skip
    add(
        np.uint8,
        facts=np.packbits(act.facts > 0),
        flags=np.packbits(act.pairs.flags > 0, axis=1).ravel(),
        parts=np.packbits(act.answers > 0, axis=1).ravel(),
        counted=np.packbits(act.counted > 0, axis=1).ravel(),
    )


def _ranges(first: np.ndarray, owners: Sequence[int] | np.ndarray) -> np.ndarray:
    """The numbers of all that some owners have, one owner after the other."""
    found = [np.arange(first[owner], first[owner + 1]) for owner in owners]
    return np.concatenate(found) if found else np.zeros(0, np.int64)
