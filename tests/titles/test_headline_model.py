"""The sum behind the title lab."""

import json
import re

import pytest

from scorer.core.errors import ModelError
from scorer.core.storage.checksums import checksum_of
from scorer.titles import headline_model as hm
from scorer.titles.headline_store import built_in, headline_model

CONTENT = {
    "schema": 1,
    "slope": 2.0,
    "recipe": {"classes": {"you": ["you", "your"]}, "patterns": {"how": "how to"}},
    "style": {"class.you": [0.5, 0.5, 0.1], "words": [6.0, 2.0, -0.05]},
    "blocks": {"word": {"secret": 0.3}, "piece": {"secre": 0.2}, "cased_piece": {}},
}


def document(content, checksum=None):
    found = checksum or checksum_of(content)
    return json.dumps({"sha256": found, "model": content})


def test_score_is_the_sum_written_out():
    model = headline_model(document(CONTENT))
    text = "you secret"
    pieces = len(hm.grams(text, "piece"))

    expected = 0.1 * 1 - 0.05 * -2 + 0.3 / 2**0.5 + 0.2 / pieces**0.5
    assert model.score(text) == pytest.approx(2 * expected)


def test_pieces_are_credited_to_their_word():
    effects = dict(headline_model(document(CONTENT)).word_effects("your secret plan"))

    assert effects["secret"] > 0
    assert effects["your"] == effects["plan"] == 0


def test_words_and_style_make_the_whole_score():
    model = built_in()
    title = "10 Cozy Bedroom Ideas for Small Spaces"
    style = sum(model.style_effects(title).values())
    words = sum(effect for _, effect in model.word_effects(title))

    # Only pieces that touch no word (spaces, marks) are nobody's.
    assert style + words == pytest.approx(model.score(title), abs=0.2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        document(CONTENT, checksum="0" * 64),
        document({**CONTENT, "schema": 2}),
        "[" * 100_000,
    ],
)
def test_damaged_file_is_refused(text):
    with pytest.raises(ModelError):
        headline_model(text)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"slope": float("nan")}, "slope is nan"),
        ({"slope": 1e308}, "slope is 1e"),
        ({"slope": "x"}, "slope"),
        ({"style": {"words": [6.0, 0.0, 1.0]}}, "style.words.1"),
        ({"style": {"words": [6.0, 1e-300, 1.0]}}, "style.words.1 is 1e-300"),
        ({"style": {"words": [6.0]}}, "style.words"),
        ({"blocks": {"word": {"a": float("inf")}}}, "blocks.word.a is inf"),
        ({"recipe": {"classes": {}, "patterns": {"how": "("}}}, "a pattern"),
        ({"recipe": {"classes": 5, "patterns": {}}}, "recipe.classes"),
    ],
)
def test_a_poisoned_file_with_a_right_checksum_is_refused_by_name(changed, said):
    with pytest.raises(ModelError, match=re.escape(said)):
        headline_model(document({**CONTENT, **changed}))


def test_far_out_numbers_count_as_four_deviations():
    term = hm.StyleTerm(mean=0, deviation=1, coefficient=1)

    assert term.effect(100) == term.effect(4) == 4


def test_quotes_and_spaces_do_not_change_the_score():
    model = built_in()

    assert model.score("You’ll  love this ") == model.score("You'll love this")
