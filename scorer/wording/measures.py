"""What is measured of any piece of copy: a title, or the words of the overlay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scorer.core.family import measure
from scorer.core.settings import Settings
from scorer.core.units import Unit
from scorer.wording import casing, stems, tokens
from scorer.wording.lexicon import Lexicon, language_of, lexicon
from scorer.wording.reading_ease import reading_ease

_ARTICLE = "advice for Pinterest titles: strong keywords, clear benefits, curiosity"
_LEXICON = "scorer/wording/lexicons; None without a lexicon of the language"
_UPWORTHY = "effect fitted on the Upworthy archive, models/titles/card.md"
# Pinterest, creative specs: so many characters of a title may show in the feed.
_VISIBLE_CHARS = 40
_VISIBLE_WIDE_CHARS = 30
_LONGEST_TOPIC_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What a piece of copy says and how; the plain fields are the words found."""

    length_chars: int = measure(
        Unit.CHARS,
        "Characters, outer spaces left out",
        source="Pinterest specs",
        label="length of text",
    )
    visible_chars: int = measure(
        Unit.CHARS,
        "How many characters may show: 40, in double-byte scripts and Arabic 30",
        source="Pinterest specs",
        changeable=False,
        label="length of text that may show",
    )
    word_count: int = measure(
        Unit.COUNT, "Words and numbers", source=_UPWORTHY, label="words"
    )
    sentence_count: int = measure(
        Unit.COUNT, "Sentences", source=_UPWORTHY, label="sentences"
    )
    number_count: int = measure(
        Unit.COUNT, "Words that are numbers", source=_UPWORTHY, label="numbers"
    )
    emoji_count: int = measure(Unit.COUNT, "Emoji", source="Unicode 16", label="emoji")
    hashtag_count: int = measure(
        Unit.COUNT, "Hashtags", source="Pinterest specs", label="hashtags"
    )
    exclamation_count: int = measure(
        Unit.COUNT, "Exclamation marks", source=_UPWORTHY, label="exclamation marks"
    )
    capitals_share: float | None = measure(
        Unit.SHARE,
        "Words in capitals that are no abbreviation, 0 to 1; None in other scripts",
        source="usual house style",
        label="words in capitals",
    )
    title_case_share: float | None = measure(
        Unit.SHARE,
        "Words that begin with a capital, 0 to 1; None in other scripts",
        source=_UPWORTHY,
        label="words with a capital first",
    )
    is_question: bool = measure(
        Unit.NONE,
        "Ends in a question mark, signs and emoji after it left out",
        source=_UPWORTHY,
        label="a question",
    )
    is_list: bool | None = measure(
        Unit.NONE,
        'Promises a number of things ("10 ideas")',
        source=_LEXICON,
        label='a list ("10 ideas")',
    )
    is_how_to: bool | None = measure(
        Unit.NONE, "Promises to show how", source=_LEXICON, label="a how-to"
    )
    second_person_count: int | None = measure(
        Unit.COUNT,
        'Words such as "you" and "your"',
        source=_LEXICON,
        label='"you" and "your"',
    )
    benefit_count: int | None = measure(
        Unit.COUNT,
        "Words that say what the reader gains",
        source=_ARTICLE,
        label="words of benefit",
    )
    specific_count: int | None = measure(
        Unit.COUNT,
        "Details: numbers, kinds, purposes, benefits, and topic words beyond two",
        source=_ARTICLE,
        label="specific details",
    )
    vague_share: float | None = measure(
        Unit.SHARE,
        "Content words that say little, 0 to 1",
        source=_ARTICLE,
        label="vague words",
    )
    curiosity_count: int | None = measure(
        Unit.COUNT,
        "Words that open a question in the reader",
        source=_ARTICLE,
        label="words that raise curiosity",
    )
    superlative_count: int | None = measure(
        Unit.COUNT,
        'Superlatives: "best", "moistest"',
        source=_LEXICON,
        label="superlatives",
    )
    clickbait_count: int | None = measure(
        Unit.COUNT,
        "Worn phrases of clickbait",
        source=_LEXICON,
        label="clickbait phrases",
    )
    call_to_action_count: int | None = measure(
        Unit.COUNT,
        "Phrases that ask for a click",
        source=_ARTICLE,
        label="calls to action",
    )
    reading_ease: float | None = measure(
        Unit.NONE,
        "Flesch reading ease, about 0 (hard) to 121; English only",
        source="Flesch 1948, doi:10.1037/h0057532",
        label="reading ease",
        scale="0 hard to 121 easy",
    )
    language: str
    text: str
    topic: str
    short_topic: str  # what fits a pattern for a rewrite, or empty


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meaning:
    """The measures that need a lexicon, all absent without one."""

    is_list: bool | None = None
    is_how_to: bool | None = None
    second_person_count: int | None = None
    benefit_count: int | None = None
    specific_count: int | None = None
    vague_share: float | None = None
    curiosity_count: int | None = None
    superlative_count: int | None = None
    clickbait_count: int | None = None
    call_to_action_count: int | None = None


