"""Which things hang together, directly or through others (union-find)."""

from __future__ import annotations

from collections.abc import Iterable


class Unions:
    """Groups of numbers that grow together; each group is called by its smallest number."""

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self._above = {number: number for number in numbers}

    def home(self, number: int) -> int:
        """The smallest number of a number's group."""
        above = self._above
        above.setdefault(number, number)
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    def join(self, a: int, b: int) -> None:
        """Make the groups of two numbers one."""
        one, other = self.home(a), self.home(b)
        if one != other:
            self._above[max(one, other)] = min(one, other)

    def groups(self) -> list[list[int]]:
        """All groups, each sorted, in order of their smallest numbers."""
        found: dict[int, list[int]] = {}
        for number in sorted(self._above):
            found.setdefault(self.home(number), []).append(number)
        return list(found.values())
