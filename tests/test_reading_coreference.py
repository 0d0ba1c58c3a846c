"""Chains: names, descriptions, collectives and pronouns find whom they speak of.

The trees are written by hand, one word a line item: form/UPOS/head/relation, heads
counted from 1 within the sentence, so that the tests hold whatever the model does.
"""

import datetime as dt

import msgspec
import pytest

from demarche.language.tree import Tree
from demarche.reading.actors import actor_of, head_index
from demarche.reading.coreference import resolve
from demarche.records import Analysis, EntityMention, Report, Sentence, Token

SINGULARS = {
    "leaders": "leader", "countries": "country", "officials": "official", "soldiers": "soldier",
    "parents": "parent", "brothers": "brother",
}  # fmt: skip
PLURALS = {*SINGULARS, "They", "they", "their", "sides"}


def analysis(*sentences: str, types: dict[str, str] | None = None) -> Analysis:
    """An analysis of sentences written as "form/UPOS/head/relation" items."""
    text, tokens, spans, entities = "", [], [], []
    for sentence in sentences:
        first = len(tokens)
        for item in sentence.split():
            form, upos, head, relation = item.rsplit("/", 3)
            glued = form.startswith("~")
            form = form.lstrip("~")
            if text and not glued:
                text += " "
            number = "Number=Plur" if form in PLURALS else "Number=Sing" if upos in ("NOUN", "PROPN") else ""
            lemma = SINGULARS.get(form, form.lower() if upos != "PROPN" else form)
            start = len(text)
            text += form
            tokens.append(
                Token(
                    start, len(text), form, lemma, upos, number,
                    first + int(head) - 1 if head != "0" else -1, relation,
                )
            )  # fmt: skip
        spans.append(Sentence(tokens[first].start, len(text), first, len(tokens)))
    for index, token in enumerate(tokens):
        kind = (types or {}).get(token.text)
        if kind:
            entities.append(
                EntityMention(token.start, token.end, index, index + 1, index, kind, token.upos == "PROPN")
            )
    return Analysis(text, tuple(spans), tuple(tokens), tuple(entities), ())


def with_feats(made: Analysis, **feats: str) -> Analysis:
    """The analysis with features on the words named."""
    tokens = (msgspec.structs.replace(t, feats=feats.get(t.text, t.feats)) for t in made.tokens)
    return msgspec.structs.replace(made, tokens=tuple(tokens))


def read(*sentences: str, types: dict[str, str] | None = None, published: dt.date | None = None):
    made = analysis(*sentences, types=types)
    tree = Tree(made)
    entities = resolve(Report(id="test", text=made.text, published=published), tree)
    return tree, entities


def chain_of(tree: Tree, entities, word: str, nth: int = 0) -> int:
    heads = [e for e in sorted(entities, key=lambda e: e.head) if tree.tokens[e.head].text == word]
    return heads[nth].chain


def entity(tree: Tree, entities, word: str, nth: int = 0):
    return [e for e in sorted(entities, key=lambda e: e.head) if tree.tokens[e.head].text == word][nth]


MEETING = (
    "Polish/ADJ/2/amod President/PROPN/3/nmod:desc Andrzej/PROPN/5/nsubj Duda/PROPN/3/flat "
    "received/VERB/0/root Lithuanian/ADJ/7/amod President/PROPN/8/nmod:desc Gitanas/PROPN/5/obj "
    "Nauseda/PROPN/8/flat in/ADP/11/case Warsaw/PROPN/5/obl ~./PUNCT/5/punct"
)


def test_titles_give_country_and_sector_and_are_no_part_of_the_name():
    tree, entities = read(MEETING)
    duda = entity(tree, entities, "Andrzej")
    assert (duda.name, duda.country, duda.sector) == ("Andrzej Duda", "POL", "GOV")
    assert [actor.text for actor in duda.referents] == ["Andrzej Duda"]
    assert entity(tree, entities, "Gitanas").country == "LTU"


def test_short_names_join_the_full_name():
    tree, entities = read(
        MEETING, "Mr./PROPN/2/nmod:desc Nauseda/PROPN/3/nsubj smiled/VERB/0/root ~./PUNCT/3/punct"
    )
    assert chain_of(tree, entities, "Nauseda") == chain_of(tree, entities, "Gitanas")
    assert entity(tree, entities, "Nauseda").name == "Gitanas Nauseda"


def test_namesakes_with_other_given_names_stay_apart():
    tree, entities = read(
        "Raul/PROPN/3/nsubj Castro/PROPN/1/flat succeeded/VERB/0/root Fidel/PROPN/3/obj "
        "Castro/PROPN/4/flat ~./PUNCT/3/punct",
        types={"Raul": "person", "Fidel": "person"},
    )
    assert chain_of(tree, entities, "Raul") != chain_of(tree, entities, "Fidel")


