"""How names are counted: exact, by head, inside others."""

from __future__ import annotations

import pytest

from evaluation.names import Found, Item, among_entities, kinds, layer, nested

MINISTRY = Found(0, 26, "organisation", 1)
GABON = Found(21, 26, "place", 3)
COSTA = Found(40, 49, "person", 7)


def test_a_name_in_a_name_is_nested_and_an_equal_one_is_not() -> None:
    assert nested([MINISTRY, GABON, COSTA]) == {GABON}
    assert nested([MINISTRY, MINISTRY._replace(kind="place")]) == set()


def test_the_layer_counts_by_bounds_and_kind() -> None:
    ours = (MINISTRY, COSTA._replace(kind="place"), Found(60, 63, "other", 9))
    figures = layer([Item((MINISTRY, GABON, COSTA), ours, ())])
    assert figures["precision"] == pytest.approx(1 / 3) and figures["recall"] == pytest.approx(1 / 3)
    assert figures["F1 untyped"] == pytest.approx(2 / 3)
    assert figures["recall by head"] == pytest.approx(1 / 3) and figures["nested recall"] == 0
    by_kind = kinds([Item((MINISTRY, GABON, COSTA), ours, ())])
    assert by_kind["organisation"] == 1 and by_kind["place"] == 0


def test_entities_count_by_head_whatever_their_phrase_holds() -> None:
    wider = COSTA._replace(start=30)
    figures = among_entities([Item((GABON, COSTA), (), (GABON, wider, Found(60, 63, "other", 9)))])
    assert figures["exact, kind"] == 0.5 and figures["by head, kind"] == 1
    assert figures["precision"] == pytest.approx(2 / 3)
