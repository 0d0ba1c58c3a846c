import datetime as dt

from demarche.exports.inspection import layers_record


def test_keys_are_those_of_the_records_page(reading):
    record = layers_record(reading("Oslo", published=dt.date(2024, 3, 5)))
    assert record == {
        "report": "r1",
        "published": "2024-03-05",
        "sentences": [(0, 4)],
        "tokens": [
            {
                "start": 0, "end": 4, "text": "Oslo", "lemma": "oslo", "upos": "PROPN",
                "feats": "Number=Sing", "head": -1, "deprel": "root",
            }
        ],
        "entities": [
            {
                "start": 0, "end": 4, "type": "person", "named": True, "chain": 0,
                "name": "Ana Lind", "country": "SWE", "sector": "GOV",
            }
        ],
        "names": [{"start": 0, "end": 4, "type": "place"}],
        "frames": [
            {
                "roleset": "visit.01", "start": 0, "end": 4, "factuality": 1.432,
                "args": [{"role": "ARG0", "start": 0, "end": 4}],
            }
        ],
        "times": [
            {
                "start": 0, "end": 4, "text": "Oslo", "type": "DATE", "value": "2024-03",
                "from": "2024-03-01", "to": "2024-03-31",
            }
        ],
        "places": [
            {
                "start": 0, "end": 4, "text": "Oslo", "name": "Oslo", "kind": "city", "country": "NOR",
                "latitude": 59.91, "longitude": 10.75, "geonameid": 3143244,
            }
        ],
        "attributions": [{"source": ((0, 1),), "cue": ((1, 2),), "content": ((2, 4),)}],
    }  # fmt: skip
