"""What is measured of a title."""

import pytest

from scorer.features.title import Title
from tests.support.word_features import measured


def title(text, **words):
    return measured(title=text, **words)[Title]


def test_counts_of_a_good_title():
    found = title("10 Cozy Bedroom Ideas for Small Spaces")

    assert (found.length_chars, found.word_count, found.number_count) == (38, 7, 1)
    assert found.is_list
    assert found.benefit_count == 2  # cozy, for small
    assert found.topic == "Bedroom Small Spaces"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Beijing in 4 Days: the Complete Guide", "Beijing"),
        ("Night Photography: 3 Settings", "Night Photography"),
        ("The Moistest 5-Minute Chocolate Cake", "Chocolate Cake"),
        ("How She Became an Astronaut", "Astronaut"),
        ("-50% Oak Tables", "Oak Tables"),
        ("Chocolate Chip Cookie Cake", ""),  # too long for a pattern
        ("Get the guide", ""),
        ("Idées de décoration pour la chambre", ""),
    ],
)
def test_topic_that_fits_a_rewrite(text, topic):
    assert title(text).short_topic == topic


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        ("7 Easy Weeknight Dinners", True),
        ("Top 25 Living Room Paint Colors", True),
        ("30 Minute Dinner", False),
        ("Bedroom Decor", False),
    ],
)
def test_list_form(text, is_list):
    assert title(text).is_list is is_list


def test_formed_superlatives_count_and_look_alikes_do_not():
    assert title("The Moistest Cake").superlative_count == 1
    assert title("Forest Harvest Guest Room").superlative_count == 0


def test_without_a_word_list_the_measures_are_absent_not_zero():
    found = title("Idées de décoration pour la chambre")

    assert found.language == "fr"
    assert (found.benefit_count, found.curiosity_count, found.is_list) == (None,) * 3
    assert found.word_count == 6


def test_no_title_has_no_meaning():
    found = title("")

    assert found.length_chars == 0
    assert found.specific_count is None
    assert found.keyword_end_chars is None


def test_keyword_is_the_one_that_the_link_repeats():
    text = "This simple trick that changed how I make sourdough"
    alone = title(text)
    linked = title(text, link="https://b.example/sourdough-starter")

    assert alone.keyword_end_chars < 40
    assert linked.keyword_end_chars == len(text)


def test_wide_scripts_show_less():
    assert title("居心地の良い寝室").visible_chars == 30
    assert title("Cozy bedroom").visible_chars == 40


def test_no_topic_is_called_late_where_words_have_no_spaces():
    assert title("簡単にできる" * 8).keyword_end_chars is None


def test_a_question_opens_one_whatever_stands_after_it():
    found = title("What's for dinner? 🍝")

    assert found.is_question
    assert found.curiosity_count == 1
