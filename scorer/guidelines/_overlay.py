"""What the guidelines on overlay text share: its message, and what they answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scorer.core.fix import Text
from scorer.core.guideline import Finding, Verdict
from scorer.core.units import Box
from scorer.features.text_overlay import TextOverlay, word_count
from scorer.guidelines._severity import severity
from scorer.text import lettering
from scorer.text.kinds import has_word
from scorer.text.line.text_line import TextLine
from scorer.text.lines import READABLE_DP

# Of 814 drawn lines none was read with less: what is below is hardly text.
_SURE = 0.8
AT_LIMIT = "it is right at the limit"
# Share of the width that text keeps to every edge; `tight-margin` says why.
MARGIN_SHARE = 0.03
# Less of a fault than this is within the error of what was measured.
SLIGHT = 0.02
UNSURE = "the text could not be read with certainty"
WHOSE = "it is not clear whether this text was added or is part of the photo"
LOGO = "one word that is in no dictionary may be a logo"
_NONE = "there is no text on the pin"
_QUOTE_CHARS = 60
# So many words are read in passing.
ADVISED_WORDS = 12
# A number and a year; more digits are an address or a telephone number.
_FEW_DIGITS, _FEWEST_WORDS = 5, 3
# 0.7 em of 11 pt, Apple Human Interface Guidelines.
HEADLINE_DP = 7.7
# Less of the pin than this are rules, bullets and logos: share of its picture.
HARDLY_A_PICTURE = 0.03
# Three words or fewer are a caption; a sentence of eight is seen for its length alone.
_CAPTION_WORDS, _SENTENCE_WORDS = 3, 8


def without_overlay(text: TextOverlay) -> Verdict | None:
    """Return the verdict on a pin without overlay lines; None where it has some."""
    if text.overlay:
        return None
    return _absent(text, _NONE)


def without_message(text: TextOverlay) -> Verdict | None:
    """Return the verdict on a pin without a message; None where it has one.

    Names, addresses, coupons and hashtags are none.
    """
    if any(word_count(line.text) for line in text.message):
        return None
    only = "only names and addresses" if text.overlay else _NONE
    return _absent(text, only)


def _absent(text: TextOverlay, reason: str) -> Verdict:
    if text.unread:
        return Verdict.review(reason=text.unread)
    if possible(text):
        return Verdict.review(reason=WHOSE)
    return Verdict.not_applicable(reason)


def judged_lines(
    findings: Sequence[Finding], lines: Sequence[TextLine], *, score: float
) -> Verdict:
    """Return the verdict on the lines that were found wanting.

    It is left for review where the engine is sure of none of them, as they may be no
    text, and where so little is lost that the measures' error may explain it.

    Args:
        findings: What was found; none is a pass.
        lines: The lines that the findings rest on.
        score: 0 (worst) to 1.
    """
    if findings and not any(is_sure(line) for line in lines):
        return Verdict.review(findings, reason=UNSURE)
    if findings and score > 1 - SLIGHT:
        return Verdict.review(findings, reason=AT_LIMIT)
    return Verdict.judged(findings, score=score)


def is_sure(line: TextLine) -> bool:
    """Whether the engine is sure of what it read."""
    return line.confidence >= _SURE


def is_words(line: TextLine) -> bool:
    """Whether the engine is sure of what it read, and that it is words.

    Letters that form no word of any language may be drawn, or no letters at all: there
    the engine has to be surer. So may a name be, which is read as surely as a word.
    """
    if has_known_word(line):
        return is_sure(line)
    return line.confidence >= lettering.UNSURE


def has_known_word(line: TextLine) -> bool:
    """Whether a line holds a word of some language, or none that can be looked up."""
    words = lettering.long_words(line.text)
    return not words or len(lettering.strange_words(words)) < len(words)


def may_be_logo(lines: Sequence[TextLine]) -> bool:
    """Whether lines are one word, and that none of any language."""
    return words_of(lines) == 1 and not any(map(has_known_word, lines))


def is_message_sure(text: TextOverlay) -> bool:
    """Whether less may be of the message than is for sure: words by their size.

    Else the few lines that look laid over the picture may be part of it as well.
    """
    return _weight(possible(text)) <= _weight(text.message)


def _weight(lines: Iterable[TextLine]) -> float:
    return sum(word_count(line.text) * line.cap_height_px for line in lines)


def headline(text: TextOverlay) -> tuple[TextLine, ...]:
    """Return the lines of the headline, in reading order."""
    return tuple(line for line in text.message if line.kind == "headline")


def possible(text: TextOverlay) -> tuple[TextLine, ...]:
    """Return lines that may be of the message: doubtful ones, but words, and readable.

    An icon or a pattern that is read as a letter, and print on things, are none; what
    is hardly read has to be as large as a headline.
    """
    return tuple(
        line
        for line in text.unsure
        if has_word(line.text)
        and line.cap_height_px * text.dp_per_px
        >= (READABLE_DP if is_sure(line) else HEADLINE_DP)
    )


def is_headline_sure(text: TextOverlay) -> bool:
    """Whether no line that may be of the message is larger than the headline."""
    largest = max((x.cap_height_px for x in headline(text)), default=0.0)
    return all(line.cap_height_px <= largest for line in possible(text))


def words_of(lines: Iterable[TextLine]) -> int:
    """Return the number of words in lines; bullets and separators are none."""
    return sum(word_count(line.text) for line in lines)


def shortness(lines: Iterable[TextLine]) -> float:
    """Return how much lines are a caption rather than a sentence, 0 to 1."""
    return severity(words_of(lines), _SENTENCE_WORDS, _CAPTION_WORDS)


def quoted(lines: Sequence[TextLine]) -> str:
    """Return the words of lines in quotation marks, shortened where they are many."""
    return quoted_words(" ".join(line.text for line in lines))


def quoted_words(words: str) -> str:
    """Return words in quotation marks, shortened to 60 characters."""
    if len(words) > _QUOTE_CHARS:
        words = words[:_QUOTE_CHARS].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"
    return f"“{words}”"


def around(lines: Sequence[TextLine]) -> Box:
    """Return the box around lines."""
    return Box.around(line.box for line in lines)


def shorter(text: TextOverlay) -> str:
    """Return the advice to cut a pin's words to what is read in passing."""
    head, count = headline(text), words_of(text.message)
    kept = f"; keep {quoted(head)}" if is_headline_kept(head) else ""
    return (
        f"cut the text from {count} words to about {ADVISED_WORDS}{kept}, and move the "
        "rest to the description"
    )


def shortened(text: TextOverlay) -> Text | None:
    """Return the pin without all but its headline; None where that would be nothing."""
    head = headline(text)
    rest = [line.box for line in text.message if line not in head]
    return Text(tuple(rest)) if rest and is_headline_kept(head) else None


def is_headline_kept(head: Sequence[TextLine]) -> bool:
    """Whether a headline is worth keeping: a few words, no name and no numbers."""
    chars = "".join(line.text for line in head)
    digits = sum(char.isdigit() for char in chars)
    return _FEWEST_WORDS <= words_of(head) <= ADVISED_WORDS and digits <= _FEW_DIGITS
