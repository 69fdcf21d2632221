"""What a line is, by its words, its size and its place."""

import pytest

from scorer.core.units import Box
from scorer.text.blocks import assign_blocks
from scorer.text.line.text_line import TextLine

SIZE = (1000, 1500)


def line(text, top=300, cap=30.0, left=100, width=500, **fields):
    return TextLine(
        text=text,
        box=Box(left, top, width, round(cap)),
        cap_height_px=cap,
        contrast=10.0,
        confidence=0.99,
        baseline_px=top + cap,
        **fields,
    )


HEADLINE = line("Easy weeknight pasta", top=200, cap=80.0)


def kind_of(*lines):
    """Kind of the first of these lines, with a headline on the pin."""
    placed = assign_blocks([HEADLINE, *lines], SIZE)
    return next(each.kind for each in placed if each.text == lines[0].text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # addresses
        ("www.oven.com", "url"),
        ("OvenAndSpoon.com", "url"),
        ("oven.nl/recipes", "url"),
        ("hello@oven.co.uk", "url"),
        ("kitchen.ai", "url"),
        ("Get yours at oven-shop.com", "url"),
        ("Fresh.Simple", "subline"),  # no space behind a full stop
        ("OVEN.APP: see what five famous cooks think of your own bread", "subline"),
        # names
        ("@oven_and_spoon", "brand"),
        ("Follow @oven for more", "brand"),
        ("keep | Thrifty", "brand"),
        ("Chipolo ONE | €18", "subline"),
        # coupons
        ("SAVE20", "coupon"),
        ("Use code DINNER15", "coupon"),
        ("Gutschein: KUCHEN10", "coupon"),
        ("JUNE20", "subline"),
        ("20 % off all pans", "subline"),
        # hashtags
        ("#dinner #pasta", "hashtag"),
        ("my favorite #dinner of all", "subline"),
        # figures
        ("$24.99", "figure"),
        ("€ 20,96", "figure"),
        ("9:41", "figure"),
        ("7:30 PM", "figure"),
        ("76%", "figure"),
        ("2.1x", "figure"),
        ("18 lbs", "figure"),
        ("11/16", "decoration"),
        ("3 signs", "subline"),
        # ornament
        ("→", "decoration"),
        ("★★★★★", "decoration"),
        ("02 / 06", "decoration"),
        ("Page 3", "decoration"),
        ("• • •", "decoration"),
        ("a", "decoration"),  # an icon that is read as a letter
        ("Q)", "decoration"),
        # calls
        ("Read the recipe →", "call-to-action"),
        ("Bekijk deal", "call-to-action"),
        ("Reading is fun", "subline"),
    ],
)
def test_kinds_by_words(text, kind):
    assert kind_of(line(text, top=700)) == kind


@pytest.mark.parametrize(
    "text",
    [
        "QUIET FIELD LIVING",
        "Brand & Systems Co.",
        "KitchenJoy",
        "Studio Nord",
        "家居生活",
    ],
)
def test_a_small_name_at_the_rim_is_a_brand(text):
    assert kind_of(line(text, top=1430, cap=20.0)) == "brand"


@pytest.mark.parametrize(
    "changes",
    [
        {"top": 800},  # in the middle
        {"cap": 60.0},  # as large as a subline
        {"text": "for Every Budget"},  # a function word
        {"text": "Best Easy Recipes"},  # words of titles
        {"text": "Serves 4"},
        {"text": "quiet field living"},
        {"text": "Ready When You Are!"},
        {"text": "One Two Three Four Five"},
    ],
)
def test_what_is_no_brand(changes):
    given = {"text": "Quiet Field", "top": 1430, "cap": 20.0, **changes}

    assert kind_of(line(given.pop("text"), **given)) != "brand"


def test_a_mark_at_the_side_is_a_brand():
    assert kind_of(line("NORD", top=700, cap=20.0, left=900, width=90)) == "brand"
    assert kind_of(line("NORD", top=700, cap=20.0, left=600, width=90)) != "brand"


@pytest.mark.parametrize("address", ["oventime.com", "@oventime", "findoventime.com"])
def test_a_name_that_an_address_repeats_is_a_brand_at_any_place(address):
    name = line("OvenTime", top=800, cap=70.0)

    assert kind_of(name, line(address, top=1430, cap=20.0)) == "brand"


def test_a_name_on_two_lines_is_known_by_its_address():
    name = (line("OVEN", top=800), line("TIME", top=840))

    assert kind_of(*name, line("oventime.com", top=1430, cap=20.0)) == "brand"


def test_a_topic_in_an_address_is_no_brand():
    other = line("Pasta nights", top=800)

    assert kind_of(other, line("bestpastanightsever.com", top=1430)) == "subline"


def test_a_mark_alone_on_the_pin_is_a_brand_and_a_large_word_is_not():
    (mark,) = assign_blocks([line("NORD", top=1440, cap=20.0)], SIZE)
    (large,) = assign_blocks([line("NORD", top=1400, cap=90.0)], SIZE)

    assert (mark.kind, large.kind) == ("brand", "headline")


def test_a_large_name_takes_no_headline_away():
    lines = [
        line("OvenTime", top=60, cap=120.0),
        line("Easy pasta", top=600, cap=60.0),
        line("oventime.com", top=1440, cap=20.0),
    ]
    placed = assign_blocks(lines, SIZE)

    assert [each.kind for each in placed] == ["brand", "headline", "url"]


def test_small_print_in_the_block_of_a_headline_is_a_subline():
    lines = [line("Touchscreen Gloves", top=600), line("new every 3 days", 640, 17.0)]

    assert [each.kind for each in assign_blocks(lines, SIZE)] == ["headline", "subline"]


def test_what_is_no_overlay_is_scene():
    placed = assign_blocks([HEADLINE, line("Salt", role="scene")], SIZE)

    assert [each.kind for each in placed] == ["headline", "scene"]


@pytest.mark.parametrize(
    ("text", "cap", "kind"),
    [("30", 70.0, "headline"), ("30", 40.0, "figure"), ("$30", 70.0, "figure")],
)
def test_a_number_in_the_headline_is_part_of_it(text, cap, kind):
    lines = [line("Restart in", 200, 80.0), line(text, 200, cap, left=620, width=90)]

    assert [each.kind for each in assign_blocks(lines, SIZE)] == ["headline", kind]


def test_a_headline_that_counts_is_no_item_of_the_list_below():
    lines = [line("5 Things to Check", 100, 90.0)]
    lines += [line(f"{n}. Something", 300 * n, 40.0) for n in range(1, 4)]

    found = [each.kind for each in assign_blocks(lines, SIZE)]

    assert found == ["headline", "list", "list", "list"]
