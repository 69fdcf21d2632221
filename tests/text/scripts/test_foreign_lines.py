"""Lines in scripts that an engine lacks: found, read by another, or named."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scorer.core.pin import Creative, Pin
from scorer.core.settings import Settings
from scorer.features import text_overlay
from scorer.features.text_overlay import TextOverlay
from scorer.text.engines.recorded import record
from scorer.text.lines import read_text
from scorer.text.reading import Reading, ReadLine, upright
from scorer.text.scripts import doubtful_line, foreign_lines
from scorer.text.scripts.foreign_lines import with_scripts
from scorer.text.scripts.script import Script

_FACE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf")
needs_face = pytest.mark.skipif(not _FACE.exists(), reason="needs Debian's DejaVu")
PIXELS = np.full((1500, 1000, 3), 230, np.uint8)
LONG, SHORT = upright(100, 100, 600, 100), upright(100, 300, 120, 100)


def line(text, confidence, quad=LONG):
    return ReadLine(text, quad, confidence)


def told(reading, settings, odds=3.0):
    return with_scripts(PIXELS, reading, settings, lambda _, lines: [odds] * len(lines))


@pytest.fixture
def picture(monkeypatch):
    """Say what the picture of every line looks like, and what Tesseract has."""

    def shows(script, share=0.95, data=()):
        rest = (1 - share) / (len(Script) - 1)
        shares = {each: share if each is script else rest for each in Script}
        monkeypatch.setattr(doubtful_line, "script_shares", lambda _: shares)
        monkeypatch.setattr(foreign_lines, "installed", lambda: frozenset(data))

    return shows


def test_a_line_read_as_nothing_is_in_the_script_that_it_shows(picture):
    picture(Script.CYRILLIC)
    found = told(Reading((), "", (line("", 0.0),)), Settings())

    assert found.lines == ()
    assert found.unread == (
        "the words look Cyrillic: install Tesseract and its data for rus"
        " (Debian: tesseract-ocr-rus)"
    )


def test_no_picture_is_looked_at_where_known_words_were_read(monkeypatch):
    def refuse(_):
        raise AssertionError("looked at")

    monkeypatch.setattr(doubtful_line, "script_shares", refuse)
    reading = Reading((line("Easy dinner recipes", 0.97),), "", (line("", 0, SHORT),))

    assert told(reading, Settings()) == reading


def test_lettering_of_a_thing_is_none_of_the_pins(picture):
    picture(Script.KOREAN)
    reading = Reading((line("rwI", 0.8),), "", (line("", 0.0, SHORT),))

    assert "look Korean" in told(reading, Settings(), odds=-0.4).unread
    assert told(reading, Settings(), odds=-5.0) == reading


def test_one_line_laid_over_is_enough(picture):
    picture(Script.KOREAN)
    reading = Reading(
        (), "", (line("", 0.0), line("", 0.0, upright(100, 300, 600, 90)))
    )
    found = with_scripts(PIXELS, reading, Settings(), lambda *_: [-5.0, 2.0])

    assert "look Korean" in found.unread


def test_what_lines_lie_on_is_asked_only_where_it_decides(picture):
    picture(Script.LATIN)
    reading = Reading((line("Xqzw", 0.6),))

    def refuse(*_):
        raise AssertionError("asked")

    assert with_scripts(PIXELS, reading, Settings(), refuse) == reading


def test_what_fills_the_picture_is_no_line(picture):
    picture(Script.KOREAN)
    whole = line("", 0.0, upright(10, 20, 980, 1400))

    assert told(Reading((), "", (whole,)), Settings()).unread == ""
    assert "look Korean" in told(Reading((), "", (line("", 0.0),)), Settings()).unread


def test_what_the_recognizer_holds_of_a_line_tells_which_script(monkeypatch):
    shares = dict.fromkeys(Script, 0.0) | {Script.HEBREW: 0.6, Script.ARABIC: 0.4}
    monkeypatch.setattr(doubtful_line, "script_shares", lambda _: shares)
    monkeypatch.setattr(doubtful_line, "with_letters", lambda _, picture, *__: picture)
    steps = tuple(0.91 if script is Script.ARABIC else 0.01 for script in Script)
    unread = line("", 0.0)
    by_steps = Reading((), "", (replace(unread, script_shares=steps),))

    assert (
        "look Hebrew or Arabic" in told(Reading((), "", (unread,)), Settings()).unread
    )
    assert "look Arabic" in told(by_steps, Settings()).unread


@pytest.mark.parametrize("text", ["NPOCTbIE PELLEENTbl", "dinner", "Easy dinner xqzwv"])
def test_few_known_words_prove_nothing(picture, text):
    picture(Script.CYRILLIC, 0.999)
    confidence = 0.97 if "dinner" not in text else 0.6
    found = told(Reading((line(text, confidence),)), Settings())

    assert "look Cyrillic" in found.unread


def test_letters_that_were_read_wrongly_are_no_line(picture):
    picture(Script.GREEK, 0.999)
    found = told(Reading((line("ANAPTYEH", 0.99),)), Settings())

    assert found.lines == ()
    assert "look Greek" in found.unread


@pytest.mark.parametrize(
    ("script", "share", "text", "confidence"),
    [
        (Script.LATIN, 0.95, "Easy Dinner", 0.6),
        (Script.CYRILLIC, 0.9, "Easy Dinner", 0.99),  # the reading is surer
        (Script.ARABIC, 0.999, "Easy Dinner", 0.95),  # nobody mistakes Arabic so
        (Script.CJK, 0.999, "簡単レシピ", 0.9),  # the engine knows it
    ],
)
def test_what_was_read_well_stays(picture, script, share, text, confidence):
    picture(script, share)
    reading = Reading((line(text, confidence),))

    assert told(reading, Settings()) == reading


def test_a_figure_that_stands_for_a_letter_is_no_latin_word(picture):
    picture(Script.CYRILLIC, 0.95)
    found = told(Reading((line("3AKYCKA", 0.99),)), Settings())

    assert "look Cyrillic" in found.unread


def test_doubt_between_two_scripts_that_share_letters_names_both(monkeypatch):
    shares = dict.fromkeys(Script, 0.0)
    shares |= {Script.CYRILLIC: 0.5, Script.GREEK: 0.48, Script.LATIN: 0.02}
    monkeypatch.setattr(doubtful_line, "script_shares", lambda _: shares)
    monkeypatch.setattr(doubtful_line, "with_letters", lambda _, picture, *__: picture)
    monkeypatch.setattr(foreign_lines, "installed", lambda: frozenset({"eng"}))
    found = told(Reading((), "", (line("", 0.0),)), Settings())

    assert found.unread == (
        "the words look Cyrillic or Greek: install Tesseract's data for rus or ell"
        " (Debian: tesseract-ocr-rus, tesseract-ocr-ell)"
    )


@pytest.mark.parametrize(("text", "is_told"), [("NúxLα", True), ("Nancy", False)])
def test_a_short_word_that_no_line_proves_is_weighed_with_its_letters(
    picture, text, is_told
):
    picture(Script.GREEK, 0.75)
    word = line(text, 0.79, upright(100, 100, 240, 100))
    found = told(Reading((word,)), Settings())

    assert ("look Greek" in found.unread) is is_told


@pytest.mark.parametrize(
    ("text", "is_told"), [("Peuenmu uacmue", True), ("Kitchen ideas", False)]
)
def test_letters_that_form_no_words_tell_what_the_picture_leaves_open(
    monkeypatch, text, is_told
):
    shares = dict.fromkeys(Script, 0.01)
    shares |= {Script.CYRILLIC: 0.5, Script.LATIN: 0.42}
    monkeypatch.setattr(doubtful_line, "script_shares", lambda _: shares)
    found = told(Reading((line(text, 0.96),)), Settings())

    assert ("look Cyrillic" in found.unread) is is_told
    assert bool(found.lines) is not is_told


@pytest.mark.parametrize("quad", [SHORT, upright(0, 0, 100, 10)])
def test_a_stray_sign_or_a_tiny_line_is_no_other_script(picture, quad):
    picture(Script.ARABIC, 0.999)
    reading = Reading((), "", (line("", 0.0, quad),))

    assert told(reading, Settings()) == reading


def test_a_texture_that_looks_like_no_text_is_none(picture):
    picture(Script.NONE, 0.8)
    reading = Reading((), "", (line("", 0.0),))

    assert told(reading, Settings()) == reading


def test_a_stray_line_among_lines_surely_read_is_left_out(picture):
    picture(Script.CYRILLIC, 0.9)
    surely = line("Easy Dinner Recipes", 0.99, upright(100, 400, 800, 200))
    reading = Reading((surely,), "", (line("", 0.0),))

    assert told(reading, Settings()) == reading


def test_a_scrap_among_scraps_that_look_like_no_text_is_none(monkeypatch):
    looks = {300: Script.KOREAN, 600: Script.NONE, 900: Script.NONE}
    lines = tuple(line("", 0.1, upright(100, top, 160, 100)) for top in looks)
    shown = iter(looks.values())

    def shares(_):
        seen = next(shown)
        return {each: 0.99 if each is seen else 0.01 / 9 for each in Script}

    monkeypatch.setattr(doubtful_line, "script_shares", shares)

    assert told(Reading((), "", lines), Settings(), odds=-3.0).unread == ""


def test_a_pin_in_another_script_has_a_line_in_it(monkeypatch):
    shares = dict.fromkeys(Script, 0.02) | {Script.NONE: 0.8, Script.LATIN: 0.04}
    monkeypatch.setattr(doubtful_line, "script_shares", lambda _: shares)
    monkeypatch.setattr(foreign_lines, "installed", frozenset)
    steps = tuple(0.91 if script is Script.ARABIC else 0.01 for script in Script)
    lines = [line("oiliral", 0.6), line("viqdy", 0.6, upright(100, 300, 600, 100))]
    read = tuple(replace(each, script_shares=steps) for each in lines)
    found = told(Reading(read), Settings())

    assert "look Arabic" in found.unread
    assert found.lines == ()


def test_named_languages_are_not_doubted(picture):
    picture(Script.CYRILLIC)
    reading = Reading((), "", (line("", 0.0),))

    assert told(reading, Settings(languages=("eng",))) == reading


def test_a_named_language_is_looked_for_and_its_setting_told(picture):
    picture(Script.THAI)
    reading = Reading((), "", (line("", 0.0),))
    found = told(reading, Settings(languages=("eng", "tha")))

    assert 'set languages = ["tha"]' in found.unread


def test_tesseract_reads_what_it_has_data_for(picture, monkeypatch):
    picture(Script.CYRILLIC, data=("eng", "ukr", "bul"))
    asked = []

    def read(strips, languages, *, spaced):
        asked.append((len(strips), tuple(languages), spaced))
        return [("Швидка вечеря", 0.9), ("|", 0.6)]

    monkeypatch.setattr(foreign_lines, "read_strips", read)
    below = upright(100, 300, 600, 100)
    reading = Reading((), "", (line("", 0.0), line("", 0.0, below)))
    found = told(reading, Settings())

    assert asked == [(2, ("ukr", "bul"), True)]
    assert found.lines == (ReadLine("Швидка вечеря", LONG, 0.9),)
    assert found.unread == ""


def test_what_tesseract_cannot_read_is_told(picture, monkeypatch):
    picture(Script.KOREAN, data=("kor",))
    monkeypatch.setattr(foreign_lines, "read_strips", lambda *_, **__: [("", 0.0)])
    found = told(Reading((), "", (line("", 0.0),)), Settings())

    assert found.unread == "the words look Korean, and Tesseract cannot read them"


def pin(*rows, size=110):
    canvas = Image.new("RGB", (1000, 1500), (236, 226, 210))
    font = ImageFont.truetype(str(_FACE), size)
    ImageDraw.Draw(canvas).multiline_text(
        (500, 300), "\n".join(rows), (40, 30, 30), font, anchor="mm", align="center"
    )
    return np.array(canvas)


@needs_face
@pytest.mark.rapid
@pytest.mark.parametrize(
    ("rows", "name"),
    [
        (("Простые", "рецепты"), "Cyrillic"),
        (("Εύκολες", "συνταγές"), "Greek"),
        (("وصفات سهلة", "للعشاء"), "Arabic"),
        (("מתכונים", "קלים לערב"), "Hebrew"),
    ],
)
def test_a_headline_in_another_script_is_never_no_text(rows, name, monkeypatch):
    monkeypatch.setattr(foreign_lines, "installed", frozenset)
    creative = Creative(Pin(Path()), pin(*rows), Settings())

    assert f"look {name}" in creative.once(read_text).unread


@needs_face
@pytest.mark.rapid
def test_latin_headlines_are_not_disturbed():
    reading = Creative(
        Pin(Path()), pin("Süße Kürbis-", "Muffins für", "Anfänger"), Settings()
    ).once(read_text)

    assert reading.unread == ""
    assert len(reading.lines) == 3


@needs_face
def test_recorded_lines_are_looked_at_too(tmp_path, monkeypatch):
    monkeypatch.setenv("SCORER_RECORDED_OCR", str(tmp_path))
    monkeypatch.setattr(foreign_lines, "installed", frozenset)
    pixels = pin("Быстрый ужин")
    record(pixels, Reading((), "", (line("", 0.0, upright(60, 215, 880, 170)),)))
    settings = Settings(ocr_engine="recorded")
    text = text_overlay.FAMILY.extract(Creative(Pin(Path()), pixels, settings))

    assert isinstance(text, TextOverlay)
    assert "look Cyrillic" in text.unread


@needs_face
@pytest.mark.tesseract
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="no Tesseract")
def test_strips_are_read_line_by_line_light_or_dark():
    from scorer.text.scripts.tesseract_lines import read_strips

    def strip(text, ink, ground):
        font = ImageFont.truetype(str(_FACE), 60)
        canvas = Image.new("RGB", (700, 100), ground)
        ImageDraw.Draw(canvas).text((350, 50), text, ink, font, anchor="mm")
        return np.array(canvas)

    strips = [strip("Easy Dinner", "black", "white"), strip("Soup", "white", "navy")]
    read = read_strips(strips, ["eng"], spaced=True)

    assert [text for text, _ in read] == ["Easy Dinner", "Soup"]
    assert all(sure > 0.7 for _, sure in read)
