"""A pin's lines together: on things in the photo, or the pin's own words."""

import pytest

from scorer.text.scripts.pin_script import on_a_thing


@pytest.mark.parametrize(
    ("odds", "share"), [([3.0], 0), ([-0.5], 0), ([-2.3], 0.5), ([-9, -4.1], 1)]
)
def test_how_surely_lines_are_on_things(odds, share):
    assert on_a_thing(odds) == pytest.approx(share)
