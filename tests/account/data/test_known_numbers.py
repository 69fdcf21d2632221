"""Words that nobody gave are not known; words that a list says are missing are."""

import pytest
from PIL import Image

from scorer.account.data.known_numbers import known_numbers
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.pipeline import begin, examine


@pytest.fixture(scope="module")
def picture(tmp_path_factory):
    path = tmp_path_factory.mktemp("drafts") / "a.png"
    Image.new("RGB", (600, 900), "teal").save(path)
    return path


@pytest.mark.parametrize(
    ("words", "is_known"),
    [({}, False), ({"title": "10 cakes"}, True), ({"is_worded": True}, True)],
)
def test_words(picture, words, is_known):
    settings = Settings(ocr_engine="none", cache=False)
    report = examine(Pin(picture, **words), begin(settings))

    numbers = known_numbers(report)

    families = {name.partition(".")[0] for name in numbers}
    assert "color" in families
    assert ("title" in families) is is_known
    assert ("description" in families) is is_known
