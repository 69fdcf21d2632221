"""Charts are whole SVG, and their numbers stand where they should."""

from xml.etree import ElementTree as ET

import pytest

from scorer.account.plots import charts
from scorer.account.plots.axis import axis, round_factors, round_numbers
from scorer.account.plots.charts import Written
from scorer.account.plots.gallery import Gallery

PLAIN = Written(str, str)


def drawn():
    return (
        charts.curve(
            "<a> & b", [(0, 1), (1, 2)], [(0, 0, 2), (1, 1, 3)], (3, 0), PLAIN
        ),
        charts.curve("x", [(0, 0), (1, 0)], [(0, 0, 0), (1, 0, 0)], (), PLAIN, (0, 1)),
        charts.whiskers("<", [("no", 0, 0, 0), ("yes", 0, 0, 0)], (1, 2), PLAIN),
        charts.against("x", [(0.1, 0.1)], str),
        charts.learning("x", [(20, 0.1), (40, 0.3)], 300, 40),
    )


def test_charts_are_whole_and_escaped():
    for svg in drawn():
        assert ET.fromstring(svg).tag == "svg"
        alone = ET.fromstring(charts.as_file(svg))
        assert alone.tag == "{http://www.w3.org/2000/svg}svg"


def test_more_stands_higher_and_further_right():
    svg = ET.fromstring(charts.against("x", [(1, 1), (2, 3)], str))
    first, second = (
        (float(dot.get("cx")), float(dot.get("cy"))) for dot in svg.iter("circle")
    )

    assert first[0] < second[0]
    assert first[1] > second[1]


def test_bars_say_where_there_are_pins():
    svg = ET.fromstring(
        charts.curve("x", [(0, 0), (1, 1)], [(0, 0, 0), (1, 1, 1)], (4, 0, 2), PLAIN)
    )
    bars = [float(each.get("height")) for each in svg.iter("rect")]

    assert len(bars) == 2
    assert bars[0] > bars[1] > 0


@pytest.mark.parametrize(
    ("low", "high", "numbers"),
    [
        (0, 1, (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        (-3, 40, (0.0, 10.0, 20.0, 30.0, 40.0)),
        (5, 5, (5,)),
    ],
)
def test_round_numbers(low, high, numbers):
    assert round_numbers(low, high) == numbers


def test_factors_are_round_on_their_scale():
    assert round_factors(0.004, 0.06) == (0.005, 0.01, 0.02, 0.05)
    assert axis([1, 100], 0, 100, is_log=True).share(10) == 50


def test_values_all_alike_still_have_an_axis():
    same = axis([3, 3], 0, 100)

    assert same.share(3) == 50
    assert axis([0], 0, 100).share(0) == 50


def test_a_picture_is_stored_once_however_often_it_is_shown():
    gallery = Gallery({"a": b"RIFF....WEBP", "unused": b"RIFF....WEBP"})

    first, again = gallery.view("a", "One"), gallery.view("a", "One")

    assert first == again
    assert gallery.view("b", "").css == ""
    assert gallery.view("b", "").name == "b"
    assert gallery.style().count("data:image/webp") == 1
