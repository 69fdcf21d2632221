"""Rewrites of titles, over 500 made-up ones: names of things, and sentences."""

import re
from pathlib import Path

import pytest

from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.features.title import title_of
from scorer.guidelines import guidelines
from scorer.wording.rewrites import rewrites
from tests.support.guideline_features import verdict

TITLES = Path(__file__).parents[2] / "fixtures" / "titles.tsv"
ROWS = [line.split("\t") for line in TITLES.read_text("utf-8").splitlines()]
AIMS = ("benefit", "curiosity", "detail")
# Rewritten from them, these once made "Easy Rockets Land Alone" and the like.
KNOWN = (
    "Rockets Land Alone",
    "How Rockets Land Alone",
    "Temples at Dawn",
    "My Cat",
    "Grandma Baked Bread",
    "Police Storm Kitchen",
)


def offered(title):
    copy = title_of(Pin(Path(), title=title), Settings())
    return [each for aim in AIMS for each in rewrites(aim, copy)]


def test_there_are_500():
    assert len({title for _, title in ROWS}) == 500


def test_a_sentence_is_never_rewritten():
    others = [*KNOWN, *(title for kind, title in ROWS if kind == "other")]

    assert {title: offered(title) for title in others if offered(title)} == {}


def test_most_names_of_things_are():
    names = [title for kind, title in ROWS if kind == "name" and len(title.split()) < 4]

    assert sum(map(bool, map(offered, names))) >= len(names) / 2


def test_a_rewrite_says_no_word_twice_and_keeps_the_topic():
    found = [(title, new) for _, title in ROWS for new in offered(title)]

    assert len(found) > 200
    for title, new in found:
        words = re.findall(r"[\w'-]+", new.lower())
        assert len(words) == len(set(words)), (title, new)
        assert {word for word in words if word in title.lower()}, (title, new)
        assert not re.search(r"s (Ideas|Tips|Mistakes)\b", new), (title, new)


@pytest.mark.parametrize(
    ("name", "title", "advice"),
    [
        ("no-benefit", "Carrot Cake", 'such as "Easy Carrot Cake" or'),
        ("no-benefit", "Dahlias", 'such as "Easy-to-Grow Dahlias" or'),
        ("no-curiosity", "Guest Bathroom", 'such as "Guest Bathroom: Before and'),
    ],
)
def test_advice_names_rewrites_that_fit(name, title, advice):
    (finding,) = verdict(name, title=title).findings

    assert advice in finding.advice


@pytest.mark.parametrize("name", ["no-benefit", "no-curiosity", "vague-title"])
@pytest.mark.parametrize("title", KNOWN)
def test_advice_on_a_sentence_names_none(name, title):
    assert name in guidelines()
    for finding in verdict(name, title=title).findings:
        assert "such as" not in finding.advice