def lexicon_for(text: str, settings: Settings) -> Lexicon | None:
    """Return the lexicon of a text's language, or None where there is none."""
    folder = Path(settings.lexicons) if settings.lexicons else None
    return lexicon(language_of(text), folder)


def fields_of(text: str, settings: Settings) -> dict[str, object]:
    """Return the fields of a Copy record, by name; no text, no meaning."""
    straight = tokens.straightened(text)
    language = language_of(straight)
    known = lexicon_for(straight, settings) if straight else None
    meaning = _meaning(straight, known) if known else _Meaning()
    topic = _topic(straight, known) if known else straight
    return {
        **_surface(straight),
        **{name: getattr(meaning, name) for name in _Meaning.__slots__},
        "reading_ease": reading_ease(straight) if language == "en" else None,
        "language": language,
        "text": straight,
        "topic": topic,
        "short_topic": _short_topic(straight, topic, known),
    }


def content_stems(text: str, known: Lexicon | None) -> frozenset[str]:
    """Return the stems of the words that carry meaning; numbers are left out."""
    return frozenset(stems.stem(word) for word in _content(text, known))


def _surface(text: str) -> dict[str, object]:
    present = tokens.words(text)
    cased = casing.cased_words(text)
    wide = tokens.is_wide_script(text)
    return {
        "length_chars": len(text),
        "visible_chars": _VISIBLE_WIDE_CHARS if wide else _VISIBLE_CHARS,
        "word_count": len(present),
        "sentence_count": len(tokens.sentences(text)),
        "number_count": sum(word.isdigit() for word in present),
        "emoji_count": len(tokens.emoji(text)),
        "hashtag_count": len(tokens.hashtags(text)),
        "exclamation_count": casing.exclamation_count(text),
        "capitals_share": _share(len(casing.shouted_words(text)), len(cased)),
        "title_case_share": _share(sum(w[0].isupper() for w in cased), len(cased)),
        "is_question": tokens.is_question(text),
    }


def _meaning(text: str, known: Lexicon) -> _Meaning:
    superlatives = _superlatives(text, known)
    is_list = bool(known.found("list", text))
    content = _content(text, known)
    vague = [word for word in content if known.has("vague", word)]
    is_how_to = bool(known.found("how_to", text))
    open_loops = (
        len(known.found("curiosity", text)) + is_list + tokens.is_question(text)
    )
    benefits = known.found("benefit", text)
    plain_topic = len(content) - len(vague)
    # Alone, a describing word is the topic: "Wedding Ideas", "Fall Outfits".
    describing = known.found("descriptor", text) if plain_topic > 1 else ()
    details = _details(text, (*benefits, *describing, *known.found("purpose", text)))
    return _Meaning(
        is_list=is_list,
        is_how_to=is_how_to,
        second_person_count=len(known.found("second_person", text)),
        benefit_count=len({*(word.lower() for word in benefits), *superlatives}),
        specific_count=len(details | set(superlatives))
        + is_how_to
        + max(plain_topic - 2, 0),
        vague_share=_share(len(vague), len(content)),
        curiosity_count=open_loops + len(superlatives) + is_how_to,
        superlative_count=len(superlatives),
        clickbait_count=len(known.found("clickbait", text)),
        call_to_action_count=len(known.found("call_to_action", text)),
    )


def _details(text: str, narrowing: tuple[str, ...]) -> frozenset[str]:
    """What narrows the topic down and the numbers, each once."""
    numbers = (word for word in tokens.words(text) if word[0].isdigit())
    return frozenset(word.lower() for word in (*narrowing, *numbers))


def _superlatives(text: str, known: Lexicon) -> list[str]:
    """Listed superlatives, and words formed as one: "moistest"."""
    listed = known.words.get("superlative", frozenset())
    others = known.words.get("not_superlative", frozenset())
    return [
        word
        for word in (each.lower() for each in tokens.words(text))
        if word in listed
        or (word not in others and known.is_formed("superlative_form", word))
    ]


def _content(text: str, known: Lexicon | None) -> list[str]:
    return [
        word
        for word in tokens.words(text)
        if not word[0].isdigit()
        and len(word) > 1
        and not (known and known.has("function", word))
    ]


def _topic(text: str, known: Lexicon) -> str:
    """The words that name what it is about, as written."""
    return " ".join(
        word
        for word in tokens.words(text)
        if not word[0].isdigit() and word.lower() not in known.fillers
    )


def _short_topic(text: str, topic: str, known: Lexicon | None) -> str:
    """The first words of the topic that stand together, where they are few.

    A word tied to a number ("5-Minute") and one after "to" or "you", a verb, are none.
    """
    topical = set(topic.split())
    run: list[str] = []
    before, end = "", 0
    for word, start, stop in tokens.placed_words(text):
        tied = text[end:start] == "-" and before[:1].isdigit()
        is_verb = known is not None and known.has("before_verb", before)
        apart = text[end:start] != " "
        before, end = word, stop
        if run and (apart or word not in topical):
            break
        if word in topical and not tied and not is_verb:
            run.append(word)
    return " ".join(run) if len(run) <= _LONGEST_TOPIC_WORDS else ""


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
