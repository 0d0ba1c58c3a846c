"""What the learned heads may change in a reading, with heads that say what a test wants said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

import msgspec
import numpy as np
import pytest

from corpus import annotate
from demarche.knowledge import codebook
from demarche.knowledge.codebook import Codebook
from demarche.language.tree import Tree
from demarche.reading import learned_features as features
from demarche.reading.coding import Coder
from demarche.reading.confidence import LONG, Heard, after_heads, head_facts
from demarche.reading.learned import Seen
from demarche.reading.learned_features import (
    CERTAINTIES,
    KINDS,
    PARTS,
    PLACE_ROLES,
    POLARITIES,
    STATUSES,
    Scene,
)
from demarche.reading.mentions import MentionBuilder
from demarche.reading.reader import Reader, Reading
from demarche.reading.trust import QUESTIONS, Trust
from demarche.records import Mention, Report

DAY = dt.date(2024, 3, 4)  # a Monday
TEXT = "Rebels attacked the town of Goma on Friday. The army may retake Sake, the minister said in Kinshasa."
READER = Reader(learned=False)


def rules(text: str, reader: Reader = READER) -> Reading:
    return reader.reading(Report(id="r", text=text, published=DAY))


class Heads:
    """Heads that agree with the rules but where ``says`` has another probability.

    Keys are a word, or an act's word and another word, with a question: ("attacked", "ASSAULT"),
    ("attacked", "planned"), ("attacked", "army", "actor").
    """

    codes: ClassVar = ["", *sorted(codebook.load().codes)]
    modes: ClassVar = ["", *sorted({mode for known in annotate.modes().values() for mode in known})]
    rows = codebook.load().numbers()

    def __init__(self, reading: Reading, says: Mapping[tuple[str, ...], float]) -> None:
        self.words = [token.text for token in reading.analysis.tokens]
        self.says = says
        self.asked: list[str] = []

    def numbers(self, coded: list[tuple[str | None, str | None]]) -> tuple[np.ndarray, np.ndarray]:
        codes = [self.codes.index(code or "") for code, _ in coded]
        return np.array(codes), np.array(
            [self.modes.index(mode) if mode in self.modes else 0 for _, mode in coded]
        )

    def kinds(self, vectors: np.ndarray, told: np.ndarray) -> np.ndarray:
        found = told[:, : len(KINDS)].copy()
        found[found.sum(1) == 0, 0] = 1
        for (word, *rest), likely in self.says.items():
            if len(rest) == 1 and rest[0] in KINDS:
                row = vectors[:, 0].tolist().index(self.words.index(word))
                found[row] = 0
                found[row, KINDS.index(rest[0])] = likely
                found[row, 0] += 1 - likely
        return found

    def standing(self, vectors: np.ndarray, facts: np.ndarray) -> tuple[np.ndarray, ...]:
        told = facts[:, len(KINDS) :]
        answers = [told[:, 1:7].copy(), told[:, 7:11].copy(), told[:, 11:13].copy()]
        for row, vector in enumerate(vectors):
            word = self.words[int(vector[0])]
            self.asked.append(word)
            for names, answer in zip((STATUSES, CERTAINTIES, POLARITIES), answers, strict=True):
                for name in names:
                    if (word, name) in self.says:
                        answer[row] *= 1 - self.says[word, name]
                        answer[row, names.index(name)] = self.says[word, name]
        return tuple(answers)

    def published(self, vectors: np.ndarray, facts: np.ndarray) -> np.ndarray:
        words = [self.words[int(vector[0])] for vector in vectors]
        return np.array(
            [
                self.says.get((word, "published"), float(fact))
                for word, fact in zip(words, facts[:, -2], strict=True)
            ]
        )

    def coded(
        self, vectors: np.ndarray, kinds: np.ndarray, code: np.ndarray, mode: np.ndarray
    ) -> tuple[Any, Any]:
        codes, modes = np.eye(len(self.codes))[code], np.eye(len(self.modes))[mode]
        for row, vector in enumerate(vectors):
            for (word, *rest), likely in self.says.items():
                if word == self.words[int(vector[0])] and rest[0] in self.codes:
                    codes[row] *= 1 - likely
                    codes[row, self.codes.index(rest[0])] = likely
        return codes, modes

    def sides(self, acts: np.ndarray, words: np.ndarray) -> tuple[list[str], list[str]]:
        own, others = ([self.words[int(vector[0])] for vector in vectors] for vectors in (acts, words))
        return own, others

    def parts(self, sides: tuple[list[str], list[str]], act: int, kind: int, *rest: np.ndarray) -> Any:
        flags = rest[-1]
        found = np.concatenate([flags[:, 1:3], flags[:, 3:7], flags[:, 7:8]], 1)
        for row, other in enumerate(sides[1]):
            for column, part in enumerate(PARTS):
                key = (sides[0][act], other, part)
                found[row, column] = self.says.get(key, found[row, column])
        return found


def read(
    says: Mapping[tuple[str, ...], float], text: str = TEXT, trust: Trust | None = None
) -> dict[str, Mention]:
    """Mentions by their triggers, as heads that say so make them."""
    reading = rules(text)
    heads = Heads(reading, says)
    vectors = np.arange(len(heads.words), dtype=np.float32)[:, None]
    seen = Seen(heads, vectors, READER.model.labels.relation_number)  # type: ignore[arg-type]
    builder = MentionBuilder(READER.coder, trust or Trust())
    mentions = READER.read_analysis(reading.report, reading.analysis, None).mentions
    assert mentions == reading.mentions  # an analysis at hand is read as ever
    found = builder.found(reading.report, Tree(reading.analysis), reading.layers, seen)
    return {mention.trigger.text: mention for mention in found.mentions}


def unsure(mention: Mention) -> Mention:
    return msgspec.structs.replace(mention, confidence=0.0)


def test_heads_that_agree_change_nothing_but_the_confidence() -> None:
    found = read({})
    assert {unsure(one) for one in found.values()} == {unsure(one) for one in rules(TEXT).mentions}
    assert found.keys() == {"attacked", "retake"}


def test_what_is_no_act_to_the_heads_is_left_out_and_what_they_see_is_added() -> None:
    found = read({("attacked", "ASSAULT"): 0.1, ("town", "PROTEST"): 0.95, ("town", "145"): 0.4})
    assert found.keys() == {"town", "retake"}
    added = found["town"]
    assert (added.type, added.cameo) == ("PROTEST", "145")  # the likeliest code of its type, however unsure
    assert added.actors == () and added.recipients == ()
    assert read({("town", "PROTEST"): 0.6}).keys() == {"attacked", "retake"}


def test_some_acts_of_the_rules_the_heads_may_not_leave_out() -> None:
    text = "Fiji deployed troops to Tonga. The governor praised the troops."
    found = read({("deployed", "MOBILIZE"): 0.2, ("praised", "SUPPORT"): 0.2}, text)
    assert found.keys() == {"deployed"}


def test_what_rules_and_heads_together_think_unlikely_is_no_act() -> None:
    text = "Fiji deployed troops to Tonga."
    assert read({("deployed", "MOBILIZE"): 0.001, ("deployed", "SANCTION"): 0.0001}, text).keys() == set()


def test_acts_elsewhere_in_a_report_speak_for_an_act_in_it() -> None:
    heard = Heard(act=0.9, kind=0.9, overlooked=False, length=500, apart=False)
    mention = read({})["attacked"]
    sure = [after_heads(mention, msgspec.structs.replace(heard, elsewhere=acts)) for acts in (0.1, 0.5, 1.5)]
    assert sure == sorted(set(sure))


def test_in_a_long_report_what_no_rule_reads_must_be_surer() -> None:
    says = {("town", "PROTEST"): 0.85}
    background = " The harbour was built by the river long ago and is still in use." * 25
    assert "town" in read(says) and "town" not in read(says, TEXT + background)


def test_what_words_say_outright_the_heads_do_not_blur() -> None:
    text = "Chile should withdraw its troops. The rebels protest every Sunday."
    says = {("withdraw", "planned"): 0.97, ("protest", "occurred"): 0.995}
    assert [one.status for one in read(says, text).values()] == ["wanted", "habitual"]
    after = "Oman and Fiji agreed on a pact after talks in Lima."
    assert read({("talks", "planned"): 0.97}, after)["talks"].status == "occurred"


def test_a_plan_is_not_of_the_day_of_publication() -> None:
    text = "Chile will withdraw its troops."
    assert read({("withdraw", "published"): 0.99}, text)["withdraw"].time is None


def test_whom_heads_leave_out_and_add_depends_on_the_act() -> None:
    text = "Chile praised Peru on Monday. Rebels attacked the army."
    found = read({("praised", "Peru", "recipient"): 0.01, ("attacked", "army", "recipient"): 0.01}, text)
    assert [one.name for one in found["praised"].recipients] == ["Peru"] and not found["attacked"].recipients
    more = read({("praised", "Fiji", "recipient"): 0.9}, "Chile praised the reform before Fiji left.")
    assert more["praised"].recipients == ()


def test_a_mention_is_surer_the_surer_the_heads_and_less_so_in_long_reports_about_nobody_official() -> None:
    sure = [read({("attacked", "ASSAULT"): likely})["attacked"].confidence for likely in (0.5, 0.8, 0.99)]
    assert sure == sorted(set(sure))
    doubt = {("attacked", "ASSAULT"): 0.8}
    long = read(doubt, TEXT + " The harvest was good and the roads were dry." * 40)["attacked"]
    assert long.confidence < read(doubt)["attacked"].confidence
    heard = Heard(act=0.9, kind=0.9, overlooked=False, length=500, apart=False)
    mention = read({})["attacked"]
    assert after_heads(mention, msgspec.structs.replace(heard, apart=True)) < after_heads(mention, heard)
    assert after_heads(mention, msgspec.structs.replace(heard, overlooked=True)) < after_heads(mention, heard)
    assert head_facts(mention, msgspec.structs.replace(heard, length=10**6)) == head_facts(
        mention, msgspec.structs.replace(heard, length=LONG)
    )


def test_a_verb_that_carries_an_act_is_no_act_beside_it() -> None:
    found = read({("host", "CONSULT"): 0.95}, "Norway will host talks with Sweden on Friday.")
    assert found.keys() == {"talks"}


def test_another_type_is_taken_only_when_sure_and_names_the_mention_anew() -> None:
    plain = read({})["attacked"]
    unsure = {("attacked", "COERCE"): 0.55, ("attacked", "ASSAULT"): 0.4}
    assert read(unsure)["attacked"].type == "ASSAULT"
    other = read({("attacked", "COERCE"): 0.97, ("attacked", "173"): 0.4})["attacked"]
    assert (other.type, other.cameo) == ("COERCE", "173") and other.id != plain.id


@pytest.mark.parametrize(
    ("text", "sure", "kind"),
    [
        ("The premier of Malawi will leave Zambia on Friday.", 0.8, "CONSULT"),
        ("The premier of Malawi will leave Zambia on Friday.", 0.95, "RETREAT"),
        ("The rebels will leave Zambia on Friday.", 0.8, "RETREAT"),
    ],
)
def test_a_journey_is_no_withdrawal_but_of_those_who_are_armed(text: str, sure: float, kind: str) -> None:
    assert read({("leave", "RETREAT"): sure}, text)["leave"].type == kind


def test_a_code_of_another_type_is_never_taken() -> None:
    plain, ready = read({})["attacked"].cameo, Trust(coded=0.99)
    assert read({("attacked", "194"): 0.995}, trust=ready)["attacked"].cameo == "194"
    assert read({("attacked", "194"): 0.9}, trust=ready)["attacked"].cameo == plain
    assert read({("attacked", "141"): 0.995}, trust=ready)["attacked"].cameo == plain
    assert read({("attacked", "194"): 0.6})["attacked"].cameo == plain
    assert read({("attacked", "194"): 0.9})["attacked"].cameo == "194"


def test_a_plan_becomes_an_act_only_where_the_heads_are_very_sure() -> None:
    plain = read({})["retake"]
    assert (plain.status, plain.certainty) == ("planned", "possible")
    done = {("retake", "occurred"): 0.97, ("retake", "certain"): 0.995}
    assert read(done)["retake"].status == "planned"
    assert read({**done, ("retake", "occurred"): 0.995})["retake"].status == "occurred"
    undated = "Rebels attacked the town of Goma."
    assert read({("attacked", "planned"): 0.6}, undated)["attacked"].status == "occurred"
    assert read({("attacked", "planned"): 0.85}, undated)["attacked"].status == "planned"
    assert read({("attacked", "ongoing"): 0.4})["attacked"].status == "occurred"
    assert read({("attacked", "negative"): 0.9})["attacked"].polarity == "positive"
    assert read({("attacked", "negative"): 0.98})["attacked"].polarity == "negative"


def test_what_a_word_denies_the_heads_affirm_only_where_they_are_nearly_certain() -> None:
    text = "Police in Peru prevented an attack."
    assert read({("attack", "positive"): 0.99}, text)["attack"].polarity == "negative"
    assert read({("attack", "positive"): 0.999}, text)["attack"].polarity == "positive"


def test_what_is_denied_in_so_many_words_the_heads_never_affirm() -> None:
    denied = {"signed": "Chad has not signed the treaty.", "truce": "They will not agree to a truce."}
    for act, text in denied.items():
        assert read({(act, "positive"): 0.9999}, text)[act].polarity == "negative"


def test_what_is_done_by_being_ordered_stays_done() -> None:
    asked = {("lockdown", "wanted"): 0.97, ("lockdown", "unknown"): 0.97}
    order = read(asked, "The Peruvian government orders a lockdown in Cusco.")["lockdown"]
    assert (order.status, order.certainty) == ("occurred", "certain")


def test_what_the_codebook_rules_out_by_the_words_around_it_the_heads_do_not_bring_back() -> None:
    text = "Five people are killed as a bus falls off a cliff near Quito."
    assert "killed" not in read({("killed", "ASSAULT"): 0.99}, text)
    assert "beckoned" in read({("beckoned", "REQUEST"): 0.99}, "The junta beckoned to Niger.")


def test_an_act_that_only_the_heads_see_is_done_only_where_the_words_leave_it_so() -> None:
    sees = {("picnic", "PROTEST"): 0.95, ("picnic", "occurred"): 0.95, ("picnic", "certain"): 0.95}
    planned = read(sees, "The ministers of Chad plan a picnic.")["picnic"]
    assert (planned.status, planned.certainty) == ("planned", "probable")
    assert read(sees, "The ministers of Chad held a picnic.")["picnic"].status == "occurred"


def test_a_clause_gives_its_day_to_an_act_that_only_the_heads_see() -> None:
    def day(text: str, word: str) -> str | None:
        sees = {(word, "PROTEST"): 0.95, (word, "occurred"): 0.95, (word, "certain"): 0.95}
        time = read(sees, text)[word].time
        return time.start if time else None

    assert day("Teachers in Chad picnicked on Friday.", "picnicked") == "2024-03-01"
    assert day("A union which picnics outside parliament blames Togo.", "picnics") == "2024-03-04"
    assert day("The picnic on Friday in Lae angered Fiji.", "picnic") is None  # whose day may be another's
    assert day("Teachers are to picnic on Friday.", "picnic") is None


def test_what_words_hedge_stays_so_unless_the_heads_are_sure() -> None:
    assert read({("retake", "probable"): 0.6})["retake"].certainty == "possible"
    assert read({("retake", "probable"): 0.9})["retake"].certainty == "probable"


def test_who_leaves_a_country_does_nothing_to_it() -> None:
    text = "The minister left Chad on Monday. He will visit Fiji on Friday."
    says = {("left", "Chad", "recipient"): 0.99}
    found = read(says, text)
    assert found["left"].recipients == ()
    assert [one.name for one in found["visit"].recipients] == ["Fiji"]


def test_nobody_visits_his_own_land_by_the_word_of_the_heads() -> None:
    text = "North Korean leader Kim Jong-un will make an official visit to the country in the coming days."
    says = {("visit", "country", "recipient"): 0.99}
    found = read(says, text)["visit"]
    assert [one.country for one in found.actors] == ["PRK"] and found.recipients == ()


def test_participants_join_and_leave() -> None:
    text = TEXT.replace("the town of Goma", "a market in Goma")
    left = read({("attacked", "Rebels", "actor"): 0.1}, text)["attacked"]
    assert left.actors == ()
    army = {("attacked", "army", "recipient"): 0.985}
    assert [one.name for one in read(army, text)["attacked"].recipients] == ["market", "army"]
    # nobody is on both sides: the surer one counts
    both = read({**army, ("attacked", "army", "actor"): 0.99}, text)["attacked"]
    assert "army" in [one.name for one in both.actors]
    assert [one.name for one in both.recipients] == ["market"]


def test_whom_grammar_gives_another_part_the_heads_do_not_join() -> None:
    struck = read({("attacked", "Goma", "recipient"): 0.99})["attacked"]
    assert struck.recipients == ()  # a town struck stands for nobody
    asked = "The minister appealed for food aid for Zambia."
    found = read({("appealed", "Zambia", "recipient"): 0.99}, asked)
    assert found["appealed"].recipients == ()


def test_a_list_that_the_heads_join_is_joined_whole() -> None:
    text = "Ten years on, the shooting of Otto Berg is unsolved. Nurses and miners from Lae struck."
    says = {("struck", "Nurses", "actor"): 0.9, ("struck", "miners", "actor"): 0.6}
    found = read({**says, ("struck", "PROTEST"): 0.99}, text)
    assert [one.text for one in found["struck"].actors] == ["Nurses", "miners"]


def test_what_comes_from_somebody_is_not_brought_to_him() -> None:
    says = {("delivered", "emir", "recipient"): 0.99}
    assert read(says, "Qatar's envoy delivered a letter from the emir.")["delivered"].recipients == ()
    (told,) = read(says, "Qatar's envoy delivered a letter to the emir.")["delivered"].recipients
    assert told.text == "the emir"


def test_another_takes_the_place_of_whom_the_rules_have_where_none_of_them_stays() -> None:
    text = "Zambia arrested Malawians, officials of the bloc said."
    away = {("arrested", "Malawians", "recipient"): 0.05}

    def arrested(sure: float, trust: Trust | None = None) -> list[str]:
        says = away | {("arrested", "officials", "recipient"): sure}
        return [one.text for one in read(says, text, trust)["arrested"].recipients]

    assert arrested(0.0) == arrested(0.65) == ["Malawians"]  # nobody else is likely enough
    assert arrested(0.95) == ["officials of the bloc"]
    assert arrested(0.95, Trust(instead=1.1)) == ["Malawians"]


@pytest.mark.parametrize(
    ("text", "threat"),
    [
        ("Zambia warned that Malawi had met the rebels.", False),
        ("Zambia warned that the rebels were shelling Lusaka.", False),
        ("Zambia warned about a deal between Malawi and the rebels.", False),
        ("Zambia warned that it would close the bridge.", True),
        ("Zambia warned that the bridge closes if the rebels cross it.", True),
    ],
)
def test_who_warns_of_what_is_so_threatens_nobody(text: str, threat: bool) -> None:
    found = read({("warned", "THREATEN"): 0.99}, text)
    assert ("warned" in found and found["warned"].type == "THREATEN") == threat


def test_what_stands_for_nobody_takes_nobodys_place() -> None:
    text = "The president of Zambia visited Malawi over the prices."
    says = {("visited", "Malawi", "recipient"): 0.05, ("visited", "prices", "recipient"): 0.95}
    assert [one.text for one in read(says, text)["visited"].recipients] == ["Malawi"]


def test_who_is_not_addressed_surely_takes_nobodys_place() -> None:
    text = "Zambia urged Malawi to help, officials of the bloc said."
    says = {("urged", "Malawi", "recipient"): 0.05, ("urged", "officials", "recipient"): 0.9}
    assert [one.name for one in read(says, text)["urged"].recipients] == ["Malawi"]


def test_who_stands_inside_a_name_does_not_join_it() -> None:
    text = "The Kenya Air Force bombed a rebel camp."
    says = {("bombed", "Kenya", "actor"): 0.99}
    assert [one.name for one in read(says, text)["bombed"].actors] == ["Kenya Air Force"]


def test_one_of_a_list_stays_with_the_others() -> None:
    text = "Rebels killed a bishop and two nuns."
    says = {("killed", "nuns", "recipient"): 0.01}
    assert [one.text for one in read(says, text)["killed"].recipients] == ["a bishop", "two nuns"]


def test_places_and_times_are_chosen_among_those_of_the_report() -> None:
    plain = read({})["attacked"]
    moved = read(
        {("attacked", "Goma", role): 0.0 for role in PLACE_ROLES} | {("attacked", "Kinshasa", "venue"): 0.95}
    )
    assert [(one.name, one.role) for one in moved["attacked"].places] == [("Kinshasa", "venue")]
    beside = read({("attacked", "Kinshasa", "venue"): 0.8})["attacked"]
    assert beside.places == plain.places  # a place beside those of the rules is mostly another act's
    assert plain.time is not None and plain.time.start == "2024-03-01"
    past = read({("retake", "Friday", "time"): 0.9})["retake"]
    assert past.time is None  # nothing to come is of a day gone by
    text = "The army may retake Sake, the minister said. Rebels will leave Goma on Friday."
    dated = read({("retake", "Friday", "time"): 0.9}, text)["retake"]
    assert dated.time is not None and dated.time.start == "2024-03-08"
    says = {("attacked", "Friday", "time"): 0.0, ("attacked", "published"): 0.85}
    assert read(says)["attacked"].time == plain.time  # other days than the rules' only where they are surer
    today = read(says, trust=Trust(redated=0.8))["attacked"]
    assert today.time is not None and today.time.source == "published"
    assert (
        read({("attacked", "Friday", "time"): 0.4, ("attacked", "published"): 0.3})["attacked"].time
        == plain.time
    )
    assert read({("attacked", "Friday", "time"): 0.0})["attacked"].time is None


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_the_heads_are_not_asked_stays_as_the_rules_have_it(question: str) -> None:
    says = {
        ("Friday", "COERCE"): 0.95, ("attacked", "194"): 0.995, ("attacked", "ongoing"): 0.95,
        ("attacked", "army", "actor"): 0.95, ("attacked", "Kinshasa", "venue"): 0.95,
        ("attacked", "published"): 0.9, ("attacked", "Friday", "time"): 0.1,
    }  # fmt: skip
    fields = {
        "acts": (), "codes": ("cameo",), "standing": ("status",), "participants": ("actors",),
        "places": ("places",), "times": ("time",),
    }  # fmt: skip
    (plain,) = (one for one in rules(TEXT).mentions if one.trigger.text == "attacked")
    found = read(says, trust=Trust(uses=(question,), coded=0.99))
    assert ("Friday" in found) == (question == "acts")
    one = found["attacked"]
    assert (one.cameo == "194") == (question == "codes")
    assert (one.status == "ongoing") == (question == "standing")
    for other, names in fields.items():
        if other != question:
            assert [getattr(one, name) for name in names] == [getattr(plain, name) for name in names]


@pytest.mark.parametrize("words", ["glorp", "arrest,glorp"])
def test_a_word_of_a_researchers_own_is_never_judged(words: str) -> None:
    book = with_row(f"{words}\t\t173\t\t\t\t\t\n")
    reader = Reader(READER.model, learned=False)
    builder = MentionBuilder(Coder(book))
    text = "The police glorped four editors in Goma."
    base = rules(text, reader)
    by_hand = builder.found(base.report, Tree(base.analysis), base.layers).mentions
    if not by_hand:
        pytest.fail("the row of the test is not read")
    heads = Heads(base, {("glorped", "none"): 1.0})
    vectors = np.arange(len(heads.words), dtype=np.float32)[:, None]
    seen = Seen(heads, vectors, READER.model.labels.relation_number)  # type: ignore[arg-type]
    found = builder.found(base.report, Tree(base.analysis), base.layers, seen).mentions
    assert [(one.trigger.text, one.cameo) for one in found] == [("glorped", "173")]
    assert found[0].confidence == by_hand[0].confidence


def with_row(line: str) -> Codebook:
    texts = {name: codebook.table_text(name) for name in codebook.TABLES}
    header = next(row for row in texts["verbs"].splitlines() if row and not row.startswith("#"))
    cells = len(header.split("\t"))
    texts["verbs"] += "\t".join(line.rstrip("\n").split("\t")[:cells]) + "\n"
    return codebook.parse(texts)


def test_a_row_is_known_by_whichever_of_its_lemmas_other_rows_have_too() -> None:
    texts = {name: codebook.table_text(name) for name in codebook.TABLES}
    source, numbers = next(item for item in codebook.parse(texts).fingerprints().items() if len(item[1]) > 3)
    line = int(source.rpartition(":")[2]) - 1
    lemma = texts["verbs"].splitlines()[line].split("\t")[0].split(",")[-1]
    earlier = f"{lemma}\tto:glorp\t173\t\t\t\t\t\n"
    later = codebook.parse({**texts, "verbs": earlier + texts["verbs"]})
    assert later.numbers() >= set(numbers.values())


def test_fingerprints_follow_what_a_row_says_and_not_where_it_stands() -> None:
    texts = {name: codebook.table_text(name) for name in codebook.TABLES}
    before = codebook.parse(texts).numbers()
    lines = texts["verbs"].splitlines()
    moved = {**texts, "verbs": "\n".join(["# a remark", *lines]) + "\n"}
    assert codebook.parse(moved).numbers() == before
    assert len(with_row("glorp\t\t173\t\t\t\t\t\n").numbers() - before) == 1


def test_features_tell_where_a_word_stands_and_what_the_rules_made_of_it() -> None:
    reading = rules(TEXT)
    tree = Tree(reading.analysis)
    told = features.told_of(tree, reading.layers, reading.mentions)
    scene = Scene(tree, reading.layers, told, READER.model.labels.relation_number)
    words = [token.text for token in reading.analysis.tokens]
    attacked = words.index("attacked")
    pairs = scene.pairs(attacked)
    row = {words[token]: flags for token, flags in zip(pairs.word.tolist(), pairs.flags, strict=True)}
    assert row["Rebels"][1] == 1 and row["army"][1] == 0  # the rules' actor
    assert row["Friday"][7] == row["Friday"][8] == 1  # a time, and the rules' own
    assert row["Goma"][11] == 1 and row["Rebels"][11] == 0  # a place
    assert row["Goma"][13] == 1 and row["army"][13] == 0  # in the act's sentence
    bare = scene.pairs(attacked, rules=False)
    assert bare.flags[:, :8].sum() == 0 and np.array_equal(bare.branch, pairs.branch)
    outside = [words.index("army"), words.index("Kinshasa")]
    assert all(pairs.branch[pairs.word.tolist().index(token)] == 0 for token in outside)
    assert scene.kinds()[attacked, KINDS.index("ASSAULT")] == 1


def test_what_the_text_dates_before_the_report_the_heads_do_not_put_ahead() -> None:
    asked = {("visit", "planned"): 0.97, ("visit", "probable"): 0.97}
    dated = read(asked, "The speech recalls the envoy's visit to Fiji in 2019.")["visit"]
    assert (dated.status, dated.certainty) == ("occurred", "certain")
    undated = read(asked, "The speech recalls the envoy's visit to Fiji.")["visit"]
    assert undated.status == "planned"


@pytest.mark.parametrize(
    ("text", "word", "certainty"),
    [
        ("Pyongyang is believed to be asking Moscow for fuel.", "asking", "probable"),
        ("Rebels reportedly attacked the town.", "attacked", "probable"),
        ("The soldiers will probably be deported.", "deported", "probable"),
        ("The soldiers are to be deported after the two sides agreed on a truce.", "deported", "certain"),
    ],
)
def test_what_a_word_holds_only_likely_is_not_made_certain(text: str, word: str, certainty: str) -> None:
    assert read({(word, "certain"): 0.99}, text)[word].certainty == certainty


def test_who_leaves_office_has_the_code_that_rows_give_to_that():
    mentions = Reader().read("Mayor Ana Lind says that she will step down in May.", published="2024-03-05")
    (leaves,) = [one for one in mentions if one.trigger.text == "step"]
    assert (leaves.type, leaves.mode, leaves.cameo) == ("RETREAT", "resign", "0831")


def test_in_reports_of_private_people_an_act_must_be_sure():
    reader = Reader()
    report = (
        "{0} accused {1} of lying on Saturday. {0} and {1} had met in a hotel in the mountains. {1} rejected "
        "the charge. It rained in the evening. {0} later apologised to {1}. The trains home were late."
    )
    parties = {"rivals": ("Tom Hale", "his neighbour"), "states": ("The Foreign Ministry", "Iran")}

    def told(name: str, private: float) -> int:
        one = Report(id=name, text=report.format(*parties[name]), published=dt.date(2024, 3, 5))
        ((analysis, vectors),) = reader.model.seen([one.text], learned=True)
        builder = MentionBuilder(trust=Trust(private=private))
        return len(reader.read_analysis(one, analysis, vectors, builder).mentions)

    assert told("rivals", 0.0) > told("rivals", 1.0) == 0
    assert told("states", 0.0) == told("states", 1.0) > 0
