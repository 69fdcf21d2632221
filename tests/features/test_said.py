"""Features are called what people call them."""

from __future__ import annotations

from scorer.features import format_values, label, measures


def test_every_feature_has_a_label_of_its_own_in_words():
    labels = [meaning.label for meaning in measures().values()]

    assert all(labels)
    assert len(set(labels)) == len(labels)
    assert not [each for each in labels if "_" in each or each.endswith(".")]


def test_labels_say_where():
    assert label("title.word_count") == "words in the title"
    assert label("overlay_copy.word_count") == "words in the overlay"


def test_what_is_not_known_keeps_its_name():
    assert label("older.family_number") == "older.family_number"
    assert label("guidelines") == "guideline score"
    assert format_values("older.family_number", 0.5) == "0.5"


def test_values_are_told_with_unit_or_scale():
    assert format_values("color.dark_share", 0.25) == "25 %"
    assert format_values("text_overlay.cap_height_min_dp", 4.42) == "4.42 dp"
    assert format_values("color.lightness", 10.0, 60.0, separator=" to ") == (
        "10 to 60 (0 black to 100 white)"
    )
    assert format_values("layout.is_collage", 0.0, 1.0, separator=" to ") == "no to yes"
