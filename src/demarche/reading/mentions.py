"""From the layers of a report to its mentions: one for every act that it speaks of.

Each predicate that the codebook knows becomes a mention, with its participants, standing,
time, places, objects and sources drawn from the layers. A verb that only carries a noun
("*held* talks", "*cancelled* the visit") lends the noun its subject, its time and its
standing. A verb of saying is a mention of its own only where nothing that it says is one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import msgspec

from demarche.knowledge.codebook import Code
from demarche.knowledge.word_classes import word_class
from demarche.language.tree import Tree
from demarche.reading.actors import country_actor
from demarche.reading.acts import Act, mention_id
from demarche.reading.again import completed, dated
from demarche.reading.answering import answered, without_acts
from demarche.reading.attackers import named_after, struck_too
from demarche.reading.coding import Coder, Coding
from demarche.reading.confidence import confidence
from demarche.reading.contents import (
    VOWS,
    answers,
    contents,
    is_mere_warning,
    purposes,
    refined,
    refused,
    said_under_condition,
)
from demarche.reading.crediting import credited
from demarche.reading.declared import is_by_saying, performed
from demarche.reading.homes import both_at_home, crowd_at_home, home_of, throughout
from demarche.reading.involved import Involved
from demarche.reading.learned import Learned, Seen
from demarche.reading.objects import things
from demarche.reading.participants_clause import is_passive
from demarche.reading.pastimes import Pastimes
from demarche.reading.phrases import Phrases
from demarche.reading.place_again import grounds
from demarche.reading.predicates import acts_of, roles_of
from demarche.reading.relevance import Politics, is_act
from demarche.reading.status import Standing, is_hedged, is_plain, status
from demarche.reading.timing import as_time, bounded, expression_of
from demarche.reading.timing_counted import counted, listed
from demarche.reading.timing_fit import SPOKEN, in_a_past_scene, is_repaid, lasting, tallied, told_in_time
from demarche.reading.timing_today import (
    headline_passive,
    is_hour,
    is_verb,
    of_day,
    publication,
    refused_today,
    teller,
    tells_today,
)
from demarche.reading.tolls import shared
from demarche.reading.trust import TRUST, Trust
from demarche.reading.violence import as_fought
from demarche.reading.whereabouts import places_of
from demarche.records import AHEAD, Actor, Frame, Layers, Mention, Place, Report, Source, Span, Time

# Acts that take part in what they name, so that its time and place are theirs ("attend the *forum*").
OCCASIONAL = frozenset({"CONSULT", "PROTEST"})
# Acts that are done where those are to whom they are done.
BODILY = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "CONSULT", "COOPERATE", "AID", "RETREAT"})


class Found(NamedTuple):
    """The acts of a report in text order, and where those of them begin that no rule knew."""

    mentions: tuple[Mention, ...]
    guessed: frozenset[int] = frozenset()


class MentionBuilder:
    """Holds the codebook; turns the layers of a report into its mentions.

    ``trust``: from which probability the learned heads are believed.
    """

    def __init__(self, coder: Coder | None = None, trust: Trust = TRUST) -> None:
        self.coder, self.trust = coder or Coder(), trust
        self._codes: dict[str, list[int]] = {}

    def found(self, report: Report, tree: Tree, layers: Layers, seen: Seen | None = None) -> Found:
        """Every act of the report.

        ``seen`` holds what the learned heads make of its words; without it the rules read alone.
        """
        page = Page(report, tree, layers, self.coder)
        found = Found(page.mentions())
        if seen is not None:
            found = self.corrected(page, found.mentions, seen)
        if not found.mentions:
            return found
        there = [crowd_at_home(mention, page.home) for mention in without_acts(tree, found.mentions)]
        found = found._replace(mentions=answered(tree, throughout(there, layers.entities)))
        pastimes = Pastimes(tree, layers.entities)
        stay = tuple(mention for mention in found.mentions if not pastimes.holds(mention))
        return found._replace(mentions=stay)

    def corrected(self, page: Page, found: tuple[Mention, ...], seen: Seen) -> Found:
        """What the rules found on a page, corrected by the learned heads."""
        learned = Learned(
            seen, self.coder.book, page.report, page.tree, page.layers, page.phrases, found, page.home,
            self.trust, self._modes, self._codes, self._lent,
        )  # fmt: skip
        carriers = {verb for act in page.acts for verb in act.carriers}  # "*host* talks" is one act
        more = [
            page.overlooked(token, kind)
            for token, kind in learned.overlooked().items()
            if token not in carriers and token not in page.aside and not page.rules_out(token, kind)
        ]
        settled = {act.token for act in page.acts if self._is_new(page, act, seen)} | page.threats
        mended = learned.mended(more, settled, page.said_outright, page.hedged)
        guessed = frozenset(one.trigger.start for one in more)
        mended = struck_too(page.tree, _without_wrappings(page.tree, mended, guessed))
        return Found(tuple(dated(page.tree, mended)), guessed)

    def _is_new(self, page: Page, act: Act, seen: Seen) -> bool:
        """Whether heads were not trained beside an act's row, or its word in that: a researcher's own."""
        row = self._rows.get(act.coding.row, {})
        lemma = page.tree.lemma(act.token)
        numbers = {row[lemma]} if lemma in row else set(row.values())
        return bool(numbers) and numbers.isdisjoint(seen.moves.rows)

    @cached_property
    def _modes(self) -> dict[str, frozenset[str]]:
        return self.coder.book.modes()

    @cached_property
    def _lent(self) -> dict[tuple[str, str], Code]:
        return self.coder.book.lent()

    @cached_property
    def _rows(self) -> dict[str, dict[str, int]]:
        return self.coder.book.fingerprints()


class Page:
    """One report on its way to mentions: the layers, indexed by token."""

    def __init__(self, report: Report, tree: Tree, layers: Layers, coder: Coder) -> None:
        self.report, self.tree, self.layers, self.coder = report, tree, layers, coder
        self.phrases = Phrases(tree, layers)
        self.cues = {attribution.cue_token: attribution for attribution in layers.attributions}
        self.home = home_of(layers, tree)
        self.grounds = grounds(tree, layers.places)
        self.aside: set[int] = set()  # no acts beside others: "rally *demanding* aid", "lift the *siege*"
        self.said_outright: set[int] = set()  # acts whose words leave no doubt of how they stand
        self.threats: set[int] = set()  # plain words of saying that threaten
        self.threatened: set[int] = set()  # what they threaten
        self.vowed: set[int] = set()  # what who vows it threatens with
        self.hedged: set[int] = set()  # acts that a word holds only likely

    def mentions(self) -> tuple[Mention, ...]:
        acts, absorbed = acts_of(self.tree, self.coder, self.phrases)
        self.acts = acts
        self.aside = purposes(self.tree, acts)
        acts = [act for act in acts if act.token not in self.aside]
        meetings = self.coder.book.classes["meeting"]  # "attend the *summit*": heads may take either
        self.aside |= {noun for noun in absorbed if self.tree.lemma(noun) not in meetings}
        self.spoken = {
            act.token
            for act in acts
            # who is given until Friday to answer is to answer by Friday
            if act.coding.code.type in SPOKEN and self.tree.lemma(act.token) not in word_class("give_to")
        }
        inside = contents(self.tree, acts, self.coder.book)
        by_token = {act.token: act for act in acts}
        held = {act.token: by_token.get(inside.get(act.token, -1)) for act in acts}
        for act in acts:
            if act.coding.code.type == "REJECT":
                held[act.token] = refused(self.tree, act, held, by_token, self.coder.book)
            elif act.coding.code.code == "010":
                held[act.token] = said_under_condition(self.tree, act.token, acts)
        acts = [
            refined(self.tree, self._as_threat(act, held[act.token]), held[act.token], self.coder.book)
            for act in acts
        ]
        self.vowed = {
            harm.token
            for act in acts
            if act.coding.code.type == "THREATEN" and self.tree.lemma(act.token) in VOWS
            and (harm := held[act.token]) is not None and self.tree.has_relation(harm.token, "xcomp")
        }  # fmt: skip
        self.involved = Involved(
            self.tree,
            self.phrases.actors,
            acts,
            inside,
            self.phrases.is_town,
            self.coder.book.classes["craft"],
            self.coder.book.classes["paper"],
        )
        acts = as_fought(self.tree, acts, self.involved, self.coder.book)
        self.told = {act.token for act in acts}
        self.order = sorted(self.told)
        self.stated = {
            token
            for act in acts
            if act.coding.code.code.startswith("01")
            for token in (act.token, *act.carriers)
        }
        kept = self._public([act for act in acts if not self._only_reports(act)], None)
        told = {token for token, _ in kept}
        saying = [act for act in acts if act.token in self.told - told and self._only_reports(act)]
        if saying and told != self.told:  # what they say is no public act: the saying is
            self.told, self.order = told, sorted(told)
            again = [act for act in saying if not self._only_reports(act)]
            kept += self._public(again, [mention for _, mention in kept])
        return tuple(mention for _, mention in sorted(kept, key=lambda pair: pair[0]))

    def rules_out(self, token: int, kind: str) -> bool:
        """Whether a predicate is no act of a type by what is around it, as the codebook or grammar say."""
        if kind == "THREATEN" and is_mere_warning(self.tree, token):
            return True
        _, roles = self._framed(token)
        return self.coder.rules_out(self.tree, token, roles, self.phrases)

    def overlooked(self, token: int, kind: str) -> Mention:
        """An act that no rule knows, of a type, read as if it were listed as no more than that."""
        frame, roles = self._framed(token)
        coding = self.coder.of_type(self.tree, token, kind, roles, self.phrases)
        return self._mention(Act(token, frame, coding, ()))

    def _framed(self, token: int) -> tuple[Frame | None, dict[str, list[int]]]:
        """The frame of a predicate that no rule took for an act, and who and what fills its roles."""
        frame = next((frame for frame in self.tree.analysis.frames if frame.token == token), None)
        return frame, roles_of(self.tree, token, frame, ())

    def _public(self, acts: Sequence[Act], others: Sequence[Mention] | None) -> list[tuple[int, Mention]]:
        """(token, mention) of those acts that are politics, in a report that tells ``others`` too."""
        found = completed(self.tree, [self._mention(act) for act in acts])
        found = shared(self.tree, dated(self.tree, found))
        found = named_after(self.tree, self.layers.entities, self.phrases.actors, found)
        known = [*found, *(others or ())]
        politics = Politics(self.layers.entities, known)
        violent = any(one.type == "ASSAULT" and (one.actors or one.recipients) for one in known)
        return [
            (act.token, mention)
            for act, mention in zip(acts, found, strict=True)
            if is_act(mention, politics=politics, subjectless=self._lacks_its_subject(act), violent=violent)
        ]

    def _lacks_its_subject(self, act: Act) -> bool:
        """Whether an active verb's subject is nobody: what things do is no act of anyone's."""
        active = self.tree.tokens[act.token].upos == "VERB" and not is_passive(self.tree, act.token)
        papers = self.coder.book.classes["paper"]
        speaks = any(self.tree.lemma(head) in papers for head in act.coding.actors)
        return active and bool(act.coding.actors) and not speaks

    def _as_threat(self, act: Act, inside: Act | None) -> Act:
        """Telling what one would do to others is a threat: "Iran *warned* that it would strike"."""
        warns = self.tree.lemma(act.token) in ("warn", "caution") or act.coding.code.code == "010"
        if not warns or inside is None or act.coding.code.code not in ("010", "012", "130"):
            return act
        own = {actor.country for head in act.coding.actors for actor in self.phrases.actors(head)} - {None}
        doers = {actor.country for head in inside.coding.actors for actor in self.phrases.actors(head)}
        if not own & doers or inside.coding.code.type not in ("ASSAULT", "COERCE", "SANCTION"):
            return act
        if act.coding.code.code == "010":
            self.threats.add(act.token)
            self.threatened.add(inside.token)
        return msgspec.structs.replace(
            act,
            coding=msgspec.structs.replace(
                act.coding, code=self.coder.book.codes["130"], mode=None, attributive=False
            ),
        )

    def _only_reports(self, act: Act) -> bool:
        """Whether a verb of saying has acts in what it says, or nothing to report."""
        code = act.coding.code.code
        if not code.startswith("01") or (code == "015" and act.coding.objects):
            return False  # claiming responsibility is an act beside what is claimed
        if code == "016" and answers(self.tree, act.token, self.coder.book):
            return False
        if not self.told.isdisjoint(act.coding.objects):
            return True  # "reiterated its *offer*"
        attribution = self.cues.get(act.token)
        if attribution is None:
            return code == "010" and (self.tree.lemma(act.token) in self.coder.book.classes["loose_speech"])
        return self._repeats(act) or any(
            self._tells(start, end, act.token) or self._takes_up(start, end)
            for start, end in attribution.content
        )

    def _tells(self, start: int, end: int, but: int) -> bool:
        """Whether characters [start, end) hold an act other than the one at token ``but``."""
        tokens = self.tree.tokens
        first = bisect_left(self.order, start, key=lambda token: tokens[token].start)
        inside = self.order[first : first + 2]
        return any(token != but and tokens[token].start < end for token in inside)

    def _takes_up(self, start: int, end: int) -> bool:
        """Whether characters [start, end) speak of an act told before: "said they hoped to *do so*"."""
        tokens = self.tree.tokens
        first = bisect_left(tokens, start, key=lambda token: token.start)
        inside = tokens[first : bisect_left(tokens, end, key=lambda token: token.start)]
        return any(verb.lemma == "do" and so.text.lower() == "so" for verb, so in pairwise(inside))

    def _repeats(self, act: Act) -> bool:
        """Whether a participle only goes on with a statement: "issued a *statement*, saying"."""
        return (
            self.tree.has_relation(act.token, "advcl", "acl")
            and not self.tree.children(act.token, "nsubj")
            and self.tree.head(act.token) in self.stated
        )

    # -- its questions ------------------------------------------------------------------

    def _mention(self, act: Act) -> Mention:
        tree, token, coding = self.tree, act.token, act.coding
        reporting = (set(self.cues) | self.spoken) - {token, *act.carriers}
        occasion = [
            head
            for head in coding.objects
            if coding.code.type in OCCASIONAL and tree.tokens[head].start > tree.tokens[token].start
        ]
        expression = expression_of(
            tree, token, act.carriers, act.frame, self.layers.times, reporting=reporting, occasion=occasion,
            published=self.report.published, spoken=coding.code.type in SPOKEN,
        )  # fmt: skip
        standing = status(
            tree, token, act.frame.factuality if act.frame else None, self.report.published, expression
        )
        time = bounded(
            as_time(expression), tree, token, expression, self.report.published,
            ahead=standing.status in AHEAD, running=self._is_news(act, standing),
        )  # fmt: skip
        time = listed(time, expression, tree, self.layers.times)
        time = tallied(self.tree, time, standing.status, self.report.published)
        stations = (token, *act.carriers)
        counts = (counted(tree, one, self.layers.times, self.report.published) for one in stations)
        time = next((one for one in counts if one is not None), time)
        standing = performed(standing, coding, time, self.report.published)
        harm = token in self.threatened or token in self.vowed
        if harm and (standing.status, standing.polarity) == ("planned", "positive"):
            standing = msgspec.structs.replace(standing, status="threatened", certainty="unknown")
        standing, time = self._told(act, standing, time)
        if is_by_saying(standing) or is_plain(standing):
            self.said_outright.add(token)
        if is_hedged(tree, token, standing):
            self.hedged.add(token)
        # "reported *recent* raids": when is not said, but not today
        bygone = expression is not None and expression.value == "PAST_REF" and standing.status == "occurred"
        if (time is None or is_hour(time)) and not bygone and self._is_news(act, standing):
            time = of_day(time, publication(self.report))
            if coding.code.type != "COERCE":  # "imposes a *two-week* quarantine" need not begin today
                time = lasting(tree, token, expression, self.report.published) or time
        actors, recipients = self.involved.of(act)
        places = places_of(
            tree, token, act.carriers, self.grounds,
            visit=coding.mode == "visit", attack=coding.code.type == "ASSAULT",
            taking=coding.code.type == "COERCE", occasion=occasion,
            scenic=standing.status not in AHEAD and coding.code.type not in SPOKEN - {"SUPPORT"},
            apart=self.told if coding.code.type in SPOKEN else (),
            participants=self._placing(coding, standing),
            addressed=() if coding.mode in ("visit", "seize") or coding.code.type == "ASSAULT"
            else self.involved.addressed(act),
        )  # fmt: skip
        ways = {place.start for place in places if place.role in ("origin", "destination", "via")}
        travelled = {place.head for place in self.grounds if place.start in ways}
        if tree.lemma(token) in word_class("leave"):  # "left *North Korea*"
            recipients = tuple(one for one in recipients if one.start not in ways)
        if not recipients:
            recipients = self._host(coding, places, actors)
        word, sentence = tree.tokens[token], tree.sentence(token)
        text = self.report.text
        mention = Mention(
            id=mention_id(self.report.id, word.start, word.end, coding.code.type),
            report=self.report.id,
            evidence=Span(sentence.start, sentence.end, text[sentence.start : sentence.end]),
            trigger=Span(word.start, word.end, word.text),
            type=coding.code.type,
            mode=coding.mode,
            contexts=coding.contexts,
            cameo=coding.code.code,
            actors=actors,
            recipients=recipients,
            status=standing.status,
            certainty=standing.certainty,
            polarity=standing.polarity,
            time=time,
            places=places,
            objects=things(
                tree,
                [
                    head
                    for head in coding.objects or self._left(coding, (*actors, *recipients))
                    if not self._is_time(head) and head not in travelled
                ],
            ),
            sources=self._sources(act, standing),
            confidence=0.0,
        )
        mention = both_at_home(mention, places, self.home)
        return msgspec.structs.replace(mention, confidence=confidence(act, mention, tree))

    def _left(self, coding: Coding, taking_part: Iterable[Actor]) -> list[int]:
        """What stands where recipients do and is none: "called in *the army*", which is one's own."""
        tokens, spans = self.tree.tokens, [(one.start, one.end) for one in taking_part]
        return [
            head
            for head in coding.recipients
            if tokens[head].upos == "NOUN"
            and not any(start <= tokens[head].start < end for start, end in spans)
        ]

    def _sources(self, act: Act, standing: Standing) -> tuple[Source, ...]:
        """On whose word an act is told; who threatens with it does not vouch for it."""
        found = credited(self.report, self.tree, self.layers, self.phrases, act, standing)
        return found[:-1] if act.token in self.threatened else found

    def _told(self, act: Act, standing: Standing, time: Time | None) -> tuple[Standing, Time | None]:
        """The standing and the time of an act, which agree: what has happened has no day to come."""
        return standing, told_in_time(time, standing.status, self.report.published)

    def _placing(self, coding: Coding, standing: Standing) -> Sequence[int]:
        """Whose whereabouts are those of an act: "police *in Hull* arrest", "a judge *in Lagos* rules"."""
        if standing.status in AHEAD:
            return ()  # acts that are to come have only places of their own
        return (*coding.recipients, *coding.actors) if coding.code.type in BODILY else coding.actors

    def _host(self, coding: Coding, places: Sequence[Place], actors: Sequence[Actor]) -> tuple[Actor, ...]:
        """The country that a journey leads to, where the words name just a place in it."""
        if coding.mode != "visit":
            return ()
        own = {actor.country for actor in actors}
        for place in places:
            if place.role == "destination" and place.country and place.country not in own:
                return (country_actor(place.country, place.text, place.start, place.end),)
        return ()

    def _is_news(self, act: Act, standing: Standing) -> bool:
        """Whether the act is told as today's: a present-tense or say-verb without a date."""
        if standing.status == "ongoing":
            return not in_a_past_scene(self.tree, act.token)
        if standing.status != "occurred":
            return False
        if standing.polarity != "positive":
            return refused_today(self.tree, act.token)
        if not is_verb(self.tree, act.token):
            verb = teller(self.tree, act.token)
            return verb is not None and tells_today(self.tree, verb)
        if is_repaid(self.tree, act.token):
            return False  # "are charged *with killing* a judge"
        if self.tree.children(act.token, "aux"):
            # "appear to *have burned*" is no news of today; "is *killed*" is
            lemmas = {self.tree.lemma(child) for child in self.tree.children(act.token, "aux")}
            if "have" in lemmas:
                return False
        return tells_today(self.tree, act.token) or headline_passive(self.tree, act.token)

    def _is_time(self, token: int) -> bool:
        start = self.tree.tokens[token].start
        return any(time.start <= start < time.end for time in self.layers.times)


def _without_wrappings(tree: Tree, found: Sequence[Mention], guessed: frozenset[int]) -> list[Mention]:
    """The mentions without those of the ``guessed`` (by offset) that only wrap another: "*aid* package"."""
    read = {(mention.type, tree.token_at(mention.trigger.start)) for mention in found}

    def wraps(mention: Mention) -> bool:
        inside = tree.children(tree.token_at(mention.trigger.start), "compound")
        return any((mention.type, token) in read for token in inside)

    return [one for one in found if one.trigger.start not in guessed or not wraps(one)]
