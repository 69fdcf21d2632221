"""The guidelines on words, on the article's own examples and around their limits."""

import pytest

from scorer.core.guideline import Outcome, Part
from scorer.guidelines import guideline, guidelines
from tests.support.word_features import measured

PASS, FAIL, NONE = Outcome.PASS, Outcome.FAIL, Outcome.NOT_APPLICABLE
GOOD = "10 Cozy Bedroom Ideas for Small Spaces"
CAKE = "The Moistest 5-Minute Chocolate Cake"
HOOKS = ("no-curiosity", "no-benefit", "missing-call-to-action")
FRENCH = "Idées de décoration pour la chambre"


def verdict(name, **words):
    found = guideline(name)
    told = {"is_worded": True, **words}
    return found.check(measured(**told).only(found.needs), found.limits)


def test_a_picture_alone_is_not_blamed_for_its_title():
    assert verdict("missing-title", is_worded=False).outcome is Outcome.REVIEW


@pytest.mark.parametrize("name", ["missing-title", "no-benefit", "no-curiosity"])
def test_a_list_that_nobody_understands_is_what_is_told(name):
    why = "pins.csv has no column that names the pictures – name one of them path"

    alone = verdict(name, overlay="Cake", is_worded=False)

    assert alone.reason.startswith("no title was given: add one in pins.csv")
    assert verdict(name, overlay="Cake", unworded=why).reason == why


@pytest.mark.parametrize(
    ("name", "title", "outcome"),
    [
        ("vague-title", "Bedroom Decor", FAIL),
        ("vague-title", "Home Decor Ideas", FAIL),
        ("vague-title", "Chocolate Cake", FAIL),
        ("vague-title", "Wedding Ideas", FAIL),
        ("vague-title", "Fall Outfits", FAIL),
        ("vague-title", "Vegan Lasagna", PASS),
        ("vague-title", "Workout Plan for Women Over 50", PASS),
        ("vague-title", GOOD, PASS),
        ("vague-title", CAKE, PASS),
        ("vague-title", "Before and After: Our Kitchen Makeover", PASS),
        ("vague-title", FRENCH, NONE),
        ("vague-title", "", NONE),
        ("no-benefit", "Bedroom Decor", FAIL),
        ("no-benefit", GOOD, PASS),
        ("no-benefit", CAKE, PASS),
        ("no-benefit", FRENCH, NONE),
        ("no-curiosity", "Bedroom Decor", FAIL),
        ("no-curiosity", GOOD, PASS),
        ("no-curiosity", CAKE, PASS),
        ("no-curiosity", "The Secret to Fluffy Rice", PASS),
        ("no-curiosity", FRENCH, NONE),
        ("missing-title", "", FAIL),
        ("missing-title", "!!!", FAIL),
        ("missing-title", "IMG_2034", FAIL),
        ("missing-title", "Cake", PASS),
        ("long-title", "a" * 99, PASS),
        ("long-title", "a" * 100, PASS),
        ("long-title", "a" * 101, FAIL),
        ("long-title", "", NONE),
        ("late-keyword", GOOD, PASS),
        ("late-keyword", "you " * 9 + "cake", PASS),  # ends at 40
        ("late-keyword", "you " * 9 + "cakes", FAIL),  # at 41
        ("late-keyword", "", NONE),
        ("shouting", GOOD, PASS),
        ("shouting", "BEST CAKE EVER", FAIL),
        ("shouting", "Best cake ever!", PASS),
        ("shouting", "Best cake ever!!", FAIL),
        ("shouting", "DIY Wall Art", PASS),
        ("shouting", "", NONE),
        ("hashtag-heavy", "Cake #easy", PASS),
        ("hashtag-heavy", "Cake #easy #cake", FAIL),
        ("hashtag-heavy", "", NONE),
        ("missing-call-to-action", GOOD, NONE),  # no description to end with one
        ("missing-call-to-action", "Get the Recipe for this Cake", PASS),
        ("missing-call-to-action", FRENCH, NONE),
        ("unrelated-title", GOOD, NONE),
    ],
)
def test_title(name, title, outcome):
    assert verdict(name, title=title).outcome is outcome