def test_variants_of_a_country_are_one():
    tree, entities = read(
        "Britain/PROPN/2/nsubj agreed/VERB/0/root ~./PUNCT/2/punct",
        "The/DET/2/det U.K./PROPN/3/nsubj waited/VERB/0/root ~./PUNCT/3/punct",
    )
    assert chain_of(tree, entities, "Britain") == chain_of(tree, entities, "U.K.")
    assert entity(tree, entities, "U.K.").name == "United Kingdom"
    assert entity(tree, entities, "U.K.").sector is None


@pytest.mark.parametrize(
    "second",
    [
        "Both/DET/2/det leaders/NOUN/3/nsubj spoke/VERB/0/root ~./PUNCT/3/punct",
        "The/DET/3/det two/NUM/3/nummod leaders/NOUN/4/nsubj spoke/VERB/0/root ~./PUNCT/4/punct",
        "They/PRON/2/nsubj spoke/VERB/0/root ~./PUNCT/2/punct",
    ],
)
def test_collectives_stand_for_their_members(second):
    tree, entities = read(MEETING, second)
    subject = next(i for i, t in enumerate(tree.tokens) if t.deprel == "nsubj" and i > 11)
    actors = actor_of(tree, subject, head_index(entities))
    assert [actor.name for actor in actors] == ["Andrzej Duda", "Gitanas Nauseda"]
    assert {actor.country for actor in actors} == {"POL", "LTU"}
    assert len({(actor.start, actor.end) for actor in actors}) == 1


def test_the_two_countries_of_two_persons():
    tree, entities = read(
        MEETING,
        "Both/DET/2/det countries/NOUN/3/nsubj agreed/VERB/0/root ~./PUNCT/3/punct",
    )
    found = entity(tree, entities, "countries").referents
    assert [(actor.name, actor.country) for actor in found] == [("Poland", "POL"), ("Lithuania", "LTU")]


def test_pronouns_agree_in_gender_and_obey_binding():
    tree, entities = read(
        "Angela/PROPN/3/nsubj Merkel/PROPN/1/flat thanked/VERB/0/root Viktor/PROPN/3/obj "
        "Orban/PROPN/4/flat ~./PUNCT/3/punct",
        "She/PRON/2/nsubj praised/VERB/0/root him/PRON/2/obj ~./PUNCT/2/punct",
        types={"Angela": "person", "Viktor": "person"},
    )
    assert chain_of(tree, entities, "She") == chain_of(tree, entities, "Angela")
    assert chain_of(tree, entities, "him") == chain_of(tree, entities, "Viktor")


def test_its_is_the_country():
    tree, entities = read(
        "Chile/PROPN/2/nsubj recalled/VERB/0/root its/PRON/4/nmod:poss ambassador/NOUN/2/obj ~./PUNCT/2/punct"
    )
    assert chain_of(tree, entities, "its") == chain_of(tree, entities, "Chile")
    envoy = entity(tree, entities, "ambassador")
    assert (envoy.country, envoy.sector) == ("CHL", "GOV")


def test_an_apposition_describes():
    tree, entities = read(
        "Asha/PROPN/7/nsubj Rao/PROPN/1/flat ~,/PUNCT/5/punct a/DET/5/det judge/NOUN/1/appos "
        "~,/PUNCT/5/punct resigned/VERB/0/root ~./PUNCT/7/punct",
        types={"Asha": "person"},
    )
    assert chain_of(tree, entities, "judge") == chain_of(tree, entities, "Asha")
    assert entity(tree, entities, "Asha").sector == "JUD"


def test_i_is_the_speaker_in_a_quotation():
    tree, entities = read(
        "``/PUNCT/4/punct I/PRON/4/nsubj will/AUX/4/aux go/VERB/8/ccomp ~''/PUNCT/4/punct "
        "~,/PUNCT/8/punct Mahama/PROPN/8/nsubj said/VERB/0/root ~./PUNCT/8/punct".replace("said", "say"),
        types={"Mahama": "person"},
    )
    assert chain_of(tree, entities, "I") == chain_of(tree, entities, "Mahama")


def test_empty_text_and_one_word():
    assert resolve(Report(id="e", text=""), Tree(Analysis("", (), (), (), ()))) == ()
    _, entities = read("Attack/NOUN/0/root")
    assert [e.chain for e in entities] == [0]


def test_offsets_are_the_words():
    tree, entities = read(MEETING)
    for found in entities:
        assert tree.analysis.text[found.start : found.end].strip()
        for actor in found.referents:
            assert tree.analysis.text[actor.start : actor.end] == actor.text


