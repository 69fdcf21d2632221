"""The page of reports."""

import json
import re
from dataclasses import replace

from scorer import reports
from scorer.core.fix import Text
from scorer.core.guideline import Outcome
from scorer.core.report import Document, Run, Score
from scorer.core.units import Box
from scorer.features import label
from scorer.reports.html import comparison
from scorer.scoring.score import score, with_costs
from tests.reports import _make as make


def page(*given):
    return "".join(reports.render(make.document(*given), "html"))


def test_asks_for_nothing_from_outside():
    text = page(make.report(), make.unread()).partition("<script>")[0]
    wanted = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?([^"' )>]+)""", text)

    assert all(each.startswith(("data:", "#")) for each in wanted), wanted


def test_everything_a_user_wrote_is_escaped():
    nasty = "<script>alert(1)</script>\"'"
    text = page(
        make.report(
            path=nasty,
            title=nasty,
            results=(make.result(findings=(make.finding(nasty),)),),
            evidence={nasty: [1, 2, 3, 4]},
        )
    )

    assert "<script>alert" not in text


def test_worst_pin_comes_first_and_unread_before_it():
    text = page(make.report("b.png", 90.0), make.report("c.png", 20.0), make.unread())
    names = re.findall(r'<span class="name">(.*?)</span>', text)

    assert names == ["broken.png", "c.png", "b.png"]


def test_finding_carries_the_number_drawn_on_the_picture():
    text = page(make.report())

    assert 'data-box="10 10 50 20"' in text
    assert '<span class="pip">1</span>' in text


def test_estimate_is_shown_with_interval_and_contributions():
    text = page(make.report(score=Score(50.0, {}, make.ESTIMATE)))

    assert "<b>18 %</b> above your average design" in text
    assert "0.90 % to 1.90 %" in text
    assert label("clutter.edge_density") in text
    assert "-8 %" in text


def test_long_title_is_cut_as_in_the_feed():
    text = page(make.report(title="x" * 41))

    assert f'data-title="{"x" * 40}…"' in text


def test_nothing_known_but_a_score_still_renders():
    text = page(make.report(results=(), evidence={}, features={}, thumbnail=""))

    assert "Every guideline that applies is met" in text


def test_same_advice_for_several_lines_is_said_once():
    small = make.result(findings=[make.finding(), make.finding("the next too")])

    assert page(make.report(results=(small,))).count("Use larger letters") == 1


def test_failure_says_what_mending_it_is_worth():
    passed = make.result("wide-image", Outcome.PASS)
    results = with_costs([make.result(), passed])
    kept = score(results).guidelines
    text = page(make.report(value=kept, results=results))

    assert f"+{results[0].cost:.0f}<span" in text
    then = f"{kept:.0f} → {kept + results[0].cost:.0f}"
    assert f'Fix the first one: <b class="up">{then}</b>' in text


def test_guideline_explains_itself_once_however_many_pins_fail_it():
    text = page(make.report("a.png"), make.report("b.png"))

    assert text.count('<template data-guideline="small-text"') == 1
    assert "Four of five people see the pin on a phone" in text


def test_the_names_of_features_are_set_as_code():
    text = page(make.report("a.png", results=[make.result("empty-space")]))
    told = text.partition('<template data-guideline="empty-space"')[2]

    assert "<code>composition.void_share</code>" in told
    assert "`" not in told.partition("</template>")[0]


def test_comparison_opens_side_by_side_with_the_chances():
    pins = (make.report("a.png", 90.0), make.report("b.png", 20.0))
    text = "".join(comparison(pins, {}, [0.27]))

    assert 'data-start="#compare-1-2"' in text
    assert text.index("a.png") < text.index("b.png")
    assert text.count('data-chance="0.27"') == 1


def test_color_follows_the_number_that_is_shown():
    text = page(make.report("a.png", 84.6), make.report("b.png", 49.4))

    assert text.count('data-tone="good"') == text.count('data-tone="poor"') == 1


def test_guidelines_left_to_a_person_for_one_reason_share_a_card():
    unsure = [make.result(name, Outcome.REVIEW) for name in ("a-thing", "another")]
    text = page(make.report(results=unsure))

    assert text.count("A person should look") == 1
    assert "Title of a-thing" in text
    assert "Title of another" in text


def test_the_page_names_what_made_it():
    run = Run(
        "scorer score a&b -o <x>.html",
        {"ocr-engine": "none", "select": ["wide-image"]},
        "2026-11-28T09:30:00+01:00",
    )
    document = Document([make.report()], {"scorer": "1"}, run)
    text = "".join(reports.render(document, "html"))

    assert "scorer 1 · 2026-11-28 09:30" in text
    assert "<code>scorer score a&amp;b -o &lt;x&gt;.html</code>" in text
    assert 'ocr-engine = "none"' in text
    assert 'select = ["wide-image"]' in text


def test_words_of_a_fix_do_not_end_their_attribute():
    nasty = "' onload='alert(1)'><script>alert(1)</script>&amp;"
    found = replace(make.finding(), fix=Text((Box(1, 2, 3, 4),), nasty))
    text = page(make.report(results=(make.result(findings=(found,)),)))
    inner = re.search(r"data-fix='([^']*)'", text).group(1)

    assert json.loads(inner)["text"] == nasty
    assert not set("<>&'") & set(inner)
