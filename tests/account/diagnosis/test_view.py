"""What is said of a funnel, and what is not."""

from dataclasses import replace

from scorer.account.diagnosis.group_differences import GroupDifference
from scorer.account.diagnosis.groups import Diagnosis, Group
from scorer.account.diagnosis.pages import as_text
from scorer.account.diagnosis.view import difference_lines, summary

NONE = Group("stars", "Make more like these", (), ())
FOUND = Diagnosis(12, (0.01, 0.02, 0.03), None, (NONE,))


def test_of_few_pins_nothing_usual_is_claimed():
    few = summary(replace(FOUND, pins=3))

    assert few.startswith("3 pins, too few to say what is usual for you. Of 1,000")
    assert "half of your pins" not in few
    assert "half of your pins lie between 1.00 and 3.00 %" in summary(FOUND)


def test_an_empty_group_advises_nothing():
    text = as_text(FOUND)

    assert "STARS (0): No pin that is surely one of them." in text
    assert "Make more" not in text


def test_differences_that_do_not_show_are_not_told():
    found = [
        GroupDifference("text_overlay.text_area_share", 0.0, 0.0, 3.0),
        GroupDifference("title.is_question", 0.121, 0.118, 3.0),
        GroupDifference("color.lightness", 65.8, 58.2, 3.0),
    ]
    lines = difference_lines(replace(NONE, differences=tuple(found)))

    assert len(lines) == 1
    assert "65.8 here, your other pins 58.2" in lines[0]
