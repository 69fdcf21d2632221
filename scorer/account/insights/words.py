"""The page's sentences: what a shop's owner would say aloud."""

from __future__ import annotations

import math
from collections.abc import Sequence

from scorer.account.insights.effects import LIKELY, SURE, Effect
from scorer.account.insights.pairs import Difference, Pair
from scorer.account.suggestions import changeable
from scorer.clickrate.model.metrics import Metrics, Skill
from scorer.clickrate.validate.evaluate import FORWARD, WHOLE
from scorer.core.units import Unit, counted
from scorer.features import format_values, label, measures

_ALMOST_CERTAIN = 0.975
# Of effects that are named because they are large the posterior's 80 % range holds 72 %
# in simulated accounts; so much wider it holds 80 %.
_REACH = 1.15 * 1.2815515655446004
_ADVICE, _LEAST_ADVICE = 5, 3
NOT_KNOWN = (
    "What goes together with clicks need not cause them. Before you change everything, "
    "post two versions that differ in one thing.",
    "It knows this account only, and only designs like those you have posted: outside "
    "their range nothing here holds.",
    "It does not know who saw a pin. Boards, seasons and a growing account are taken "
    "out as far as the figures show them.",
)


def sureness(probability: float) -> str:
    """Return how sure a direction is, in a word."""
    if probability >= _ALMOST_CERTAIN:
        return "almost certain"
    if probability >= SURE:
        return "very likely"
    return "likely" if probability >= LIKELY else "a guess"


def percent(effect: float) -> str:
    """Return a log effect as a change in percent with its sign.

    Example:
        >>> percent(0.0953), percent(-0.105)
        ('+10 %', '−10 %')
    """
    value = round(100 * math.expm1(effect))
    return "0 %" if value == 0 else f"{'+' if value > 0 else '−'}{abs(value)} %"


def more(effect: float) -> str:
    """Return a log effect as more or fewer, in percent."""
    value = round(100 * math.expm1(effect))
    return f"{abs(value)} % {'more' if value >= 0 else 'fewer'}"


def effect_title(effect: Effect) -> str:
    """Return what the feature is, with a capital."""
    words = label(effect.feature)
    return words[:1].upper() + words[1:]


def effect_range(effect: Effect) -> tuple[float, float]:
    """Return between what an effect lies in eight of ten cases, log rate."""
    reach = _REACH * effect.sd
    return effect.effect - reach, effect.effect + reach


def effect_sentence(effect: Effect, clicks: str) -> str:
    """Return what a feature goes together with, and how sure its size is."""
    low, high = effect_range(effect)
    between = (
        f"most likely between {more(low)} and {more(high)}"
        if low > 0
        else f"it may be anything from {more(low)} to {more(high)}"
    )
    if is_claim(effect.feature):
        with_it = "with it" if effect.is_rising else "without it"
        other = "without" if effect.is_rising else "with"
        return (
            f"Pins {with_it} got {more(effect.effect)} {clicks} per impression than "
            f"pins {other}; {between}."
        )
    best, worst = (
        value(effect.feature, effect.best),
        value(effect.feature, effect.worst),
    )
    where = f"Best around {best}" if effect.has_optimum else f"At {best}"
    return (
        f"{where} your pins got {more(effect.effect)} {clicks} per impression than at "
        f"{worst}; {between}."
    )


def is_claim(feature: str) -> bool:
    """Whether a feature is there or not."""
    return feature.partition(".")[2].startswith("is_")


def value(feature: str, number: float) -> str:
    """Return a value as people write it, to two digits, without its scale."""
    digits = 1 if 0 < abs(number) < 1000 else 2
    written = format_values(feature, float(f"{number:.{digits}e}"))
    return written.partition(" (")[0]


def scale(feature: str) -> str:
    """Return what the numbers of a feature mean, "" where that is plain."""
    meaning = measures().get(feature)
    if meaning is None:
        return ""
    if meaning.unit is Unit.DP:
        return "a whole pin is 183 dp wide in the phone's feed"
    return meaning.scale


def together(effect: Effect) -> str:
    """Return which features move along, "" for none."""
    names = [label(each) for each in effect.together]
    if not names:
        return ""
    rest = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return (
        f"On your pins it changes together with: {'; '.join(names[:3])}{rest}. "
        "The figures cannot tell these apart."
    )