@pytest.mark.parametrize(
    ("length", "outcome", "score"),
    [
        (0, NONE, None),
        (500, PASS, 1),
        (501, FAIL, 0.5),
        (800, FAIL, 0.5),
        (801, FAIL, 0),
    ],
)
def test_long_description(length, outcome, score):
    found = verdict("long-description", description="a" * length)

    assert (found.outcome, found.score) == (outcome, score)


def test_description_may_ask_for_the_click():
    found = verdict(
        "missing-call-to-action", title=GOOD, description="Read more on the blog."
    )

    assert found.outcome is PASS


def test_description_of_hashtags():
    tags = " ".join(f"#tag{number}" for number in range(9))

    assert verdict("hashtag-heavy", title=GOOD, description=tags).outcome is FAIL


@pytest.mark.parametrize(
    ("description", "link", "outcome"),
    [
        ("Ten bedrooms that feel warm.", "", PASS),
        ("Our favorite oak tables.", "", FAIL),
        ("", "https://b.example/oak-table", FAIL),
        ("Our favorite oak tables.", "https://b.example/cozy-bedroom", PASS),
    ],
)
def test_unrelated_title(description, link, outcome):
    found = verdict("unrelated-title", title=GOOD, description=description, link=link)

    assert found.outcome is outcome


@pytest.mark.parametrize(
    ("name", "overlay"),
    [
        ("no-curiosity", "The secret is butter"),
        ("no-benefit", "Easy and cheap"),
        ("missing-call-to-action", "Get the recipe"),
    ],
)
def test_overlay_may_say_what_the_title_does_not(name, overlay):
    words = {"title": "Cake", "description": "A cake."}

    assert verdict(name, **words).outcome is FAIL
    assert verdict(name, **words, overlay=overlay).outcome is PASS


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no-curiosity", {"overlay": "Cake", "is_worded": False}),
        ("no-benefit", {"overlay": "Cake", "is_worded": False}),
        *(
            (name, {"title": "Cake", "description": "A cake.", "unread": "not read"})
            for name in HOOKS
        ),
    ],
)
def test_what_unknown_words_may_have_is_left_for_review(name, words):
    found = verdict(name, **words)

    assert found.outcome is Outcome.REVIEW
    assert found.reason


def test_title_may_agree_with_the_overlay_alone():
    given = {"title": "Chocolate Cake", "description": "Oak tables"}

    assert verdict("unrelated-title", **given).outcome is FAIL
    assert verdict("unrelated-title", overlay="CAKES", **given).outcome is PASS


def test_rewrites_use_the_pins_own_topic_and_leave_facts_open():
    (finding,) = verdict("vague-title", title="Bedroom Decor").findings

    assert "Bedroom" in finding.advice
    assert "[number]" in finding.advice


def test_shouting_is_rewritten_in_title_case():
    (finding,) = verdict("shouting", title="BEST CAKE EVER").findings

    assert "Best Cake Ever" in finding.advice


@pytest.mark.parametrize(
    ("name", "words", "code"),
    [
        ("missing-title", {}, "no-title"),
        ("missing-title", {"title": "pin_final", "path": "pin_final.png"}, "file-name"),
        ("long-title", {"title": "a" * 101}, "above-maximum"),
        ("late-keyword", {"title": "you " * 9 + "cakes"}, "topic-hidden"),
        ("shouting", {"title": "Best cake!!"}, "exclamation-marks"),
        ("shouting", {"title": "BEST CAKE"}, "capitals"),
        ("hashtag-heavy", {"title": "#a #b"}, "title-hashtags"),
        ("hashtag-heavy", {"description": "#a " * 9}, "description-hashtags"),
        ("long-description", {"description": "a" * 501}, "above-advised"),
        ("long-description", {"description": "a" * 801}, "above-maximum"),
        ("unrelated-title", {"title": "Cake", "description": "Oak"}, "nothing-shared"),
        ("no-benefit", {"title": "Cake"}, "no-gain"),
        ("no-curiosity", {"title": "Cake"}, "nothing-open"),
        (
            "missing-call-to-action",
            {"title": "Cake", "description": "A cake."},
            "never-asks",
        ),
    ],
)
def test_codes(name, words, code):
    assert [finding.code for finding in verdict(name, **words).findings] == [code]


