"""Linear algebra has one thread while texts are read, and what it had before and after."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np  # noqa: F401  loads the library that is limited
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from demarche.language.threads import one_thread
from demarche.reading.reader import Reader


def allowed() -> list[int]:
    return [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]


@pytest.fixture(autouse=True)
def three() -> Iterator[None]:
    with threadpool_limits(limits=3, user_api="blas"):
        if 3 not in allowed():
            pytest.skip("this numpy's linear algebra cannot be told how many threads to use")
        yield


def test_one_thread_while_working_and_what_was_allowed_after_it() -> None:
    assert set(one_thread(allowed)()) == {1}
    assert 3 in allowed()


def test_what_was_allowed_is_restored_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError):
        one_thread(lambda: 1 // 0)()
    assert 3 in allowed()


def test_a_reader_limits_and_restores() -> None:
    reader = Reader()
    seen: list[int] = []
    found = reader.model.network.encode

    def encode(*args: object) -> object:
        seen.extend(allowed())
        return found(*args)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader.model.network, "encode", encode)
        reader.read("Fiji recalled its envoy.", published="2024-03-05")
    assert set(seen) == {1}
    assert 3 in allowed()