def test_the_subject_of_the_sentence_before_wins_over_who_is_named_more_often():
    tree, entities = read(
        "Mr./PROPN/2/nmod:desc Kim/PROPN/3/nsubj landed/VERB/0/root ~./PUNCT/3/punct",
        "Mr./PROPN/2/nmod:desc Kim/PROPN/3/nsubj rested/VERB/0/root ~./PUNCT/3/punct",
        "Mr./PROPN/2/nmod:desc Kim/PROPN/3/nsubj toured/VERB/0/root a/DET/5/det pier/NOUN/3/obj "
        "~./PUNCT/3/punct",
        "Oleg/PROPN/6/nsubj Orlov/PROPN/1/flat ~,/PUNCT/4/punct minister/NOUN/1/appos ~,/PUNCT/1/punct "
        "came/VERB/0/root ~./PUNCT/6/punct",
        "He/PRON/2/nsubj proposed/VERB/0/root exercises/NOUN/2/obj ~./PUNCT/2/punct",
        types={"Kim": "person", "Oleg": "person"},
    )
    assert chain_of(tree, entities, "He") == chain_of(tree, entities, "Oleg")


def test_whoever_says_something_is_its_subject():
    """Also where the name stands behind the office."""
    tree, entities = read(
        "The/DET/2/det mayor/NOUN/6/nsubj ~,/PUNCT/4/punct Ana/PROPN/2/appos ~,/PUNCT/4/punct "
        "told/VERB/0/root Eva/PROPN/6/obj that/SCONJ/11/mark she/PRON/11/nsubj "
        "had/AUX/11/aux asked/VERB/6/ccomp ~./PUNCT/6/punct",
        types={"Ana": "person", "Eva": "person"},
    )
    assert chain_of(tree, entities, "she") == chain_of(tree, entities, "Ana")


def test_whom_an_understood_subject_acts_on_is_somebody_else():
    """"Aziz met Diallo, praising *him*": Aziz praises; "asked Diallo to meet *him*": Diallo meets."""
    people = {"Aziz": "person", "Diallo": "person"}
    tree, entities = read(
        "Aziz/PROPN/2/nsubj met/VERB/0/root Diallo/PROPN/2/obj ~,/PUNCT/5/punct praising/VERB/2/advcl "
        "him/PRON/5/obj ~./PUNCT/2/punct",
        types=people,
    )
    tree = Tree(with_feats(tree.analysis, praising="VerbForm=Ger"))
    entities = resolve(Report(id="test", text=tree.analysis.text), tree)
    assert chain_of(tree, entities, "him") == chain_of(tree, entities, "Diallo")
    tree, entities = read(
        "Aziz/PROPN/2/nsubj asked/VERB/0/root Diallo/PROPN/2/obj to/PART/5/mark meet/VERB/2/xcomp "
        "him/PRON/5/obj ~./PUNCT/2/punct",
        types=people,
    )
    assert chain_of(tree, entities, "him") == chain_of(tree, entities, "Aziz")


@pytest.mark.parametrize("kin", ["parents", "brothers"])
def test_kin_are_not_whose_kin_they_are(kin):
    tree, entities = read(
        "Aziz/PROPN/2/nsubj met/VERB/0/root Diallo/PROPN/2/obj ~./PUNCT/2/punct",
        f"His/PRON/3/nmod:poss two/NUM/3/nummod {kin}/NOUN/4/nsubj waited/VERB/0/root ~./PUNCT/4/punct",
        types={"Aziz": "person", "Diallo": "person", kin: "person"},
    )
    assert [actor.name for actor in entity(tree, entities, kin).referents] == [f"His two {kin}"]
    tree, entities = read(
        "Aziz/PROPN/2/nsubj met/VERB/0/root Diallo/PROPN/2/obj ~./PUNCT/2/punct",
        "The/DET/3/det two/NUM/3/nummod leaders/NOUN/4/nsubj waited/VERB/0/root ~./PUNCT/4/punct",
        types={"Aziz": "person", "Diallo": "person", "leaders": "person"},
    )
    assert [actor.name for actor in entity(tree, entities, "leaders").referents] == ["Aziz", "Diallo"]


def test_a_surname_that_is_a_capital_is_no_city():
    people = {"Valeska": "person", "Paris": "place"}
    tree, entities = read(
        "Valeska/PROPN/3/nsubj Paris/PROPN/1/flat sang/VERB/0/root ~./PUNCT/3/punct",
        "Paris/PROPN/2/nsubj left/VERB/0/root ~./PUNCT/2/punct",
        "Envoys/NOUN/2/nsubj flew/VERB/0/root to/ADP/4/case Paris/PROPN/2/obl ~./PUNCT/2/punct",
        types=people,
    )
    assert chain_of(tree, entities, "Paris") == chain_of(tree, entities, "Valeska")
    city = entity(tree, entities, "Paris", 1)
    assert (city.chain != chain_of(tree, entities, "Valeska"), city.country) == (True, "FRA")
    tree, entities = read("Paris/PROPN/2/nsubj left/VERB/0/root ~./PUNCT/2/punct", types=people)
    assert entity(tree, entities, "Paris").country == "FRA"
