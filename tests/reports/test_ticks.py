"""Ticking problems off: the page's arithmetic is that of scorer.scoring."""

import random
from dataclasses import replace

import pytest

from scorer import reports
from scorer.core.guideline import Impact, Outcome, Part
from scorer.core.report import Score
from scorer.core.units import Quantity
from scorer.reports._arithmetic import arithmetic, scale
from scorer.scoring.score import score, with_costs
from scorer.scoring.weights import weights
from tests.reports import _make as make
from tests.support.browsing import in_browser, opened

# Guidelines with fitted shares, and some that were not fitted; a part each.
IDS = {
    "small-text": Part.TEXT,
    "low-contrast-text": Part.TEXT,
    "wordy-text": Part.TEXT,
    "visual-clutter": Part.FOCUS,
    "dark-image": Part.FOCUS,
    "wide-image": Part.MOBILE,
    "missing-title": Part.COPY,
    "own-one": Part.COPY,
}


def verdicts(seed):
    chance = random.Random(seed)
    made = []
    for name, part in IDS.items():
        outcome = chance.choice([Outcome.FAIL, Outcome.FAIL, Outcome.PASS])
        result = make.result(name, outcome, chance.choice(list(Impact)))
        met = chance.random() if outcome is Outcome.FAIL else 1.0
        made.append(replace(result, part=part, score=met))
    made.append(make.result("no-benefit", Outcome.REVIEW))
    return with_costs(made)


def pin(seed):
    chance = random.Random(1000 + seed)
    results = verdicts(seed)
    finish = chance.choice([None, -0.4, 0.3])
    features = {} if finish is None else {"finish.classes": Quantity(finish)}
    return make.report(
        f"{seed}.png",
        results=results,
        score=score(results, finish=finish),
        features=features,
    )


def scored(report, ticks):
    """The score of a report by Python, with guidelines done or ignored."""
    state = {
        "done": {"score": 1.0, "outcome": Outcome.PASS, "findings": ()},
        "ignored": {"score": None, "outcome": Outcome.NOT_APPLICABLE, "findings": ()},
    }
    results = [
        replace(each, **state[ticks[each.id]]) if each.id in ticks else each
        for each in report.results
    ]
    finish = report.features.get("finish.classes")
    return score(results, finish=finish and finish.value)


def choices(report, seed):
    chance = random.Random(seed)
    failed = [each.id for each in report.results if each.outcome is Outcome.FAIL]
    return {
        name: chance.choice(["done", "ignored"])
        for name in failed
        if chance.random() < 0.6
    }


SCORED = """([index, ticks]) => {
  const { book } = report;
  const verdicts = verdictsOf(book.article(index));
  const found = rescore(book.scale, verdicts, new Map(Object.entries(ticks)));
  return { points: found.points, parts: Object.fromEntries(found.parts) };
}"""


@pytest.mark.parametrize("seed", range(3))
def test_carried_numbers_are_those_of_the_score(seed):
    report = pin(seed)
    carried = arithmetic(report)
    base = float(scale().split()[0])
    lost = sum(float(each.split()[2]) for each in carried.taken)
    finish = float(carried.finish or 0) if carried.weighed["focus"] else 0.0

    points = weights().points(base - lost + finish)
    assert points == pytest.approx(report.score.guidelines, abs=0.06)


class TestInBrowser:
    pytestmark = in_browser

    @pytest.fixture(scope="class")
    def tab(self, browser, tmp_path_factory):
        path = tmp_path_factory.mktemp("ticks") / "report.html"
        pins = [pin(seed) for seed in range(12)]
        # In the order of the page: the worst first.
        self.__class__.pins = sorted(pins, key=lambda each: each.score.guidelines)
        text = "".join(reports.render(make.document(*pins), "html"))
        path.write_text(text, encoding="utf-8")
        with opened(browser, path.as_uri()) as found:
            yield found

    def test_page_and_python_give_the_same_score(self, tab):
        for index, report in enumerate(self.pins, 1):
            for seed in range(8):
                ticks = choices(report, seed) if seed else {}
                expected = scored(report, ticks)
                got = tab.evaluate(SCORED, [str(index), ticks])

                if expected.guidelines is None:
                    assert got["points"] is None
                else:
                    assert got["points"] == pytest.approx(expected.guidelines, abs=0.06)
                assert got["parts"] == pytest.approx(expected.parts, abs=0.06)

    def test_all_ignored_leaves_no_score(self, tab):
        ticks = dict.fromkeys(IDS, "ignored")
        bare = """([index, ticks]) => {
          const known = verdictsOf(report.book.article(index));
          known.weighed = new Map([...known.weighed].map(([part]) =>
            [part, known.taken.filter((each) => each.part === part).length]));
          const all = new Map(Object.entries(ticks));
          return rescore(report.book.scale, known, all).points;
        }"""

        assert tab.evaluate(bare, ["1", ticks]) is None


def drawn_score(tab):
    return int(tab.locator("#view .score .ring text").text_content())


@pytest.mark.browser
class TestTicks:
    pytestmark = in_browser

    @pytest.fixture
    def tab(self, browser, tmp_path):
        results = with_costs(
            (
                replace(make.result("small-text"), score=0.2),
                replace(make.result("wide-image"), score=0.5),
                make.result("late-keyword", Outcome.PASS),
            )
        )
        self.report = make.report(
            results=results, score=Score(score(results).guidelines, {"text": 50.0})
        )
        path = tmp_path / "one.html"
        text = "".join(reports.render(make.document(self.report), "html"))
        path.write_text(text, encoding="utf-8")
        with opened(browser, path.as_uri()) as found:
            yield found

    def test_done_raises_the_score_and_can_be_undone(self, tab):
        before = drawn_score(tab)
        first = tab.locator(".finding[data-id=small-text] [data-tick=done]")
        first.click()
        after = drawn_score(tab)
        said = tab.locator(".ticked").inner_text()
        pressed = first.get_attribute("aria-pressed")
        first.click()

        # Rounded from a tenth there, and from all digits here.
        expected = scored(self.report, {"small-text": "done"}).guidelines
        assert abs(after - expected) <= 0.5 + 0.05
        assert after > before == drawn_score(tab)
        assert said == f"1 done: {before} → {after}"
        assert pressed == "true"
        assert first.get_attribute("aria-pressed") == "false"

    def test_ignored_and_done_exclude_each_other(self, tab):
        done = tab.locator(".finding[data-id=small-text] [data-tick=done]")
        ignored = tab.locator(".finding[data-id=small-text] [data-tick=ignored]")
        done.click()
        ignored.click()

        states = [each.get_attribute("aria-pressed") for each in (done, ignored)]
        assert states == ["false", "true"]
        assert tab.locator(".ticked").inner_text().startswith("1 ignored")
