"""The page about an account: one file, pictures first, nothing fetched from outside."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from scorer.account.diagnosis.pages import SIMULATED
from scorer.account.diagnosis.view import FunnelView, funnel_view
from scorer.account.evaluation.summary import headline, rests_on
from scorer.account.insights import words
from scorer.account.insights.boards import Board
from scorer.account.insights.changed import (
    SHOWN,
    came_true_lines,
    change_line,
    found_then,
    heading,
)
from scorer.account.insights.effects import Effect, main_effects
from scorer.account.insights.pairs import Pair
from scorer.account.insights.record import Insights, PinFacts
from scorer.account.insights.rule import Truth
from scorer.account.insights.trainings import Training, Trainings
from scorer.account.plots import charts
from scorer.account.plots.axis import round_changes
from scorer.account.plots.charts import Written
from scorer.account.plots.gallery import Gallery, PinView
from scorer.clickrate.data.target import clicks_of
from scorer.clickrate.model.metrics import Metrics
from scorer.clickrate.model.model import INTERVAL_Z
from scorer.core.display.printable import made_printable
from scorer.core.units import counted
from scorer.reports import account_page

PAGE = "insights.html"
_MOST_EFFECTS, _FAN, _MOST_REST, _MOST_BOARDS = 10, 3, 60, 15
_METRICS = {
    "pin_click_rate": "clicks on the pin, per impression",
    "outbound_click_rate": "clicks to your site, per impression",
    "save_rate": "saves, per impression",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page is made of.

    Attributes:
        metrics: The model's examination.
        found: What the history says.
        trainings: Of the model folder.
        pictures: Small pictures, WebP, by pin id.
        truth: The rule behind a made-up account, beside what was found.
        links: Addresses of the pins' own reports by pin id.
    """

    metrics: Metrics
    found: Insights
    trainings: Trainings
    pictures: Mapping[str, bytes]
    truth: tuple[Truth, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)


def as_page(shown: Shown) -> str:
    """Return the page."""
    found = made_printable(shown.found)
    return _Page(shown, found).render()


