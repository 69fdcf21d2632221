"""The report in a real browser: layers, filters, keyboard, comparison, phone."""

from dataclasses import replace

import pytest

from scorer.core.guideline import Outcome
from scorer.reports import common_problems, render
from scorer.reports.html import comparison
from tests.reports import _drawn
from tests.reports import _make as make
from tests.support.browsing import (
    DESKTOP,
    LOOKS,
    PHONE,
    axe_violations,
    has_sideways_scroll,
    in_browser,
    opened,
    windows,
)

pytestmark = in_browser
# Unread comes first, then by score.
BROKEN, WIDE, POOR, GOOD = "#pin-1", "#pin-2", "#pin-3", "#pin-4"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(_drawn.page(), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def shown(browser, address):
    with windows(browser, address) as show:
        yield show


@pytest.fixture
def tab(browser, address):
    with opened(browser, address) as found:
        yield found


@pytest.fixture
def pin(browser, address):
    with opened(browser, address + POOR) as found:
        yield found


def test_the_mean_says_of_how_many_it_is(tab):
    said = tab.locator("#overview .summary p").inner_text()

    assert " of 3 pins; 1 file could not be read." in said


def names(tab):
    # A card that was out of sight has no inner text until it is painted.
    return tab.locator(".grid li:not([hidden]) .name").all_text_contents()


def test_overview_is_worst_first(tab):
    assert names(tab) == ["broken.png", "wide.png", "poor.png", "good.png"]


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("words", "cozy", ["poor.png"]),
        ("words", "GOOD", ["good.png"]),
        ("guideline", "small-text", ["poor.png"]),
        ("outcome", "review", ["poor.png"]),
        ("outcome", "pass", ["good.png"]),
        ("order", "name", ["broken.png", "good.png", "poor.png", "wide.png"]),
        ("order", "best", ["good.png", "poor.png", "wide.png", "broken.png"]),
    ],
)
def test_filters_and_orders(tab, name, value, left):
    field = tab.locator(f".filters [name={name}]")
    field.fill(value) if name == "words" else field.select_option(value)

    assert names(tab) == left


def test_filters_by_score_and_says_how_many_are_left(tab):
    tab.get_by_label("85+").check(force=True)

    assert names(tab) == ["good.png"]
    assert tab.locator(".filters output").inner_text() == "1 of 4 shown"


def test_common_failure_is_a_filter_that_can_be_undone(tab):
    chip = tab.locator(".common button", has_text="small")
    chip.click()
    left = names(tab)
    chip.click()

    assert left == ["poor.png"]
    assert len(names(tab)) == 4


def test_common_problems_stand_in_the_order_of_the_terminal(tab):
    _, *lines = common_problems(_drawn.document().reports)
    said = [line.rpartition("(")[2].rstrip(")") for line in lines]
    chips = tab.locator(".common button").all()

    assert [chip.get_attribute("data-guideline") for chip in chips] == said
    assert len(said) > 2


@pytest.mark.parametrize("layer", [*_drawn.evidence(), "findings", "corner", "tint"])
def test_every_layer_is_switched_by_its_button(pin, layer):
    drawn = pin.locator(f".layer[data-layer={layer}]")
    before = drawn.is_visible()
    button = pin.locator(f"[data-switch={layer}]")
    button.click()

    assert drawn.is_visible() is not before
    assert button.get_attribute("aria-pressed") == str(not before).lower()


def test_lines_carry_their_height_in_the_feed(pin):
    lines = pin.locator("#view [data-layer=text_lines] .mark")
    told = lines.evaluate_all("all => all.map(each => each.dataset.hint)")

    assert [each.split(" · ")[0] for each in told] == ["15.0 dp", "14.6 dp", "3.8 dp"]


def test_findings_stand_by_what_they_are_worth(pin):
    heads = pin.locator(".finding h3").all_inner_texts()
    gains = pin.locator(".finding .head .gain").all_inner_texts()

    failed = [each for each in _drawn.results() if each.cost]
    failed.sort(key=lambda each: -each.cost)
    assert heads[:2] == [each.title for each in failed]
    assert [text.split()[0] for text in gains] == [f"+{e.cost:.0f}" for e in failed]


def test_number_in_the_picture_leads_to_the_words_and_back(pin):
    pin.locator("[data-goto='2']").click()

    focused = pin.evaluate("document.activeElement.dataset.number")
    assert focused == "2"
    assert pin.locator(".badge button.hot").inner_text() == "2"