def advice(effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """Return the effects to act on, of what a designer can change.

    Those very likely; likely ones only where these are fewer than three.
    """
    can = [each for each in effects if each.feature in changeable()]
    sure = [each for each in can if each.probability >= SURE]
    likely = [each for each in can if LIKELY <= each.probability < SURE]
    return (*sure, *likely[: max(0, _LEAST_ADVICE - len(sure))])[:_ADVICE]


def advice_sentence(effect: Effect, clicks: str) -> str:
    """Return what to make more or less of, with the range of the effect."""
    low, high = (round(100 * math.expm1(each)) for each in effect_range(effect))
    gain = f"{low} to {high} %" if 0 < low < high else f"up to {high} %"
    if is_claim(effect.feature):
        done = "Have" if effect.is_rising else "Do without"
        return f"{done} {label(effect.feature)}: {gain} more {clicks} on your pins."
    best = value(effect.feature, effect.best)
    worst = value(effect.feature, effect.worst)
    note = f" ({scale(effect.feature)})" if scale(effect.feature) else ""
    return (
        f"{effect_title(effect)}: {best} rather than {worst}{note}. Pins like that got "
        f"{gain} more {clicks}."
    )


def pairs_are(pairs: Sequence[Pair]) -> str:
    """Return what the two pins of each pair have in common, so far as it is known."""
    same = [
        what
        for what, is_known in (
            ("of one board", all(pair.board for pair in pairs)),
            ("of about one time", all(pair.months for pair in pairs)),
        )
        if is_known
    ]
    if len(same) == 2:
        return (
            "Two pins of one board and of about one time, so that neither explains the "
            "difference."
        )
    if same:
        return f"Two pins {same[0]}, so that this does not explain the difference."
    return (
        "Two pins that were clicked most unlike. Their boards and days may explain a "
        "part of it: not all are known."
    )


def pair_heading(pair: Pair) -> str:
    """Return where and when both pins of a pair were published."""
    when = {
        0: "",
        1: "the same month",
        3: "the same quarter",
        12: "the same year",
    }[pair.months]
    where = f"both on “{pair.board}”" if pair.board else "of all pins"
    return f"{where}, {when}" if when else where


def difference_line(found: Difference) -> str:
    """Return in what two pins differ, and what the model gives for it."""
    if is_claim(found.feature):
        has = (
            "only the winner has"
            if found.winner > found.loser
            else "only the other has"
        )
        return f"{has} {label(found.feature)} ({percent(found.effect)})"
    winner, loser = (
        value(found.feature, found.winner),
        value(found.feature, found.loser),
    )
    return f"{label(found.feature)}: {winner} against {loser} ({percent(found.effect)})"


def right_of_two(spearman: float) -> int:
    """Return how often in 100 the better of two pins is named, from a correlation.

    Example:
        >>> right_of_two(0.0), right_of_two(1.0)
        (50, 100)
    """
    correlation = 2 * math.sin(math.pi * max(-1.0, min(1.0, spearman)) / 6)
    return round(50 + 100 * math.asin(max(-1.0, min(1.0, correlation))) / math.pi)


def skill_rows(metrics: Metrics) -> tuple[tuple[str, str, str, str], ...]:
    """Return who guesses, on which pins, how often rightly, and the best fifth."""
    names = {"model": "this model", "guidelines only": "the guideline score alone"}
    tests = {
        WHOLE: "designs it had not seen",
        FORWARD: "newer pins, learned from older ones only",
    }
    return tuple(
        (
            names[each.name],
            tests.get(each.protocol, each.protocol),
            "–" if each.spearman is None else f"{right_of_two(each.spearman)} of 100",
            _lift(each),
        )
        for each in metrics.skills
        if each.name in names
    )


def _lift(skill: Skill) -> str:
    value = round(100 * (skill.lift - 1))
    return f"{abs(value)} % {'more' if value >= 0 else 'fewer'} than average"


def no_single(metrics: Metrics) -> str:
    """Return what is said where something was learned and no feature is likely."""
    if metrics.titles_only:
        return (
            "The titles matter as a whole, but no single feature of theirs stands out: "
            "it is the words that differ."
        )
    return (
        "The designs matter as a whole, but no single feature stands out: several "
        "change together on your pins."
    )


def enough_sentence(metrics: Metrics) -> str:
    """Return how far the account is from enough pins."""
    pins, subject = counted(metrics.pins, "pin"), metrics.subject
    if metrics.learning_test.level == "learned":
        return (
            f"Yes: your {pins} are enough to see that {subject} matter. More pins "
            "sharpen the curves, and show smaller effects."
        )
    if metrics.learning_test.lacks_days:
        return (
            "More pins alone cannot prove it: give their days of publication, too, in "
            "a list with pin_id and created_at, or by scorer pull."
        )
    if metrics.enough is None:
        return (
            f"That cannot be told yet: in your {pins} the {subject} explain too little "
            "to say how many would be enough. Several hundred are, as a rule."
        )
    if metrics.pins >= metrics.enough:
        return (
            f"About {metrics.enough:,} pins are enough in 8 of 10 accounts like yours. "
            f"You have {metrics.pins:,}, and it is not seen: {subject} may matter "
            "little here, or change too little between your pins."
        )
    return (
        f"About {metrics.enough:,} pins are enough to see what {subject} do in 8 of 10 "
        f"accounts like yours. You have {pins}: {metrics.enough - metrics.pins:,} to "
        "go."
    )
