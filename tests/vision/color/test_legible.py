"""A color of the same hue that passes."""

import colorsys

import pytest

from scorer.vision.color.legible import contrast_of, legible_color


def hue(color):
    shares = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return colorsys.rgb_to_hls(*shares)[0]


@pytest.mark.parametrize("contrast", [3.0, 4.5])
@pytest.mark.parametrize("background", ["#ffffff", "#f6d9d5", "#406080", "#101010"])
@pytest.mark.parametrize("ink", ["#ff6b4a", "#7c9a78", "#c8a070"])
def test_it_passes_in_the_same_hue(ink, background, contrast):
    found = legible_color(ink, background, contrast)

    assert contrast_of(found, background) >= contrast
    assert found in {"#ffffff", "#000000"} or hue(found) == pytest.approx(
        hue(ink), abs=0.02
    )


def test_a_color_that_passes_stays():
    assert legible_color("#112233", "#ffffff", 4.5) == "#112233"


def test_where_no_color_passes_the_better_end_is_named():
    assert legible_color("#777777", "#777777", 21.0) == "#000000"


def test_a_tint_of_white_gets_no_hue_when_it_is_made_darker():
    assert legible_color("#fffefe", "#ff6a4a", 4.5) == "#303030"