def test_guideline_explains_itself(pin):
    fold = pin.locator("[data-why=small-text]")
    fold.locator("summary").click()

    assert "Four of five people see the pin on a phone" in fold.inner_text()


def test_keys_lead_through_the_pins_and_home(pin):
    expect = pytest.importorskip("playwright.sync_api").expect  # waits for the page

    pin.keyboard.press("ArrowRight")
    expect(pin.locator("#view h1")).to_have_text("Calm Colors for a Bright Kitchen")
    expect(pin.locator("#view h1")).to_be_focused()
    pin.keyboard.press("Escape")

    expect(pin.locator("#overview")).to_be_visible()
    expect(pin.locator("[data-file='good.png']:focus")).to_have_count(1)


def test_feed_shows_the_pin_at_its_true_width_among_the_others(pin):
    widths = pin.locator(".feed img").evaluate_all("all => all.map(i => i.width)")

    assert widths == [183] * 3
    assert pin.locator(".feed .mine span").inner_text().startswith("10 Cozy Bedroom")


def test_two_pins_are_compared_from_one(pin):
    pin.select_option(".against select", label="good.png")

    assert pin.locator(".versus article").count() == 2
    poor = f"{_drawn.poor().score.guidelines:.0f}"
    assert pin.locator(".versus .ring text").all_text_contents() == [poor, "100"]
    rows = pin.locator(".differ tbody tr").all_inner_texts()
    assert rows == [
        "Title of small-text\tyes\tno",
        "Title of no-benefit\tyes\tno",
        "Height of the largest capitals on a phone\t15 dp\t12 dp",
    ]


def test_comparison_says_which_is_likelier(browser, tmp_path):
    path = tmp_path / "variants.html"
    pins = (_drawn.poor(), _drawn.good())
    path.write_text("".join(comparison(pins, {}, [0.271])), encoding="utf-8")
    with opened(browser, path.as_uri()) as tab:
        said = tab.locator(".bet").last.inner_text()

    assert said == "27 % likely to be clicked more than poor.png"


def test_file_that_was_not_read_says_why(browser, address):
    with opened(browser, address + BROKEN) as tab:
        assert "export it again" in tab.locator(".failure").inner_text()


def test_one_pin_alone_needs_no_overview(browser, tmp_path):
    path = tmp_path / "one.html"
    text = "".join(_drawn.reports.render(_drawn.make.document(_drawn.poor()), "html"))
    path.write_text(text, encoding="utf-8")
    with opened(browser, path.as_uri()) as tab:
        assert tab.locator("#view h1").is_visible()
        assert not tab.locator(".path").is_visible()
        assert tab.locator(".feed .stand").count() == 6


FEED = "#all?shape=feed"
VIEWS = ["", FEED, BROKEN, WIDE, POOR, "#compare-3-4", "#compare-4-3-2"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("size", [DESKTOP, (1000, 800), PHONE])
def test_no_view_scrolls_sideways(shown, view, size):
    tab = shown(view, size)

    assert tab.locator("#overview").is_visible() == (view in {"", FEED})
    assert not has_sideways_scroll(tab)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing(shown, view, size, scheme):
    tab = shown(view, size, scheme)

    assert tab.locator("#overview").is_visible() == (view in {"", FEED})
    assert axe_violations(tab) == []


def written(tmp_path, *pins):
    path = tmp_path / "report.html"
    path.write_text("".join(render(make.document(*pins), "html")), encoding="utf-8")
    return path.as_uri()


def test_pins_of_one_name_are_told_apart(browser, tmp_path):
    pins = [
        make.report("spring/a/cover.png", 20.0),
        make.report("spring/b/cover.png", 90.0, results=()),
        make.report("b/pin10.png", 30.0),
        make.report("b/pin9.png", 40.0),
    ]
    with opened(browser, written(tmp_path, *pins)) as tab:
        tab.select_option("[name=order]", "name")
        listed = names(tab)
        tab.locator(".grid .card").first.click()
        tab.wait_for_selector(".against select")
        others = tab.locator(".against option").all_text_contents()[1:]
        tab.select_option(".against select", label="b/cover.png")
        verdict = tab.locator("h1.verdict").inner_text()

    assert listed == ["cover.png", "cover.png", "pin9.png", "pin10.png"]
    assert sorted(others) == ["b/cover.png", "pin10.png", "pin9.png"]
    assert verdict.startswith("Post b/cover.png")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("soup bean", ["bean-soup.png"]),
        (" Bean  SOUP ", ["bean-soup.png"]),
        ("k\u00fcrbis", ["ku\u0308rbis.png"]),
        ("bean k\u00fcrbis", []),
    ],
)
def test_a_search_finds_all_of_its_words_in_any_order(browser, tmp_path, typed, found):
    pins = [
        make.report(name, title="") for name in ("bean-soup.png", "ku\u0308rbis.png")
    ]
    with opened(browser, written(tmp_path, *pins)) as tab:
        tab.fill("[name=words]", typed)
        assert names(tab) == found


