"""How the places of two mentions agree: the same, one inside the other, or apart."""

from __future__ import annotations

import math

from demarche.ledger.sketch import Sketch, Spot

NEAR_KM = 40  # a town and its airport, a city and its suburb


def distance_km(a: Spot, b: Spot) -> float | None:
    """The great-circle distance, None where one has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    lat1, lat2 = math.radians(a.latitude), math.radians(b.latitude)
    dlat, dlon = lat2 - lat1, math.radians(b.longitude - a.longitude)
    chord = math.sin(dlat / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(dlon / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, chord)))


def relation(a: Spot, b: Spot) -> str:
    """ "same", "inside" (one is the country of the other), "country" (two places of one
    country), "apart" (two countries) or "unknown"."""
    if a.name == b.name and (a.country == b.country or not a.country or not b.country):
        return "same"
    if a.country and b.country and a.country != b.country:
        return "apart"
    if a.country and a.country == b.country and a.whole != b.whole:
        return "inside"
    distance = distance_km(a, b)
    if distance is not None and not a.whole and not b.whole:
        return "same" if distance <= NEAR_KM else "country" if a.country == b.country else "apart"
    return "unknown"


def one_town(a: Sketch, b: Sketch) -> bool:
    """Whether both are at one place that is smaller than a country."""
    return places_agree(a, b)[0] == "same" and not any(spot.whole for spot in a.spots)


_BEST = ("same", "inside", "country", "unknown", "apart")


def places_agree(a: Sketch, b: Sketch) -> tuple[str, str]:
    """The best relation between the places of two mentions, with words for it.

    The host of a visit, and whoever is struck, stands for a place as well.
    """
    best, words = "unknown", ""
    found = [(relation(x, y), x, y) for x in a.spots for y in b.spots]
    if found:
        best, x, y = min(found, key=lambda one: (_BEST.index(one[0]), one[1].name, one[2].name))
        if best == "same":
            words = f"both at {min(x.name, y.name, key=len)}"
        elif best == "inside":
            inner, outer = (x, y) if y.whole else (y, x)
            words = f"{inner.name} inside {outer.name}"
        elif best in ("country", "apart"):
            words = f"{x.name} and {y.name} lie apart"
        return best, words
    for one, other in ((a, b), (b, a)):
        hosts = {who.country: who.name for who in other.recipients if who.state}
        for spot in one.spots:
            if spot.country in hosts:
                return "inside", f"{spot.name} inside {hosts[spot.country]}"
    return best, words