class _Page:
    """A page while it is put together: its gallery knows which pictures it shows."""

    def __init__(self, shown: Shown, found: Insights) -> None:
        self._shown, self._found = shown, found
        self._pins = {pin.id: pin for pin in found.pins}
        titles = {pin.id: pin.title for pin in found.pins}
        self._gallery = Gallery(shown.pictures, shown.links, titles)
        self._clicks = clicks_of(found.metric)
        self._has_evidence = shown.metrics.learning_test.has_evidence

    def render(self) -> str:
        """Return the page's text."""
        metrics, found = self._shown.metrics, self._found
        main = main_effects(found.effects, _MOST_EFFECTS) if self._has_evidence else ()
        training = self._shown.trainings.all[-1] if self._shown.trainings.all else None
        said = {
            "metric": _METRICS.get(found.metric, found.metric),
            "clicks": self._clicks,
            "headline": f"{headline(metrics)}.",
            "rests": f"{rests_on(metrics)}.",
            "simulated": SIMULATED if found.simulated else "",
            "facts": self._facts(),
            "fan": self._fan(),
            "truth": self._shown.truth,
            "advice": [self._advice(each) for each in words.advice(main)],
            "advice_lead": self._advice_lead(),
            "effects": [self._effect(each) for each in main],
            "effects_lead": self._effects_lead(main),
            **self._rest(main),
            "pairs": [self._pair(each) for each in found.pairs],
            "pairs_are": words.pairs_are(found.pairs),
            "funnel": self._funnel(),
            "changes": self._changes(training),
            "came_true": _came_true(training),
            "history": [
                (heading(each), found_then(each)) for each in self._shown.trainings.all
            ],
            "skills": words.skill_rows(metrics),
            "calibration": _calibration(metrics),
            "enough": words.enough_sentence(metrics),
            "learning": _learning(metrics),
            "boards": _boards(found.boards),
            "unknown": words.NOT_KNOWN,
            "lines": found.lines,
        }
        # The pictures are known once everything was put together.
        style = Markup(self._gallery.style())  # noqa: S704 - Base64 and names of ours
        text = account_page("insights", **said, pictures=style)
        return text.replace(" %", "\u00a0%")  # a number keeps its sign beside it

    def _facts(self) -> list[tuple[str, str]]:
        found = self._found
        seen = sum(pin.impressions for pin in found.pins)
        rows = [
            (f"{len(found.pins):,}", "pins"),
            (f"{found.designs:,}", "different designs"),
            (f"{seen:,}", "impressions"),
        ]
        if found.first_day and found.last_day:
            span = f"{found.first_day:%b %Y} – {found.last_day:%b %Y}"
            rows.append((span, "published"))
        return [*rows, (f"{found.as_of:%d %b %Y}", "figures up to")]

    def _view(self, pin: str) -> PinView:
        facts = self._pins.get(pin)
        if facts is None:
            return self._gallery.view(pin, "")
        return self._gallery.view(pin, facts.title, self._figures(facts))

    def _figures(self, pin: PinFacts) -> str:
        count = {
            "outbound_click_rate": pin.outbound_clicks,
            "pin_click_rate": pin.pin_clicks,
        }.get(self._found.metric)
        if count is None:
            return f"{pin.impressions:,} impressions"
        clicks = self._clicks if count != 1 else self._clicks.removesuffix("s")
        return f"{count:,} {clicks} of {pin.impressions:,} impressions"

    def _views(self, pins: Sequence[str]) -> list[PinView]:
        return [self._view(pin) for pin in pins]

    def _fan(self) -> list[PinView]:
        """Return the most clicked pins, one a pair, that have a picture."""
        winners = [pair.winner for pair in self._found.pairs]
        pictured = [pin for pin in winners if pin in self._shown.pictures]
        return self._views(pictured[:_FAN]) if len(pictured) >= _FAN else []

    def _advice_lead(self) -> str:
        first = {
            "early": "These are first signs, no proof: try them on a few pins. ",
            "past": "These held in the past, not in your newest pins: take care. ",
        }.get(self._shown.metrics.learning_test.level, "")
        return (
            f"{first}Only what a designer can change, and only what your own pins "
            "show. The range holds what is true in 8 of 10 such cases; a part of it "
            "may have other causes."
        )

    def _advice(self, effect: Effect) -> dict[str, object]:
        good, bad = effect.high, effect.low
        if effect.has_optimum:
            good, bad = (
                effect.best_pins,
                (effect.high if effect.worst > effect.best else effect.low),
            )
        elif not effect.is_rising:
            good, bad = bad, good
        claim = words.is_claim(effect.feature)
        is_more = effect.is_rising
        return {
            "way": "more" if is_more else "less",
            "said": words.advice_sentence(effect, self._clicks),
            "good": self._views(good[:2]),
            "good_words": ("with it" if is_more else "without it")
            if claim
            else f"around {words.value(effect.feature, effect.best)}",
            "bad": self._views(bad[:2]),
            "bad_words": ("without it" if is_more else "with it")
            if claim
            else f"around {words.value(effect.feature, effect.worst)}",
        }

    def _effects_lead(self, main: Sequence[Effect]) -> str:
        if not self._has_evidence:
            return (
                "Nothing yet. What the model would guess from these figures is no "
                "better than chance, so no curves are shown; the longer list below is "
                "for the curious."
            )
        if not main:
            return words.no_single(self._shown.metrics)
        return (
            f"{counted(len(main), 'finding')} about your designs, the surest and "
            "largest first, each with pins of yours at either end. “Almost certain”: "
            "the direction is right in at least 97 of 100 such cases; “very likely”: "
            "in 90; “likely”: in 80. They go together with clicks; that is no proof "
            "that they cause them."
        )

    def _effect(self, effect: Effect) -> dict[str, object]:
        feature, low, _, high = effect.feature, *effect.usual
        claim = words.is_claim(feature)
        return {
            "title": words.effect_title(effect),
            "sure": words.sureness(effect.probability),
            "level": sum(effect.probability >= each for each in (0.8, 0.9, 0.975)),
            "said": words.effect_sentence(effect, self._clicks),
            "plot": Markup(effect_plot(effect)),  # noqa: S704 - ours, its words escaped
            "low": self._views(effect.low),
            "low_words": "without it" if claim else f"↓ {words.value(feature, low)}",
            "middle": self._views(effect.best_pins[:2]),
            "middle_words": f"best: {words.value(feature, effect.best)}",
            "high": self._views(effect.high),
            "high_words": "with it" if claim else f"↑ {words.value(feature, high)}",
            "together": words.together(effect),
        }

    def _rest(self, main: Sequence[Effect]) -> dict[str, object]:
        rest = [each for each in self._found.effects if each not in main]
        lines = [
            f"{words.effect_title(each)}: {words.sureness(each.probability)}. "
            f"{words.effect_sentence(each, self._clicks)}"
            for each in rest[:_MOST_REST]
        ]
        return {"rest": lines, "rest_words": f"{len(lines)} smaller or less sure"}

    def _pair(self, pair: Pair) -> dict[str, object]:
        return {
            "times": f"{pair.times:.1f}",
            "where": words.pair_heading(pair),
            "winner": self._view(pair.winner),
            "loser": self._view(pair.loser),
            "differences": [words.difference_line(each) for each in pair.differences],
        }

    def _funnel(self) -> FunnelView | None:
        funnel = self._found.funnel
        return None if funnel is None else funnel_view(funnel, self._gallery)

    def _changes(self, training: Training | None) -> list[str]:
        if training is None or len(self._shown.trainings.all) < 2:
            return []
        lines = [
            change_line(each, training.clicks) for each in training.changes[:SHOWN]
        ]
        return lines or ["No effect changed by more than a quarter."]


