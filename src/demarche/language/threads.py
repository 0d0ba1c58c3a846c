"""Keeps numpy's linear algebra to one thread while a text is read.

The learned heads multiply thousands of small matrices. The threads that OpenBLAS and its like start for
each wait for one another longer than they multiply, most of all where other work shares the processor.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import ParamSpec, TypeVar

from threadpoolctl import ThreadpoolController

P = ParamSpec("P")
T = TypeVar("T")


def one_thread(work: Callable[P, T]) -> Callable[P, T]:
    """``work``, during which linear algebra has one thread; what was allowed before is restored after it."""

    @wraps(work)
    def alone(*args: P.args, **kwargs: P.kwargs) -> T:
        with _libraries().limit(limits=1, user_api="blas"):
            return work(*args, **kwargs)

    return alone


@cache
def _libraries() -> ThreadpoolController:
    """The libraries loaded when it is first asked for; finding them takes milliseconds."""
    return ThreadpoolController()
