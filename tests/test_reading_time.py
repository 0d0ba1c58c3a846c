"""Time expressions read in whole sentences, most of them without a tree to lean on."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from demarche.language.tree import Tree
from demarche.reading.time import times
from demarche.records import Analysis, EntityMention, Report, Sentence, TimeExpression, Token

MONDAY = dt.date(2023, 9, 4)


def flat(text: str, *, entities: tuple[EntityMention, ...] = ()) -> Tree:
    """Words and sentences of a text with no grammar: what a failed parse would give."""
    tokens: list[Token] = []
    sentences = []
    for piece in re.finditer(r"[^.!?\n]+[.!?]*", text):
        first = len(tokens)
        for word in re.finditer(r"\w+|[^\w\s]", piece.group()):
            start = piece.start() + word.start()
            head = -1 if len(tokens) == first else first
            tokens.append(
                Token(
                    start, start + len(word.group()), word.group(), word.group().lower(), "X", "", head, "dep"
                )
            )
        if len(tokens) > first:
            sentences.append(Sentence(piece.start(), piece.end(), first, len(tokens)))
    return Tree(Analysis(text, tuple(sentences), tuple(tokens), entities, ()))


def read(text: str, published: dt.date | None = MONDAY, **options: bool) -> tuple[TimeExpression, ...]:
    return times(Report(id="r", text=text, published=published), flat(text), **options)


def only(text: str, published: dt.date | None = MONDAY, **options: bool) -> TimeExpression:
    found = read(text, published, **options)
    assert len(found) == 1, [expression.text for expression in found]
    return found[0]


def test_the_same_month_a_year_before_counts_from_the_month_told():
    told = read("Sales fell in February compared with the same month last year.")
    assert [(time.text, time.value) for time in told] == [
        ("February", "2023-02"), ("the same month last year", "2022-02"),
    ]  # fmt: skip


def test_a_morning_told_of_is_of_the_day_told_before():
    told = read("Guards shot at the crowd on 2 September and hid in the morning.")
    assert [time.value for time in told] == ["2023-09-02", "2023-09-02TMO"]


def test_names_of_days_of_the_past_are_no_days():
    assert not read("Brokers recall Black Monday.")


@pytest.mark.parametrize(
    ("text", "words", "value", "begin", "finish"),
    [
        ("It opens on Sept. 9, 2023.", "Sept. 9, 2023", "2023-09-09", "2023-09-09", "2023-09-09"),
        ("It opens on 9 September.", "9 September", "2023-09-09", "2023-09-09", "2023-09-09"),
        ("It opened 2023-09-01.", "2023-09-01", "2023-09-01", "2023-09-01", "2023-09-01"),
        ("After 9/13/2001 it closed.", "9/13/2001", "2001-09-13", "2001-09-13", "2001-09-13"),
        ("Signed on the 9th of September.", "the 9th of September", "2023-09-09", "2023-09-09", "2023-09-09"),
        (
            "Talks on Wednesday, Sept. 13, in Oslo",
            "Wednesday, Sept. 13",
            "2023-09-13",
            "2023-09-13",
            "2023-09-13",
        ),
        ("They left last Tuesday.", "last Tuesday", "2023-08-29", "2023-08-29", "2023-08-29"),
        ("They meet next Tuesday.", "next Tuesday", "2023-09-12", "2023-09-12", "2023-09-12"),
        ("They meet next week.", "next week", "2023-W37", "2023-09-11", "2023-09-17"),
        ("Set for this weekend.", "this weekend", "2023-W36-WE", "2023-09-09", "2023-09-10"),
        ("Set for later this month.", "later this month", "2023-09", "2023-09-04", "2023-09-30"),
        ("It fell earlier this year.", "earlier this year", "2023", "2023-01-01", "2023-09-04"),
        ("In late August they left.", "late August", "2023-08", "2023-08-21", "2023-08-31"),
        ("They met in the last days of August.", "the last days of August", "2023-08", "2023-08-21",
         "2023-08-31"),
        ("It began in the first weeks of March 2021.", "the first weeks of March 2021", "2021-03",
         "2021-03-01", "2021-03-10"),
        ("By mid-July it was over.", "mid-July", "2023-07", "2023-07-11", "2023-07-20"),
        ("Before the end of the year.", "the end of the year", "2023", "2023-09-01", "2023-12-31"),
        ("Expected in early 2024.", "early 2024", "2024", "2024-01-01", "2024-04-30"),
        ("In spring 2022 it began.", "spring 2022", "2022-SP", "2022-03-01", "2022-05-31"),
        ("Since the 1990s.", "the 1990s", "199", "1990-01-01", "1999-12-31"),
        ("In the early 2000s.", "the early 2000s", "200", "2000-01-01", "2003-12-31"),
        ("In the 19th century.", "the 19th century", "18", "1800-01-01", "1899-12-31"),
        ("It lost money in the last quarter of 2021.", "the last quarter of 2021", "2021-Q4",
         "2021-10-01", "2021-12-31"),
        ("Due in the second half of the year.", "the second half of the year", "2023-H2",
         "2023-07-01", "2023-12-31"),
        ("It posted third-quarter profit.", "third-quarter", "2023-Q3", "2023-07-01", "2023-09-30"),
        ("Due this financial year.", "this financial year", "2023", "2023-01-01", "2023-12-31"),
        ("Rain fell in recent months.", "recent months", "PAST_REF", None, None),
        ("It will shrink for the first time in 60 years.", "60 years", "P60Y", None, None),
        ("It began a year ago.", "a year ago", "2022-09", "2022-09-01", "2022-09-30"),
        ("It began two weeks ago.", "two weeks ago", "2023-W34", "2023-08-21", "2023-08-27"),
        ("It began three days ago.", "three days ago", "2023-09-01", "2023-09-01", "2023-09-01"),
        ("It grew over the past decade.", "the past decade", "P1DE", "2013-09-04", "2023-09-04"),
        ("It grew over the last two weeks.", "the last two weeks", "P2W", "2023-08-21", "2023-09-04"),
        (
            "The third quarter of 2023 was weak.",
            "The third quarter of 2023",
            "2023-Q3",
            "2023-07-01",
            "2023-09-30",
        ),
        ("Profits in Q3 2023 fell.", "Q3 2023", "2023-Q3", "2023-07-01", "2023-09-30"),
        ("Two days before Christmas.", "Two days before Christmas", "2023-12-23", "2023-12-23", "2023-12-23"),
        (
            "They fasted during Ramadan 2023.",
            "Ramadan 2023",
            "2023-03-23/2023-04-21",
            "2023-03-23",
            "2023-04-21",
        ),
        ("He left on Easter Monday 2024.", "Easter Monday 2024", "2024-04-01", "2024-04-01", "2024-04-01"),
        ("It closes at year-end.", "year-end", "2023", "2023-09-01", "2023-12-31"),
        (
            "The last two weeks of August 2022",
            "The last two weeks of August 2022",
            "P2W",
            "2022-08-18",
            "2022-08-31",
        ),
    ],
)
def test_an_expression_covers_its_days(text: str, words: str, value: str, begin: str, finish: str) -> None:
    expression = only(text)
    assert (expression.text, expression.value) == (words, value)
    assert (expression.begin, expression.finish) == (begin, finish)


@pytest.mark.parametrize(
    ("text", "words", "value", "begin", "finish"),
    [
        ("On September 10 to 13.", "September 10 to 13", "2023-09-10/2023-09-13", "2023-09-10", "2023-09-13"),
        ("Held 10-13 September.", "10-13 September", "2023-09-10/2023-09-13", "2023-09-10", "2023-09-13"),
        ("From 2019 to 2021 he led.", "From 2019 to 2021", "2019/2021", "2019-01-01", "2021-12-31"),
        ("The war of 1939–45.", "1939–45", "1939/1945", "1939-01-01", "1945-12-31"),
        ("Between Friday and Sunday", "Between Friday and Sunday", "2023-09-01/2023-09-03", "2023-09-01",
         "2023-09-03"),
        ("May 30–June 2, 2022", "May 30–June 2, 2022", "2022-05-30/2022-06-02", "2022-05-30", "2022-06-02"),
        ("December 2021 to March 2022", "December 2021 to March 2022", "2021-12/2022-03", "2021-12-01",
         "2022-03-31"),
        ("from the 3rd to the 9th of May", "from the 3rd to the 9th of May", "2023-05-03/2023-05-09",
         "2023-05-03", "2023-05-09"),
    ],
)  # fmt: skip
def test_a_range_is_one_expression(text: str, words: str, value: str, begin: str, finish: str) -> None:
    expression = only(text)
    assert (expression.text, expression.value) == (words, value)
    assert (expression.begin, expression.finish) == (begin, finish)


def test_a_move_from_one_day_to_another_is_two_days() -> None:
    assert [e.text for e in read("The summit was postponed from Monday to Friday.")] == ["Monday", "Friday"]


def test_days_listed_in_one_month_are_days_each() -> None:
    found = read("They met on 5 and 6 October 2022, and on May 3 and 9 in Rome.")
    assert [e.value for e in found] == ["2022-10-05", "2022-10-06", "2022-05-03", "2022-05-09"]


@pytest.mark.parametrize(
    ("text", "value", "begin"),
    [
        ("It starts at 10 a.m. on Sept. 10, 2023.", "2023-09-10T10:00", "2023-09-10T10:00"),
        ("It starts on Sept. 10, 2023 at 1830 UTC.", "2023-09-10T18:30Z", "2023-09-10T18:30"),
        ("It starts on Sept. 10, 2023 at 18:30 UTC.", "2023-09-10T18:30Z", "2023-09-10T18:30"),
        ("It starts on Sept. 10, 2023, at noon.", "2023-09-10T12:00", "2023-09-10T12:00"),
        ("They spoke on Monday night.", "2023-09-04TNI", "2023-09-04"),
        ("They speak tonight.", "2023-09-04TNI", "2023-09-04"),
        ("On the night of April 18, 1775.", "1775-04-18TNI", "1775-04-18"),
    ],
)
def test_a_time_of_day_is_a_time(text: str, value: str, begin: str) -> None:
    expression = only(text)
    assert (expression.type, expression.value, expression.begin) == ("TIME", value, begin)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It meets every Tuesday.", "every Tuesday", "XXXX-WXX-2"),
        ("It meets on Sundays.", "Sundays", "XXXX-WXX-7"),
        ("It meets twice a year.", "twice a year", "P1Y"),
        ("It meets every two weeks.", "every two weeks", "P2W"),
        ("It reports annually.", "annually", "P1Y"),
        ("It makes 15 a month.", "a month", "P1M"),
    ],
)
def test_a_repetition_is_a_set_without_days(text: str, words: str, value: str) -> None:
    expression = only(text)
    assert (expression.text, expression.type, expression.value) == (words, "SET", value)
    assert expression.begin is None and expression.finish is None


@pytest.mark.parametrize(
    ("text", "words", "value", "modifier"),
    [
        ("They fought for three days.", "three days", "P3D", None),
        ("A two-and-a-half-hour film; about 48 hours long.", "about 48 hours", "PT48H", "APPROX"),
        ("It took more than two and a half years.", "more than two and a half years", "P2.5Y", "MORE_THAN"),
        ("It took several months.", "several months", "PXM", None),
        ("A month-long siege.", "A month-long", "P1M", None),
        ("It took twenty-seven years.", "twenty-seven years", "P27Y", None),
        ("In the coming months they vote.", "the coming months", "PXM", None),
    ],
)
def test_an_amount_is_a_duration(text: str, words: str, value: str, modifier: str | None) -> None:
    expression = next(e for e in read(text) if e.text == words)
    assert (expression.type, expression.value, expression.modifier) == ("DURATION", value, modifier)


@pytest.mark.parametrize(
    "text", ["a mere five-year-old boy", "a 24-year-old", "He was 19 years old.", "26 years of age"]
)
def test_an_age_is_no_time(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The army sent 2,000 troops.",
        "They killed 2010 people.",
        "UN Resolution 1973 and flight 1549",
        "Theresa May said that she may resign.",
        "They march on Rome; the March on Washington",
        "May said so. April Jones left; Jan Egeland stayed.",
        "The Sunday Times and 20th Century Fox",
        "He came second and spoke for a second time.",
        "the fall of Kabul, a spring in his step",
        "The Tet Offensive and the Prague Spring",
        "three quarters of the city",
        "That may happen; process that may last months",
    ],
)
def test_words_that_only_look_like_time_are_left(text: str) -> None:
    assert [expression.text for expression in read(text)] == []


@pytest.mark.parametrize(
    ("text", "person", "wanted"),
    [
        ("In June, talks with April failed.", "April", ["June"]),
        ("Ali, who toured Mali in August, has resigned.", "August", ["August"]),  # taken for somebody
    ],
)
def test_people_called_after_months_and_months_taken_for_people(
    text: str, person: str, wanted: list[str]
) -> None:
    start = text.index(person)
    before = len(text[:start].replace(",", " ,").split())
    named = EntityMention(start, start + len(person), before, before + 1, before, "person", True)
    found = times(Report(id="r", text=text, published=MONDAY), flat(text, entities=(named,)))
    assert [expression.text for expression in found] == wanted


def test_a_year_is_a_year_where_the_words_say_so() -> None:
    found = read(
        "In 1991 it fell. The 2019 summit failed, as in 2014; since 2020 and by 2030, 2022 being the worst."
    )
    assert [e.value for e in found] == ["1991", "2019", "2014", "2020", "2030", "2022"]


def test_day_first_reads_the_other_order() -> None:
    assert only("On 9/11/2001.", day_first=True).value == "2001-11-09"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("now", "PRESENT_REF"),
        ("They currently wait.", "PRESENT_REF"),
        ("They recently met.", "PAST_REF"),
        ("They will soon meet.", "FUTURE_REF"),
        ("A few months later they met.", "FUTURE_REF"),
        ("They met several years ago.", "PAST_REF"),
    ],
)
def test_vague_words_are_references(text: str, value: str) -> None:
    expression = only(text)
    assert (expression.value, expression.begin) == (value, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Guards shot two men over the weekend.", "2023-W35-WE"),
        ("They fled the day before in Lomé.", "2023-09-03"),
        ("After the raid the month prior, they fled.", "2023-08"),
    ],
)
def test_the_weekend_and_the_day_before_are_counted_from_the_report(text: str, value: str) -> None:
    assert only(text).value == value


def test_a_year_and_a_length_are_no_range() -> None:
    assert [e.text for e in read("He was sentenced in 2001 to 10 years in jail.")] == ["2001", "10 years"]


@pytest.mark.parametrize("word", ["previously", "formerly", "once"])
def test_words_that_say_only_that_something_is_past_are_no_times(word: str) -> None:
    assert not read(f"They had {word} met.")


def test_without_a_publication_date_nothing_is_guessed() -> None:
    found = read(
        "He will visit on Sept. 10, on Wednesday, next week or in spring, as he did a year ago.", None
    )
    assert [e.value for e in found] == ["XXXX-09-10", "XXXX-WXX-3", "XXXX-WXX", "XXXX-SP", "XXXX"]
    assert all(e.begin is None and e.finish is None for e in found)
    assert only("He came on May 3, 2021.", None).begin == "2021-05-03"


def test_a_story_without_a_publication_date_goes_on_from_its_own_dates() -> None:
    found = read(
        "In September 1939 the war began. By early October the city fell. Two days later he left.", None
    )
    assert [e.value for e in found[:2]] == ["1939-09", "1939-10"]
    assert (found[1].begin, found[1].finish) == ("1939-10-01", "1939-10-10")


def test_a_history_keeps_the_year_that_it_has_reached() -> None:
    text = (
        "The revolt of 1789 had roots in 1788. On 14 July 1789 the fortress fell. The following day the "
        "king gave way. In November 1789 the assembly met. In February the estates were sold. "
        "That year ended badly."
    )
    values = [e.value for e in read(text)]
    assert values == ["1789", "1788", "1789-07-14", "1789-07-15", "1789-11", "1790-02", "1790"]


def test_news_keeps_a_year_for_the_sentence_after_it_was_set() -> None:
    found = read("In February 2014 the protests grew. In May they ended.\n\nIn June the court ruled.")
    assert [e.value for e in found] == ["2014-02", "2014-05", "2023-06"]


def test_that_and_following_count_from_the_date_told_last() -> None:
    found = read("They met on Aug. 21. The next day they signed, and the same month they left.")
    assert [e.value for e in found] == ["2023-08-21", "2023-08-22", "2023-08"]


def test_an_offset_from_an_event_keeps_the_event() -> None:
    text = "Three days after the vote the talks ended."
    expression = only(text)
    assert (expression.text, expression.value, expression.modifier) == ("Three days", "P3D", "AFTER")
    assert expression.begin is None and expression.anchor is not None


def test_years_before_christ_have_values_and_no_days() -> None:
    found = read(
        "In 490 BC they landed. The following year they left, and by 480 they were back (499-493 BC)."
    )
    assert [e.value for e in found] == ["BC0490", "BC0489", "BC0480", "BC0499/BC0493"]
    assert all(e.begin is None for e in found)


def test_a_term_before_after_is_no_offset() -> None:
    (expression,) = read("He was jailed for nine years after the verdict.")
    assert (expression.type, expression.value, expression.anchor) == ("DURATION", "P9Y", None)


def test_news_with_a_long_past_counts_from_its_own_day() -> None:
    past = "They met in 2013, in 2015, in November 2016 and in 2019. "
    found = read(past + "They restored ties last July and met on Friday.")
    assert [e.value for e in found[4:]] == ["2023-07", "2023-09-01"]