def effect_plot(effect: Effect) -> str:
    """Return the curve of an effect as SVG."""
    feature = effect.feature
    written = Written(lambda x: words.value(feature, x), words.percent, round_changes)
    if words.is_claim(feature):
        first, last = effect.points[0], effect.points[-1]
        ends = [
            (word, y, y - INTERVAL_Z * sd, y + INTERVAL_Z * sd)
            for word, (_, y, sd) in (("without", first), ("with", last))
        ]
        middle = len(effect.counts) // 2
        counts = (sum(effect.counts[:middle]), sum(effect.counts[middle:]))
        return charts.whiskers(words.effect_title(effect), ends, counts, written)
    return charts.curve(
        words.effect_title(effect),
        [(x, y) for x, y, _ in effect.points],
        [(x, y - INTERVAL_Z * sd, y + INTERVAL_Z * sd) for x, y, sd in effect.points],
        effect.counts,
        written,
        (effect.usual[0], effect.usual[2]),
    )


def _calibration(metrics: Metrics) -> Markup | None:
    points = [
        (each.expected, each.observed)
        for each in metrics.bins
        if each.expected > 0 and each.observed > 0
    ]
    if len(points) < 2:
        return None
    return Markup(  # noqa: S704 - ours
        charts.against("Said and came, by groups", points, lambda x: f"{100 * x:.0f} %")
    )


def _learning(metrics: Metrics) -> Markup | None:
    points = [(float(each.pins), max(each.spearman, 0.0)) for each in metrics.curve]
    if not points or min(pins for pins, _ in points) <= 0:
        return None
    return Markup(  # noqa: S704 - ours
        charts.learning(
            "Agreement by pins learned from",
            points,
            metrics.enough,
            float(metrics.pins),
        )
    )


def _came_true(training: Training | None) -> dict[str, object] | None:
    if training is None or training.came_true is None:
        return None
    points = [
        (each.expected, each.observed)
        for each in training.came_true.groups
        if each.expected > 0 and each.observed > 0
    ]
    plot = (
        Markup(  # noqa: S704 - ours
            charts.against(
                "What the last model said, and what came",
                points,
                lambda x: f"{100 * x:.2g} %",
            )
        )
        if len(points) > 1
        else None
    )
    return {
        "lines": came_true_lines(training.came_true, training.clicks),
        "plot": plot,
    }


def _boards(found: Sequence[Board]) -> list[dict[str, object]]:
    """Return boards with their places on a scale that holds all of them."""
    shown = list(found)
    if len(shown) > _MOST_BOARDS:
        half = _MOST_BOARDS // 2
        shown = [*shown[:half], *shown[-half:]]
    reach = max(
        (abs(each.effect) + INTERVAL_Z * each.sd for each in shown), default=0.0
    )
    reach = max(reach, math.log(1.1))

    def place(effect: float) -> float:
        return round(50 + 48 * effect / reach, 1)

    return [
        {
            "name": f"{each.name or 'no board'} ({each.pins:,})",
            "at": place(each.effect),
            "left": place(each.effect - INTERVAL_Z * each.sd),
            "width": round(
                place(each.effect + INTERVAL_Z * each.sd)
                - place(each.effect - INTERVAL_Z * each.sd),
                1,
            ),
            "said": words.percent(each.effect),
        }
        for each in shown
    ]
