"""Which earlier numbers a run takes for its own."""

import dataclasses
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from scorer.cache import CachedPin, PinCache, Store, _sources, checksum
from scorer.core.family import Family, measure
from scorer.core.kept import report_json
from scorer.core.pin import ImageFile, Pin
from scorer.core.report import Report
from scorer.core.settings import Settings
from scorer.core.units import Unit

SHA = "ab" * 32
FILE = ImageFile("PNG", 10, SHA, 4, 6, ("a notice",))


@dataclass(frozen=True, slots=True)
class Shape:
    area: float = measure(Unit.NONE, "Area", label="area")


@dataclass(frozen=True, slots=True)
class Wording:
    length: int | None = measure(Unit.CHARS, "Length", label="length")


SHAPE = Family(Shape, lambda creative: Shape(1), 1, reads=("feed_width_dp",))
WORDING = Family(Wording, lambda creative: Wording(1), 1, words=True)
READING = replace(SHAPE, reads=("ocr_engine",))
MEASURED = CachedPin(FILE, {Shape: Shape(0.1 + 0.2), Wording: Wording(None)}, "data:x")


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "features.sqlite", 2**30)


def pin_cache(store, *families, settings=None, engine="rapid 1"):
    given = families or (SHAPE, WORDING)
    return PinCache(store, settings or Settings(), given, engine)


def known_kinds(found):
    return {kind.__name__ for kind in found.records}


def test_everything_comes_back_the_same(store, tmp_path):
    pin_cache(store).keep(Pin(tmp_path), MEASURED)

    assert pin_cache(store).known(Pin(tmp_path / "elsewhere"), SHA) == MEASURED


def test_another_name_of_the_file_redoes_words_only_where_it_is_the_title(store):
    named, other = Path("cozy-room.png"), Path("elsewhere/cozy-room.png")
    pin_cache(store).keep(Pin(named, title="cozy-room"), MEASURED)

    again = pin_cache(store).known(Pin(other, title="cozy-room"), SHA)
    renamed = pin_cache(store).known(Pin(Path("plain.png"), title="cozy-room"), SHA)

    assert known_kinds(again) == {"Shape", "Wording"}
    assert known_kinds(renamed) == {"Shape"}


def test_other_bytes_are_unknown(store, tmp_path):
    pin_cache(store).keep(Pin(tmp_path), MEASURED)

    assert pin_cache(store).known(Pin(tmp_path), "cd" * 32) == CachedPin()


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({"families": (replace(SHAPE, version=2), WORDING)}, {"Wording"}),
        ({"settings": Settings(feed_width_dp=200)}, {"Wording"}),
        ({"settings": Settings(languages=("deu",))}, {"Shape", "Wording"}),
        ({"title": "another title"}, {"Shape"}),
    ],
)
def test_a_change_redoes_what_reads_it_only(store, tmp_path, changed, kept):
    pin_cache(store).keep(Pin(tmp_path), MEASURED)

    later = pin_cache(
        store, *changed.get("families", ()), settings=changed.get("settings")
    )
    found = later.known(Pin(tmp_path, title=changed.get("title", "")), SHA)

    assert known_kinds(found) == kept
    assert found.file == FILE


def test_an_engines_new_version_redoes_what_reads_text(store, tmp_path):
    pin_cache(store, READING, WORDING).keep(Pin(tmp_path), MEASURED)

    newer = pin_cache(store, READING, WORDING, engine="rapid 2")

    assert known_kinds(newer.known(Pin(tmp_path), SHA)) == {"Wording"}


def test_changed_word_lists_redo_what_reads_them(store, tmp_path):
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "en.json").write_text("{}")
    settings = Settings(lexicons=str(lists))
    family = replace(SHAPE, reads=("lexicons",))
    pin_cache(store, family, settings=settings).keep(Pin(tmp_path), MEASURED)
    assert known_kinds(
        pin_cache(store, family, settings=settings).known(Pin(tmp_path), SHA)
    )

    (lists / "en.json").write_text('{"benefit": ["cozy"]}')

    assert not known_kinds(
        pin_cache(store, family, settings=settings).known(Pin(tmp_path), SHA)
    )


def test_a_row_of_another_shape_is_none(store, tmp_path):
    pin_cache(store).keep(Pin(tmp_path), MEASURED)
    rows = store.measured(bytes.fromhex(SHA))
    store.keep_measured(bytes.fromhex(SHA), dict.fromkeys(rows, b'{"area": "large"}'))

    assert known_kinds(pin_cache(store).known(Pin(tmp_path), SHA)) == set()


def test_a_file_of_unknown_content_is_not_kept(store, tmp_path):
    pin_cache(store).keep(Pin(tmp_path), dataclasses.replace(MEASURED, file=None))

    assert store.pin_count() == 0


def test_checksum_is_of_regular_files_within_the_limit(tmp_path):
    file = tmp_path / "pin.png"
    file.write_bytes(b"abc")

    assert checksum(file, 3).startswith("ba7816bf")
    assert checksum(file, 2) == ""
    assert checksum(tmp_path, 3) == ""
    assert checksum(tmp_path / "none", 3) == ""


MADE = Report("a.png", sha256=SHA, width_px=4)


def kept(store, pin, **changed):
    return pin_cache(store, **changed).report(pin, SHA)


def test_a_report_comes_back_as_it_was_written(store):
    pin_cache(store).keep_report(Pin(Path("a.png")), MADE)

    found = kept(store, Pin(Path("a.png")))

    assert report_json(found) == report_json(MADE)
    assert found == MADE


@pytest.mark.parametrize(
    ("pin", "changed"),
    [
        (Pin(Path("b.png")), {}),
        (Pin(Path("a.png"), title="another title"), {}),
        (Pin(Path("a.png")), {"settings": Settings(ignore=("small-text",))}),
        (Pin(Path("a.png")), {"engine": "rapid 2"}),
    ],
)
def test_a_report_of_anything_else_is_not_taken(store, pin, changed):
    engine = {"settings": Settings(), "engine": "rapid 1", **changed}
    PinCache(store, Settings(), (READING,), "rapid 1").keep_report(
        Pin(Path("a.png")), MADE
    )

    later = PinCache(store, engine["settings"], (READING,), engine["engine"])

    assert later.report(pin, SHA) is None


def test_other_source_judges_anew(store, monkeypatch):
    pin_cache(store).keep_report(Pin(Path("a.png")), MADE)
    monkeypatch.setattr("scorer.cache._pin_cache.sources", lambda: "later")

    assert kept(store, Pin(Path("a.png"))) is None


def test_a_torn_report_is_none(store):
    pin_cache(store).keep_report(Pin(Path("a.png")), MADE)
    (recipe, value), *_ = store._connection.execute("SELECT recipe, value FROM judged")
    store.keep_judged(bytes.fromhex(SHA), recipe, value[:-1])

    assert kept(store, Pin(Path("a.png"))) is None
    store.keep_judged(bytes.fromhex(SHA), recipe, b"")
    assert kept(store, Pin(Path("a.png"))) is None


def test_touching_a_source_file_changes_the_digest(tmp_path, monkeypatch):
    (tmp_path / "small_text.py").write_text("a = 1")
    monkeypatch.setattr(_sources, "_PACKAGE", tmp_path)
    digest = _sources.sources.__wrapped__
    before = digest()

    (tmp_path / "small_text.py").write_text("a = 22")

    assert digest() != before
