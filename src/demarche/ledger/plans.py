"""What became of an act that was spoken of ahead: its history and its state, as of a day.

The words of reports make every step but one: a plan lapses by the calendar, when its time
is over and no word of its outcome came within a time of grace. Nothing happens by the
calendar. Later word reopens a lapsed plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

import msgspec

from demarche.ledger.comparing_times import SLIP_DAYS, tells_of_end
from demarche.ledger.dated import Cluster, Dated
from demarche.ledger.decided import is_decided
from demarche.ledger.events import PAST, fold, known, sources_of
from demarche.ledger.moves import Expectation, expectation, moved
from demarche.ledger.sketch import sketch
from demarche.ledger.when import When, when
from demarche.records import Days, Plan, Step

# Days that word of an outcome may take after the last day expected, by how many days that
# expectation spans: a day or a week, a month, longer. Without any day, a plan lapses when
# nothing more was heard of it for half a year.
GRACE = ((8, 7), (31, 14), (10_000, 30))
SILENCE_DAYS = 180
EARLY_DAYS = 2  # an encounter that is told so much before its day has not come yet
APPOINTED = frozenset({"sign", "recognise", "ties"})  # kinds of act whose very purpose announces them
AWAITED = frozenset({"election", "referendum", "court", "launch"})  # modes of occasions that have a day
NARROW_DAYS = 10  # an expectation of so few days is taken at its word

STATE_OF_CERTAINTY = {"certain": "confirmed", "probable": "planned", "possible": "floated"}
IPTC = {"certain": "eos5", "probable": "eos4", "possible": "eos3", "unknown": "eos1"}
_SURENESS = ("unknown", "possible", "probable", "certain")
OPEN = frozenset({"floated", "planned", "confirmed", "moved"})


class _Course(msgspec.Struct):
    """A plan on its way through the reports."""

    state: str = ""
    sureness: str = "unknown"
    family: str = ""
    kind: str = ""
    announced: dt.date | None = None
    announced_by: str = ""
    expected: Expectation | None = None
    last_word: dt.date | None = None
    settled: dt.date | None = None
    settled_by: str | None = None
    history: list[Step] = []


def plan_of(cluster: Cluster, as_of: dt.date | None = None) -> Plan | None:
    """The plan of a cluster as of a day, None where nothing spoke of the act ahead of its time.

    Without a day, all reports count, and a plan lapses by the day of the last of them.
    """
    mentions = [one for one in known(cluster, as_of) if one.published is not None]
    course = _Course()
    for group in _reports(mentions):
        _hear(course, group)
    if course.announced is None:
        return None
    today = as_of or max(one.published for one in mentions if one.published)
    _let_lapse(course, today)
    event = fold(mentions)
    fields = {name: getattr(event, name) for name in event.__struct_fields__}
    expected = course.expected.when if course.expected else None
    code = "eos6" if course.state == "cancelled" else IPTC[course.sureness]
    return Plan(
        **fields,
        state=course.state,
        iptc=f"eocstat:{code}",
        announced=course.announced.isoformat(),
        expected=_days(course.expected) if expected and expected.firm else None,
        settled=course.settled.isoformat() if course.settled else None,
        settled_by=course.settled_by,
        history=tuple(course.history),
    )


def _reports(mentions: Sequence[Dated]) -> list[list[Dated]]:
    """The words of each report, day by day; of one day, the report that tells an outcome best comes first."""
    found: list[list[Dated]] = []
    for _, day in groupby(mentions, key=lambda one: one.published):
        groups = [list(group) for _, group in groupby(day, key=lambda one: one.mention.report)]
        known = bool(found)  # what is announced and done on one day is announced first
        found.extend(sorted(groups, key=_telling, reverse=known))
    return found


def _telling(group: Sequence[Dated]) -> tuple[int, int, float]:
    """How well a report tells an outcome: nothing for one that only looks ahead."""
    return max((_weight(one)[:3] for one in group if one.mention.status in PAST), default=(0, 0, 0.0))


def _hear(course: _Course, group: Sequence[Dated]) -> None:
    """One report's words, taken together: the outcome before the plan, the surest word first."""
    published = group[0].published
    assert published is not None
    ahead = [one for one in group if when(one.mention, published).ahead]
    past = [one for one in group if _is_told(one, course) and not _too_early(one, course)]
    if course.announced is not None and course.state in OPEN:
        _let_lapse(course, published)
    if past and course.announced is not None and not _before(past[0], course):
        _outcome(course, max(past, key=_weight))
        return
    hopeful = [one for one in ahead if one.mention.polarity == "positive" or _in_doubt(one)]
    if hopeful:
        _ahead(course, max(hopeful, key=_weight), hopeful)
    elif ahead and course.announced is not None and _calls_off(ahead[0]):
        _settle(course, ahead[0], "cancelled", published)


