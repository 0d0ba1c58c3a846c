"""After reports came or went: links drawn to what is near, and the neighbourhoods folded anew.

Decides nothing: ``linking`` says what may link and what does, ``clusters`` what is one
act, ``events`` and ``plans`` what it comes to. Only the neighbourhoods that new links
touch are loaded, so that the cost of a report does not grow with the ledger.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from demarche.ledger.clusters import clusters
from demarche.ledger.completing import Completing, Known
from demarche.ledger.corrected import Standing, correct, regroup, rename
from demarche.ledger.corrections import standing
from demarche.ledger.dated import Cluster, Dated, Link, event_id, order
from demarche.ledger.event_rows import EVENT_TABLES, Folded, write_columns
from demarche.ledger.events import event_of
from demarche.ledger.known_names import completed
from demarche.ledger.linking import WINDOW_DAYS, keys, pair
from demarche.ledger.mention_rows import COLUMNS, mention_of
from demarche.ledger.plans import plan_of
from demarche.ledger.registries import Registries, key_number
from demarche.ledger.store import Store
from demarche.ledger.unions import Unions
from demarche.records import Mention, Report

KEPT = 10_000  # mentions kept in memory from one batch to the next
_CHOSEN = "IN (SELECT unnest(?::INTEGER[]))"


class Relinker:
    """Keeps the links and events of an open ledger in step with its mentions.

    Holds the mentions that it met last, with what the rules worked out of them. Call it
    within the transaction that wrote the mentions.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.registries = Registries(store)
        self.completing = Completing(store, self.registries)
        self._kept: dict[int, Dated] = {}

    def forget(self, numbers: Iterable[int] | None = None) -> None:
        """Let go of mentions that have changed, or of all after a transaction that failed."""
        if numbers is None:
            self._kept.clear()
            self.registries.forget()
            self.completing.forget()
        else:
            for number in numbers:
                self._kept.pop(number, None)

    def load(self, numbers: Iterable[int]) -> dict[int, Dated]:
        """Mentions by their numbers, their names completed."""
        wanted = set(numbers)
        found = {number: self._kept[number] for number in wanted & self._kept.keys()}
        missing = sorted(wanted - found.keys())
        if missing:
            found |= self._read(missing)
        self._kept.update(found)
        if len(self._kept) > 2 * KEPT:
            self._kept = dict(sorted(self._kept.items())[-KEPT:])
        return found

    def learn(self, known: Mapping[int, tuple[Mention, Report, str]]) -> None:
        """Keep mentions that were just written, with their reports and the first copies of those."""
        for number, (mention, report, first) in known.items():
            self._kept[number] = Dated(mention, report.published, report.publisher, first, report.outlets)

    def _read(self, numbers: Sequence[int]) -> dict[int, Dated]:
        """Mentions out of their table. Three plain look-ups: a join would unpack all texts."""
        store = self.store
        rows = store.rows(
            f"SELECT number, report, {', '.join(COLUMNS)} FROM mentions WHERE number {_CHOSEN}", [numbers]
        )
        reports = {
            row[0]: row[1:]
            for row in store.rows(
                "SELECT number, id, text, published, publisher, outlets, copy_of FROM reports "
                f"WHERE number {_CHOSEN}",
                [sorted({row[1] for row in rows})],
            )
        }
        firsts = {number: facts[0] for number, facts in reports.items()}
        beyond = sorted({facts[-1] for facts in reports.values()} - firsts.keys())
        firsts |= dict(store.rows(f"SELECT number, id FROM reports WHERE number {_CHOSEN}", [beyond]))
        found = {}
        for number, report, *row in rows:
            name, text, published, publisher, outlets, copy_of = reports[report]
            mention = mention_of(row, name, text)
            found[number] = Dated(mention, published, publisher, firsts[copy_of], tuple(outlets or ()))
        return found | self._completed(found, self.completing.of(found))

    def _completed(self, dated: Mapping[int, Dated], known: Mapping[int, Known]) -> dict[int, Dated]:
        return {number: completed(dated[number], names) for number, names in known.items() if number in dated}

    def removed(self, numbers: Sequence[int]) -> set[int]:
        """Take mentions out of links and events; returns those that were neighbours of theirs.

        Call it before their rows are deleted, and pass what it returns to ``update``.
        """
        left = self._neighbours(numbers) - set(numbers)
        self._unlink(numbers)
        self.completing.leave(numbers)
        self._unwrite(set(numbers))
        self.forget(numbers)
        return left

    def update(self, new: Sequence[int], touched: Iterable[int] = ()) -> int:
        """Link new mentions, and fold their neighbourhoods and those of others that were touched.

        Mentions in which a name is known otherwise than before, by what came or went, are
        linked anew as if they were new. Returns how many events were written.
        """
        self.completing.enter(self.load(new))
        renamed = self.complete()
        seeds = set(new) | set(touched)
        again = renamed - set(new)
        if again:
            seeds |= again | self._linked(again)  # a rejected one's links mark events corrected
            self._unlink(sorted(again))
        seeds |= self._link([*new, *sorted(again)])
        if not seeds:
            return 0
        stands = standing(self.store)
        numbers = self._closure(seeds, stands)
        dated = self.load(numbers)
        links = self._links(numbers)
        folded, homes = self._fold(dated, links, stands)
        self._unwrite(set(dated))
        self._write(folded, homes)
        return len(folded)

    def complete(self) -> set[int]:
        """Complete names by what came or went; returns the mentions that this changed."""
        known = self.completing.settle()
        self._kept.update(self._completed(self._kept, known))
        return set(known)

    def _unlink(self, numbers: Sequence[int]) -> None:
        self.store.delete("keys", "mention", numbers)
        self.store.delete("links", "a", numbers)
        self.store.delete("links", "b", numbers)

    def _link(self, new: Sequence[int]) -> set[int]:
        """Keys of new mentions, and links from them; returns the mentions that they link to."""
        if not new:
            return set()
        dated = self.load(new)
        rows = [
            (key_number(key), one.published.toordinal() if one.published else None, number)
            for number, one in dated.items()
            for key in sorted(keys(one))
        ]
        key, day, mention = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [])
        self.store.insert("keys", {"key": key, "day": day, "mention": mention})
        pairs = self._near(new, [one.published for one in dated.values()])
        dated = self.load({number for both in pairs for number in both})
        found: list[tuple[int, int, Link]] = []
        for a, b in pairs:
            one, other = sorted((dated[a], dated[b]), key=order)
            link = pair(one, other)
            if link is not None:
                found.append((a, b, link))
        self.store.insert(
            "links",
            {
                "a": [a for a, _, _ in found],
                "b": [b for _, b, _ in found],
                "score": [link.score for _, _, link in found],
                "reason": [link.reason for _, _, link in found],
            },
        )
        return {number for a, b, _ in found for number in (a, b)}

    def _near(self, new: Sequence[int], days: Sequence[dt.date | None]) -> list[tuple[int, int]]:
        """Pairs that share a key within the window. Undated mentions are near to all.

        The bounds on the day let the table's older and newer parts be passed over.
        """
        dated = [day.toordinal() for day in days if day is not None]
        first = min(dated, default=0) - WINDOW_DAYS
        last = max(dated, default=0) + WINDOW_DAYS
        bounds = "near.day IS NULL" if dated else "true"
        if None in days:
            bounds = "true"
        query = """
            WITH mine AS (SELECT * FROM keys WHERE mention IN (SELECT unnest($new::INTEGER[]))),
            near AS (SELECT * FROM keys AS near WHERE near.day BETWEEN $first AND $last
                     UNION ALL SELECT * FROM keys AS near WHERE {bounds} AND (near.day IS NULL
                     OR near.day NOT BETWEEN $first AND $last))
            SELECT DISTINCT least(mine.mention, near.mention), greatest(mine.mention, near.mention)
            FROM mine JOIN near ON near.key = mine.key AND near.mention != mine.mention
            AND (near.day IS NULL OR mine.day IS NULL OR abs(near.day - mine.day) <= $window)
            """
        values = {"new": list(new), "first": first, "last": last, "window": WINDOW_DAYS}
        return [(a, b) for a, b in self.store.rows(query.format(bounds=bounds), values)]

    def _neighbours(self, numbers: Iterable[int]) -> set[int]:
        """All mentions of the neighbourhoods that these lie in."""
        return self._numbers(
            "SELECT mention FROM event_mentions WHERE neighbourhood IN (SELECT neighbourhood FROM "
            "event_mentions WHERE mention IN (SELECT unnest(?::INTEGER[])))",
            numbers,
        )

    def _closure(self, seeds: set[int], stands: Standing) -> set[int]:
        """The mentions of all neighbourhoods that are to be folded, merged ones together."""
        found = seeds | self._neighbours(seeds)
        # a mention that comes back from being rejected has links, but no neighbourhood
        while joined := (self._linked(found - stands.rejected) | self._merged(found, stands)) - found:
            found |= joined | self._neighbours(joined)
        return found

    def _merged(self, numbers: set[int], stands: Standing) -> set[int]:
        return {number for merge in stands.merges if numbers & set(merge) for number in merge}

    def _linked(self, numbers: set[int]) -> set[int]:
        return self._numbers(
            "WITH mine AS (SELECT unnest(?::INTEGER[]) AS number) "
            "SELECT b FROM links JOIN mine ON a = number UNION SELECT a FROM links JOIN mine ON b = number",
            numbers,
        )

    def _numbers(self, query: str, numbers: Iterable[int]) -> set[int]:
        """The mentions that a query about these gives."""
        return {number for (number,) in self.store.rows(query, [sorted(numbers)])}

    def _links(self, numbers: set[int]) -> list[tuple[int, int, float, str]]:
        rows = self.store.rows(
            "SELECT a, b, score, reason FROM links WHERE a IN (SELECT unnest(?::INTEGER[]))",
            [sorted(numbers)],
        )
        return [(a, b, round(score, 3), reason) for a, b, score, reason in rows if b in numbers]

    def _fold(
        self, dated: dict[int, Dated], links: Sequence[tuple[int, int, float, str]], stands: Standing
    ) -> tuple[list[Folded], dict[int, int]]:
        """The events of some neighbourhoods, and for each mention its neighbourhood's number."""
        kept = {number: one for number, one in dated.items() if number not in stands.rejected}
        unions = Unions(kept)
        near: dict[int, list[Link]] = {}
        for a, b, _, _ in links:
            if a in kept and b in kept:
                unions.join(a, b)
        for merge in stands.merges:
            present = [number for number in merge if number in kept]
            for number in present[1:]:
                unions.join(present[0], number)
        for a, b, score, reason in links:
            if a in kept and b in kept:
                first, second = sorted((kept[a].mention.id, kept[b].mention.id))
                near.setdefault(unions.home(a), []).append(Link(first, second, score, reason))
        folded: list[Folded] = []
        homes: dict[int, int] = {}
        for group in unions.groups():
            home = group[0]
            homes.update(dict.fromkeys(group, home))
            numbers = {kept[number].mention.id: number for number in group}
            found = clusters([kept[number] for number in group], near.get(home, ()))
            found, moved = regroup(found, numbers, stands)
            rejected = self._rejected_by(stands, group, links)
            for cluster in found:
                folded.append(_folded(cluster, numbers, stands, moved, rejected))
        return folded, homes

    def fold_as_of(self, members: Mapping[int, Sequence[int]], as_of: dt.date) -> list[Folded]:
        """Events as they were known on a day, from their mentions' numbers in order.

        The number of each is that of the event as all time has it, below zero.
        """
        stands = standing(self.store)
        dated = self.load(number for numbers in members.values() for number in numbers)
        found = []
        for event, numbers in members.items():
            known = [n for n in numbers if (day := dated[n].published) is not None and day <= as_of]
            if not known:
                continue
            mentions = tuple(dated[number] for number in known)
            cluster = Cluster(event_id(mentions[0]), mentions, ())
            by_name = {dated[number].mention.id: number for number in known}
            folded = _folded(cluster, by_name, stands, set(), set())
            found.append(msgspec.structs.replace(folded, number=-event))
        return found

    def _rejected_by(
        self, stands: Standing, group: Sequence[int], links: Sequence[tuple[int, int, float, str]]
    ) -> set[int]:
        """The mentions of a group that a rejected mention was linked to."""
        members = set(group)
        return {
            inner
            for a, b, _, _ in links
            for inner, outer in ((a, b), (b, a))
            if inner in members and outer in stands.rejected
        }

    def _unwrite(self, mentions: set[int]) -> None:
        """Take out the events of these mentions; their neighbours are written anew with them."""
        gone = self.store.rows(
            "SELECT DISTINCT event FROM event_mentions WHERE mention IN (SELECT unnest(?::INTEGER[]))",
            [sorted(mentions)],
        )
        events = [number for (number,) in gone]
        for table in EVENT_TABLES:
            self.store.delete(table, "number" if table == "events" else "event", events)
        self.store.delete("event_mentions", "mention", sorted(mentions))

    def _write(self, folded: Sequence[Folded], homes: dict[int, int]) -> None:
        for table, columns in write_columns(folded, self.registries).items():
            self.store.insert(table, columns)
        rows = [
            (number, one.number, homes[number], rank)
            for one in folded
            for rank, number in enumerate(one.members)
        ]
        if rows:
            mention, event, neighbourhood, rank = (list(column) for column in zip(*rows, strict=True))
            self.store.insert(
                "event_mentions",
                {"mention": mention, "event": event, "neighbourhood": neighbourhood, "rank": rank},
            )


def _folded(
    cluster: Cluster, numbers: dict[str, int], stands: Standing, moved: set[str], rejected: set[int]
) -> Folded:
    """One cluster's event and plan, with what people put right."""
    members = tuple(numbers[dated.mention.id] for dated in cluster.mentions)
    plain = cluster.mentions
    mentions = tuple(rename(dated, stands.renames) for dated in plain)
    renamed = any(one is not other for one, other in zip(mentions, plain, strict=True))
    shown = Cluster(cluster.id, mentions, cluster.links)
    event = event_of(shown)
    assert event is not None
    plan = plan_of(shown, dt.date.max)
    sets = [(field, value) for number, field, value in stands.sets if number in members]
    if sets or renamed or rejected & set(members) or any(dated.mention.id in moved for dated in plain):
        event = correct(msgspec.structs.replace(event, corrected=True), sets)
        plan = correct(msgspec.structs.replace(plan, corrected=True), sets) if plan else None
    return Folded(members[0], members, shown, event, plan)