def test_a_link_finds_its_pins_in_a_report_that_was_made_anew(browser, tmp_path):
    """The worst is the first: what was mended has another number."""

    def shown(*scores, link=""):
        pins = [
            make.report(f"a/{name}.png", score, title="")
            for name, score in zip("xyz", scores, strict=False)
        ]
        return f"{written(tmp_path, *pins)}{link}"

    with opened(browser, shown(20.0, 40.0, 60.0)) as tab:
        tab.locator(".grid .card").first.click()
        link = tab.evaluate("location.hash")
        tab.select_option(".against select", label="z.png")
        tab.wait_for_selector("h1.verdict")
        pair = tab.evaluate("location.hash")
        tab.locator(".back").click()
        tab.wait_for_function("location.hash === '#all'")
    with opened(browser, shown(90.0, 40.0, 30.0, link=link)) as tab:
        assert tab.locator("#view h1").inner_text() == "x.png"
        assert tab.evaluate("location.hash").startswith("#pin-3")
        tab.locator(".previous").click()
        tab.wait_for_function(
            "document.querySelector('#view h1').textContent != 'x.png'"
        )
        assert tab.locator("#view h1").inner_text() == "y.png"
    with opened(browser, shown(90.0, 40.0, 30.0, link=pair)) as tab:
        assert tab.locator("h1.verdict").inner_text().startswith("Post x.png")
    with opened(browser, shown(90.0, link=pair)) as tab:
        assert (
            "z.png is not in this report any more" in tab.locator("#told").inner_text()
        )


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ((20.0, 20.0), "Make a new draft: these are too close to call"),
        ((49.4, 10.0), "Make a new draft: a.png is the better start"),
        ((49.6, 45.0), "Too close to call: post whichever you like, or both"),
    ],
)
def test_pins_that_should_be_made_anew_are_not_told_to_be_posted(
    browser, tmp_path, scores, said
):
    pins = [
        make.report(name, score)
        for name, score in zip(("a.png", "b.png"), scores, strict=True)
    ]
    with opened(browser, f"{written(tmp_path, *pins)}#compare-1-2") as tab:
        assert tab.locator("h1.verdict").inner_text() == said


def test_a_pin_is_not_compared_with_itself(browser, address):
    with opened(browser, f"{address}#compare-3-3") as tab:
        assert tab.locator("h1.verdict").count() == 0
        assert tab.locator("#view .stage").count() == 1


def test_a_file_that_was_not_read_has_no_problems_claimed_away(browser, address):
    with opened(browser, f"{address}#compare-1-4") as tab:
        broken, good = tab.locator(".todo").all_inner_texts()

    assert broken == "drafts/broken.png is no image – export it again"
    assert good == "No problems found"


def test_a_low_score_without_a_problem_is_for_the_look(browser, tmp_path):
    dull = make.report("a.png", 60.0, results=())
    dull = replace(dull, score=replace(dull.score, finish=-9.0))
    with opened(browser, written(tmp_path, dull, make.report("b.png"))) as tab:
        card = tab.locator(".card", has_text="a.png")
        said = card.locator(".first").inner_text()
        card.click()
        tab.wait_for_selector(".findings")
        head = tab.locator(".findings h2").inner_text()

    assert said.startswith("No single problem: the overall look takes 9 points")
    assert head == "No single problem: the overall look takes 9 points"


def test_a_guideline_that_some_pins_may_fail_says_how_many(browser, tmp_path):
    unsure = make.result("small-text", Outcome.REVIEW, findings=[make.finding()])
    pins = [
        make.report("a.png"),
        make.report("b.png", results=[unsure]),
        make.report("c.png", results=()),
    ]
    with opened(browser, written(tmp_path, *pins)) as tab:
        tab.select_option("[name=guideline]", "small-text")
        both = tab.locator(".filters output").inner_text()
        tab.select_option("[name=outcome]", "fail")
        sure = tab.locator(".filters output").inner_text()

    assert both == "2 of 3 shown, 1 of them to check by eye"
    assert sure == "1 of 3 shown"