def _is_told(one: Dated, course: _Course) -> bool:
    """Whether a mention tells of what has come about, or of the decision in which the announced act consists.

    "Announces plans to impose *sanctions* … the decision to impose them": what was announced by others.
    """
    if one.mention.status in PAST:
        return not _is_heading(one)
    told = sketch(one)
    awaited = told.kind == course.kind and not told.when.firm
    return awaited and is_decided(one, told.kind, place=bool(told.spots))


def _is_heading(one: Dated) -> bool:
    """Whether a mention is what a heading begins with, which tells of nothing: "*Withdrawal* of troops"."""
    mention = one.mention
    begins = mention.trigger.start == mention.evidence.start and mention.trigger.text[:1].isupper()
    return begins and not mention.evidence.text.rstrip().endswith((".", "!", "?", '"', "”"))


def _in_doubt(one: Dated) -> bool:
    """Whether a report tells that a plan may yet be called off, and so that there is one.

    "May cancel his *visit*", "threatens to derail the *talks*".
    """
    open_ended = one.mention.certainty in ("possible", "unknown")
    return one.mention.polarity == "negative" and open_ended and tells_of_end(one)


def _calls_off(one: Dated) -> bool:
    """Whether a word against an act to come ends the plan: "will not meet", not "may not meet"."""
    mention = one.mention
    return mention.status == "threatened" or (
        mention.status == "planned" and mention.certainty in ("certain", "probable")
    )


def _too_early(one: Dated, course: _Course) -> bool:
    """Whether a report seems to tell of the outcome before the announced day, without naming a day.

    "Lands in Hanoi for the summit", on the day before it, is no word of the summit's outcome. A
    deed is done when it is told: "is sentenced to life" some days before the day that was set.
    """
    expected = course.expected.when if course.expected else None
    if course.expected is None or expected is None or course.expected.deadline or one.published is None:
        return False
    if not expected.firm or expected.length > NARROW_DAYS:
        return False
    firm = when(one.mention, one.published).firm
    _, last = sketch(one).stated
    running = last is not None and last > one.published.toordinal()  # "the outcome of this month's elections"
    if one.mention.type == "CONSULT" or running or one.mention.certainty != "certain":
        slip = EARLY_DAYS * min(firm, 1)
    else:
        slip = SLIP_DAYS if firm else 0 if one.mention.mode in AWAITED else EARLY_DAYS
    return (firm < 2 or running) and one.published.toordinal() < expected.first - slip


def _weight(one: Dated) -> tuple[int, int, float, str]:
    mention = one.mention
    firm = when(mention, one.published).firm
    return (_SURENESS.index(mention.certainty), firm, mention.confidence, mention.id)


def _before(one: Dated, course: _Course) -> bool:
    """Whether a mention tells of the time before the plan was announced."""
    days = when(one.mention, one.published)
    assert course.announced is not None
    return one.mention.report == course.announced_by or (
        days.firm > 0 and days.last < course.announced.toordinal() - 1
    )


