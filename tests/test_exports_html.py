from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from conftest import fake_reading
from demarche.exports.html import html_page, pieces
from demarche.records import Report


class Page(HTMLParser):
    """Collects tags with attributes, and the text outside of scripts, styles and codings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def page_of(*readings):
    return "".join(html_page(readings))


def test_acts_are_marked_by_status_and_carry_their_coding(reading):
    page = page_of(reading("Ana Lind may visit Oslo."))
    acts = [attrs for tag, attrs in Page(page).tags if "act" in (attrs.get("class") or "").split()]
    assert [act["class"] for act in acts] == ["act planned"]
    assert acts[0]["tabindex"] == "0"
    tips = {attrs["id"] for _, attrs in Page(page).tags if attrs.get("role") == "tooltip"}
    assert acts[0]["aria-describedby"] in tips
    assert "CONSULT visit 042" in page
    assert "→ Norway (NOR)" in page


def test_several_reports_have_ids_of_their_own(reading):
    page = Page(page_of(reading("They visit."), reading("They visit, and visit.", id="r2")))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert sum(tag == "section" for tag, _ in page.tags) == 2


def test_nothing_is_loaded_from_outside(reading):
    tags = Page(page_of(reading("They visit.", url="https://example.org/a"))).tags
    assert not [tag for tag, attrs in tags if "src" in attrs or tag in ("link", "iframe", "img", "object")]


HOSTILE = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> visit {{ 7*7 }} </textarea>"


def test_hostile_text_stays_text(reading):
    page = page_of(
        reading(HOSTILE, id=HOSTILE, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)"),
        reading(HOSTILE, url='https://example.org/"onmouseover="alert(1)'),
    )
    tags = Page(page).tags
    assert sum(tag == "script" for tag, _ in tags) == 1  # the page's own
    assert not [tag for tag, _ in tags if tag in ("img", "textarea")]
    assert not [attrs for _, attrs in tags if any(name.startswith("on") for name in attrs)]
    assert [attrs["href"] for tag, attrs in tags if tag == "a"] == [
        'https://example.org/"onmouseover="alert(1)'
    ]
    assert "49" not in page.split("<main>")[1].split("</main>")[0].replace("2949", "")


def test_no_reports_give_a_page_that_says_so():
    assert "No report could be read." in page_of()


@given(st.text(alphabet=st.sampled_from("ab visit<&\n"), max_size=60))
def test_pieces_join_to_the_text(text):
    reading = fake_reading(Report(id="r", text=text))
    cut = pieces(reading)
    assert "".join(piece.text for piece in cut) == text
    marked = sorted(number for piece in cut for number in piece.acts)
    assert marked == list(range(len(reading.mentions)))
