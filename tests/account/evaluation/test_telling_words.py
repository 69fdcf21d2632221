"""Words of titles that go with more clicks, and with fewer."""

from dataclasses import replace

import pytest

from scorer.account.evaluation.telling_words import telling_words
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model.terms.title_words import TitleWords
from tests.support.simulator import World, simulate

TITLES = [f"{word} cake {number}" for number in range(4) for word in ("vegan", "tiny")]
WORDS = TitleWords({"vega": (1.0, 0.4), "tiny": (1.0, -0.4), "cake": (1.0, 0.0)}, 0.0)


@pytest.fixture(scope="module")
def model():
    table = simulate(World(pins=60, later=5, features=3), 2).table
    return replace(fit(table, Metric.PIN_CLICK_RATE), title_words=WORDS)


def test_a_word_is_worth_what_its_title_would_lose(model):
    good, bad = telling_words(model, TITLES)

    assert (good[0].word, good[0].titles) == ("vegan", 4)
    assert (bad[0].word, bad[0].titles) == ("tiny", 4)
    assert good[0].effect > 0 > bad[0].effect


def test_numbers_that_stand_in_few_titles_are_not_told(model):
    good, bad = telling_words(model, TITLES)

    assert not {"0", "1", "2", "3"} & {each.word for each in (*good, *bad)}


def test_a_model_without_words_tells_none(model):
    assert telling_words(replace(model, title_words=None), TITLES) == ((), ())