def _ahead(course: _Course, best: Dated, words: Sequence[Dated]) -> None:
    """A word ahead of time: the plan is announced, gets surer or less sure, or moves."""
    if course.state == "happened" or (course.announced is None and _announces_nothing(best)):
        return
    published = best.published
    assert published is not None
    mention = best.mention
    state = "floated" if mention.status != "planned" else STATE_OF_CERTAINTY.get(mention.certainty, "planned")
    if _in_doubt(best):
        state = "planned"  # who may cancel it has planned it
    if (mention.certainty == "unknown" or _in_doubt(best)) and course.state in OPEN - {"moved"}:
        state = course.state  # words that leave it open ("for a summit") take nothing back
    change = None
    found = expectation(words)
    if course.expected is None or course.announced is None:
        course.announced, course.expected = published, found
        course.announced_by = mention.report
        course.family, course.kind = sketch(best).family, sketch(best).kind
    else:
        change = moved(course.expected, found) or None
        course.expected = course.expected.updated(found)
    if mention.certainty != "unknown":
        course.sureness = mention.certainty
    course.last_word = published
    course.settled = course.settled_by = None
    if change:
        state = "moved"
    _step(course, best, state, change)
    course.state = "moved" if course.state == "moved" and state in OPEN else state


def _announces_nothing(surest: Dated) -> bool:
    """Whether the surest word ahead leaves the act open and names no day: what something is for.

    "Opens an account to *fund* the army", "indicted for *genocide*": nobody announces an act there.
    Who "flies in to *join* the talks" does announce them, who comes "to *sign* the treaty" and who
    means "to *recognise* the republic" likewise: what is done once, at an appointed time.
    """
    mention = surest.mention
    open_ended = mention.status == "planned" and mention.certainty == "unknown"
    appointed = mention.type == "CONSULT" or mention.mode in AWAITED or sketch(surest).kind in APPOINTED
    return open_ended and not appointed and not when(mention, surest.published).firm


def _outcome(course: _Course, best: Dated) -> None:
    """A word of what came of it: it happened, elsewhere than expected perhaps, or did not."""
    if course.state == "happened":
        return
    published = best.published
    assert published is not None and course.expected is not None
    undone = best.mention.polarity == "negative" and not _without_result(course, best)
    if undone or _undoes(course, best):
        _settle(course, best, "cancelled", published)
        return
    change = moved(course.expected, expectation([best]))
    if change:
        _step(course, best, "moved", change)
    days = when(best.mention, published)
    day = dt.date.fromordinal(days.first) if days.firm and days.length <= 31 else published
    _settle(course, best, "happened", max(day, course.announced or day))


def _undoes(course: _Course, best: Dated) -> bool:
    """Whether an act of another kind calls the announced one off: who was to be killed is released."""
    ways = sketch(best).ends.get((course.family, course.kind), ())
    return bool(ways) and all(way.cancelled for way in ways)


def _without_result(course: _Course, best: Dated) -> bool:
    """Whether a meeting is told by what it did not bring: "the two *fail to agree*" have met."""
    return course.family == "CONSULT" and sketch(best).family == "AGREE"


def _settle(course: _Course, one: Dated, state: str, day: dt.date) -> None:
    if course.state == state:
        return
    course.state, course.settled, course.settled_by = state, day, one.mention.report
    _step(course, one, state, None)


def _step(course: _Course, one: Dated, state: str, change: dict[str, tuple[str, str]] | None) -> None:
    assert one.published is not None
    step = Step(
        one.published.isoformat(), state, one.mention.report, one.mention.evidence, sources_of(one), change
    )
    course.history.append(step)


def lapse_day(expected: When | None, last_word: dt.date) -> dt.date:
    """The day on which a plan lapses if nothing more is heard of it."""
    if expected is None or not expected.firm:
        return last_word + dt.timedelta(days=SILENCE_DAYS)
    grace = next((days for span, days in GRACE if expected.length <= span), GRACE[-1][1])
    last = dt.date.fromordinal(min(expected.last, dt.date.max.toordinal() - 400))
    return max(last, last_word) + dt.timedelta(days=grace)


def _let_lapse(course: _Course, today: dt.date) -> None:
    if course.state not in OPEN or course.last_word is None:
        return
    day = lapse_day(course.expected.when if course.expected else None, course.last_word)
    if day < today:
        course.state, course.settled, course.settled_by = "lapsed", day, None
        course.history.append(Step(day.isoformat(), "lapsed", None, None, ()))


def _days(expected: Expectation | None) -> Days:
    first, last = expected.stated if expected else (None, None)
    return Days(
        dt.date.fromordinal(first).isoformat() if first is not None else None,
        dt.date.fromordinal(last).isoformat() if last is not None else None,
    )