@pytest.mark.parametrize(
    ("name", "title", "message"),
    [
        ("missing-title", "", "the pin has no title"),
        ("missing-title", "🎂🎂", 'the pin has no words in its title: "🎂🎂"'),
    ],
)
def test_what_is_missing_is_told(name, title, message):
    assert verdict(name, title=title).findings[0].message == message


@pytest.mark.parametrize(
    ("title", "advised"),
    [
        ("DON’T MISS THESE CAKES", "Don't Miss These Cakes"),
        ("NEW PHONE CASES for iPhone", "New Phone Cases for iPhone"),
    ],
)
def test_title_case_is_advised_as_people_write_it(title, advised):
    found = verdict("shouting", title=title).findings[0]

    assert found.advice == f'write the title without capitals: "{advised}"'


def test_a_late_topic_is_advised_in_few_words():
    found = verdict("late-keyword", title="the " * 10 + "chocolate cake").findings[0]

    assert found.advice == "begin the title with “chocolate cake”"


@pytest.mark.parametrize(
    ("overlay", "outcome"),
    [
        ("Cup Kitchen Tool Kit", FAIL),
        ("Niche Design Studio", FAIL),
        ("Touchscreen Winter Gloves $18.99", FAIL),  # goods and a price
        ("Touchscreen Winter Gloves", PASS),  # says which kind
        ("Collar Coats Army Tactical Jacket Outdoor Fleece Hiking Men", FAIL),
        ("Happy Muharram", FAIL),
        ("Welcome to OvenTime", FAIL),
        ("Happy Dogs", FAIL),
        ("Kitchen", NONE),  # one word
        ("Fuel the fight", PASS),
        ("Small habits. Big health.", PASS),
        ("Easy Kitchen Tool Kit", PASS),
        ("Keto Antipasto Salad 14g protein", PASS),
        ("Kitchen Tools You Own", PASS),
        ("Kitchen Tool Kit?", PASS),
        ("7 Kitchen Tools", PASS),
        ("Kitchen Renovation 2024", FAIL),
        ("Weichste Küchentücher", Outcome.REVIEW),
        (FRENCH, NONE),
        ("", NONE),
    ],
)
def test_words_on_the_pin_give_a_reason(overlay, outcome):
    assert verdict("weak-message", overlay=overlay).outcome is outcome


def test_a_greeting_is_less_bad_than_search_words():
    scores = [
        verdict("weak-message", overlay=words).score
        for words in ("Happy Muharram", "Cup Kitchen Tool Kit")
    ]

    assert scores == pytest.approx([0.2, 0.0])


@pytest.mark.parametrize("title", ["", GOOD, "Bedroom Decor"])
def test_the_title_changes_nothing_of_the_overlay(title):
    found = verdict("weak-message", overlay="Cup Kitchen Tool Kit", title=title)

    assert "“Cup Kitchen Tool Kit” only names things" in found.findings[0].message


def test_words_that_may_be_missing_leave_the_rest_for_review():
    found = verdict("weak-message", overlay="Cup Kitchen Tool Kit", unread="not read")

    assert (found.outcome, found.reason) == (Outcome.REVIEW, "not read")


@pytest.mark.parametrize("overlay", ["", "Cup Kitchen Tool Kit"])
def test_words_that_may_be_overlay_leave_the_rest_for_review(overlay):
    found = verdict("weak-message", overlay=overlay, doubtful="Easy dinners")

    assert found.outcome is Outcome.REVIEW
    assert "were added or are part of the photo" in found.reason


COPY = [each.id for each in guidelines().values() if each.part is Part.COPY]


@pytest.mark.parametrize("name", COPY)
def test_of_a_pin_without_words_nothing_is_judged(name):
    found = verdict(name, is_worded=False)

    assert found.outcome in {NONE, Outcome.REVIEW}


@pytest.mark.parametrize(
    "overlay", ["", "Bedroom nook", "10 cozy bedroom ideas for you", FRENCH]
)
@pytest.mark.parametrize("name", COPY)
def test_a_good_title_lowers_no_score(name, overlay):
    without = verdict(name, is_worded=False, overlay=overlay)
    with_title = verdict(name, title=GOOD, overlay=overlay)

    before = 1.0 if without.score is None else without.score
    after = 1.0 if with_title.score is None else with_title.score
    assert after >= before
