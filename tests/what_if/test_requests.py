"""What people ask of a pin, in their words."""

import pytest

from scorer.core.errors import SettingsError
from scorer.what_if.requests import (
    EXAMPLES,
    Advised,
    Contrast,
    CropTo,
    Lightness,
    Margin,
    Number,
    OnPanel,
    Recolor,
    Resize,
    Without,
    Words,
    understood,
)


@pytest.mark.parametrize(
    ("asked", "request_"),
    [
        ("headline 1.5x", Resize("headline", 1.5)),
        ("the headline 1.5 times larger", Resize("headline", 1.5)),
        ("Make the headline 1,5 times as large.", Resize("headline", 1.5)),
        ("headline twice as large", Resize("headline", 2.0)),
        ("headline 2 times smaller", Resize("headline", 0.5)),
        ("headline 50 % larger", Resize("headline", 1.5)),
        ("text 20% smaller", Resize("text", 0.8)),
        ("the small print 2×", Resize("fine print", 2.0)),
        ("“Mason Jar” 1.4x", Resize("“Mason Jar”", 1.4)),
        ('make "Mason Jar" 1.4x', Resize('"Mason Jar"', 1.4)),
        ("contrast 4.5", Contrast("text", 4.5)),
        ("contrast 4.5:1", Contrast("text", 4.5)),
        ("contrast of the headline 7", Contrast("headline", 7)),
        ("headline contrast 7", Contrast("headline", 7)),
        ("headline in #FFF", Recolor("headline", "#ffffff")),
        ("headline navy", Recolor("headline", "#000080")),
        ("panel", OnPanel("text")),
        ("a plain white panel behind the headline", OnPanel("headline", "#ffffff")),
        ("headline on a panel", OnPanel("headline")),
        ("without the fine print", Without("fine print")),
        ("remove “50 % off”", Without("“50 % off”")),
        ("margin 5 %", Margin(0.05)),
        ("crop 2:3", CropTo(2 / 3)),
        ("cropped to 4:5", CropTo(0.8)),
        ("1000 x 1500", CropTo(2 / 3)),
        ("photo lightness 50", Lightness(50)),
        ("title: Ten easy dinners", Words("title", "Ten easy dinners")),
        ('description="Cook: eat."', Words("description", "Cook: eat.")),
        ("fix small-text", Advised("small-text")),
        ("geometry.width_px=1000", Number("geometry.width_px", 1000.0)),
        ("color.lightness = 6e1", Number("color.lightness", 60.0)),
    ],
)
def test_people_are_understood(asked, request_):
    assert understood(asked) == request_


@pytest.mark.parametrize("asked", EXAMPLES)
def test_what_is_offered_is_understood(asked):
    understood(asked)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("sharpen", "nobody can tell"),
        ("", "nobody can tell"),
        ("headline", "nobody can tell"),
        ("geometry.width_px", "nobody can tell"),
        ("headline 40x", "from 0.1 to 10"),
        ("contrast 30", "from 1 to 21"),
        ("crop 1:99", "from 1:10 to 10:1"),
        ("headline in blurple", "'blurple' is no color"),
        ("make the headline bigger", "say by how much"),
        ("color.lightness=light", "no number"),
        ("color.lightness=nan", "no number"),
        ("title:", "no words"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_what_can(asked, why):
    with pytest.raises(SettingsError) as caught:
        understood(asked)

    assert why in caught.value.message
    assert repr(asked) in caught.value.message
    assert "headline 1.5x" in caught.value.hint


def test_a_feature_that_there_is_not_names_the_closest():
    with pytest.raises(SettingsError, match="there is no feature") as caught:
        understood("color.lightnes=50")

    assert "color.lightness" in caught.value.hint
