"""Answers of the API are files that ``train`` reads, or refused in one sentence."""

import json
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scorer.core.errors import PinterestError, ScorerError
from scorer.core.settings import Settings
from scorer.exports import read
from scorer.pins import find
from scorer.pinterest import client as clients
from scorer.pinterest.answers import Analytics, Boards, Pins
from scorer.pinterest.pull import Choice, pull
from tests.fuzz.test_reports import changed, junk, places

FIGURES = {"IMPRESSION": 9, "PIN_CLICK": 1, "OUTBOUND_CLICK": 1, "SAVE": None}
SIZES = {"1200x": {"url": "https://i.pinimg.com/a.jpg", "width": 100, "height": 150}}
PIN = {
    "id": "813744226420795884",
    "created_at": "2026-01-01T00:00:00",
    "title": "Cake",
    "description": "A cake",
    "link": "https://x.example/cake",
    "board_id": "549755885175",
    "media": {"media_type": "image", "images": SIZES},
    "pin_metrics": {"90d": FIGURES, "lifetime_metrics": FIGURES},
}
DAY = {"date": "2026-01-01", "data_status": "READY", "metrics": FIGURES}
ANSWERS = {
    Boards: {"items": [{"id": "549755885175", "name": "Cakes"}], "bookmark": None},
    Pins: {"items": [PIN, {"id": "12", "media": None}], "bookmark": None},
    Analytics: {"all": {"daily_metrics": [DAY], "summary_metrics": FIGURES}},
}


class Answering:
    """Answers as the API would, but for one kind; there are no pictures."""

    requests = 0

    def __init__(self, kind, body):
        self._bodies = {
            each: json.dumps(answer).encode() for each, answer in ANSWERS.items()
        }
        self._bodies[kind] = body
        self._asked = 0

    def ask(self, path, query, kind):
        self._asked += 1
        if self._asked > 20:
            raise PinterestError("enough pages", hint="of one test")
        return clients._parsed(self._bodies[kind], kind, path)

    def picture(self, url, most_bytes):
        raise clients.GoneError("no pictures here", hint="in a test", code="gone")


def pulled(kind, body):
    """Pull, and read what it wrote as training would."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        try:
            pull(Answering(kind, body), out, Settings(), Choice(), lambda pins, _: pins)
        except ScorerError as error:
            assert error.message
            assert error.hint
            return
        for use in (
            lambda: list(find([out / "pins" / "pins.csv"])),
            lambda: read(list((out / "exports").iterdir())),
        ):
            try:
                use()
            except ScorerError as error:
                assert error.message
        written = {each.name for each in out.rglob("*") if each.is_file()}
        assert written <= {"pins.json", "analytics.json", "pins.csv"}


@given(st.sampled_from(list(ANSWERS)), st.data(), junk)
def test_answer_with_one_thing_changed(kind, data, value):
    path = data.draw(st.sampled_from(list(places(ANSWERS[kind]))))

    pulled(kind, json.dumps(changed(path, value, ANSWERS[kind])).encode())


@given(st.sampled_from(list(ANSWERS)), st.binary(max_size=200))
def test_answer_of_anything(kind, body):
    pulled(kind, body)


@given(st.data())
def test_headers_say_seconds_or_nothing(data):
    words = st.sampled_from(["0", "12", "1e9", "nan", "-5", "Wed, 21 Oct 2026 07:28"])
    text = data.draw(words | st.text(max_size=30))
    seconds = clients._seconds(text)

    assert seconds is None or seconds >= 0
