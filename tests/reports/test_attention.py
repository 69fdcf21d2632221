"""The attention estimate: picture and text on one scale, and shares of regions."""

import pytest

from scorer.reports._attention import attention
from tests.reports import _make as make

EVEN = [[0.5] * 10 for _ in range(15)]
HEADLINE = {
    "text": "Words",
    "box": [0, 0, 1000, 300],
    "kind": "headline",
    "contrast_typical": 7.0,
}


def found(picture=EVEN, **evidence):
    return attention(make.report(results=(), evidence=evidence), picture)


def test_an_even_picture_holds_an_even_share_everywhere():
    assert {round(x, 6) for row in found().density for x in row} == {1.0}


def test_density_is_the_same_however_strong_the_map_is():
    weak = [[0.01 * (x + y) for x in range(10)] for y in range(15)]
    strong = [[10 * cell for cell in row] for row in weak]

    assert found(weak).density[7] == pytest.approx(found(strong).density[7])


def test_text_is_hotter_than_the_plain_ground_under_it():
    dark = [[0.1] * 10 for _ in range(15)]
    rows = found(dark, text_lines=[HEADLINE]).density

    assert min(rows[1]) > 2
    assert max(rows[8]) < 1


def test_faint_text_takes_less_than_clear_text():
    dark = [[0.1] * 10 for _ in range(15)]
    faint = HEADLINE | {"contrast_typical": 1.5}

    assert (
        found(dark, text_lines=[faint]).density[1]
        < (found(dark, text_lines=[HEADLINE]).density[1])
    )


def test_regions_say_their_shares_the_largest_first():
    seen = found(
        text_lines=[HEADLINE],
        subject_box=[0, 750, 1000, 750],
        faces=[[0, 750, 500, 300]],
    )
    names = [each.name for each in seen.regions]
    total = sum(map(sum, seen.density))
    top = sum(map(sum, seen.density[:3])) / total

    assert names == ["Subject", "Headline", "Faces"]
    assert seen.regions[1].share == pytest.approx(top)
    assert seen.regions[1].box == (0.0, 0.0, 1.0, 0.2)


def test_lines_of_one_kind_are_one_region_and_print_on_things_is_none():
    body = {"box": [0, 600, 500, 100], "kind": "body"}
    lines = [body, body | {"box": [0, 900, 1000, 100]}, HEADLINE | {"role": "scene"}]
    (region,) = found(text_lines=lines).regions

    assert region.name == "Other text"
    assert region.box[1] == pytest.approx(0.6)


def test_what_is_no_line_is_passed_over():
    odd = [{"box": [1, 2, 3]}, "text", {"box": [5000, 5000, 10, 10]}]

    assert found(text_lines=odd).regions == ()
    assert found(text_lines="none").regions == ()
