from msgspec.structs import replace

from demarche.exports.rows import COLUMNS, mention_row, mentions_to_rows


def test_row_has_a_cell_for_every_column(reading):
    (mention,) = reading("Ana Lind may visit Oslo.").mentions
    row = dict(zip(COLUMNS, mention_row(mention), strict=True))
    assert row["actors"] == "Ana Lind may"
    assert row["actor_countries"] == "SWE"
    assert row["contexts"] == "diplomatic; military"
    assert row["time_start"] == "2024-03-01"
    assert row["latitudes"] == "59.91"
    assert row["recipient_sectors"] == ""
    assert (row["trigger"], row["trigger_start"], row["trigger_end"]) == ("visit", 13, 18)


def test_gaps_keep_their_place_among_several(reading):
    (mention,) = reading("Ana Lind may visit Oslo.").mentions
    first = mention.actors[0]
    stateless = replace(first, country=None)
    two = replace(mention, actors=(stateless, first), time=None)
    (row,) = mentions_to_rows([two])
    assert row["actor_countries"] == "; SWE"
    assert row["time_start"] == ""
