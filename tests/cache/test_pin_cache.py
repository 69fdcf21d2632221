"""Which earlier numbers a run takes for its own."""

import zlib
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from scorer.cache import PinCache, Store, _sources
from scorer.core.family import Family, Features, Measurement, measure
from scorer.core.pin import ImageFile, Pin
from scorer.core.report import Report
from scorer.core.report_json import report_json
from scorer.core.settings import Settings
from scorer.core.storage.codec import to_json
from scorer.core.units import Unit
from scorer.opening import PinFile
from scorer.opening._reading import Content

SHA = "ab" * 32
FILE = ImageFile("PNG", 10, SHA, 4, 6, ("a notice",))


@dataclass(frozen=True, slots=True)
class Shape:
    area: float = measure(Unit.NONE, "Area", label="area")


@dataclass(frozen=True, slots=True)
class Wording:
    length: int | None = measure(Unit.CHARS, "Length", label="length")


@dataclass(frozen=True, slots=True)
class Map:
    points: tuple[float, ...] = ()


SHAPE = Family(Shape, lambda creative: Shape(1), 1, reads=("feed_width_dp",))
WORDING = Family(Wording, lambda creative: Wording(1), 1, words=True)
MAP = Family(Map, lambda creative: Map(), 1)
POINTS = [number**3 % 997 / 999 for number in range(400)]
READING = replace(SHAPE, reads=("ocr_engine",))
RECORDS = {Shape: Shape(0.1 + 0.2), Wording: Wording(None)}
MEASURED = Measurement(FILE, Features(RECORDS), "data:x")


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "features.sqlite", 2**30)


def pin_cache(store, *families, settings=None, engine="rapid 1", **more):
    given = families or (SHAPE, WORDING)
    return PinCache(store, settings or Settings(), given, engine, **more)


def found(cache, pin, sha256=SHA):
    """What a cache has of a pin whose file has some bytes."""
    return cache.find(PinFile(pin, 1, Content(b"", sha256)))


def known_kinds(found):
    """Names of the families that need not be measured again."""
    whole = found.measurement
    records = whole.features.records if whole else found.records
    return {kind.__name__ for kind in records}


def test_everything_comes_back_the_same(store, tmp_path):
    pin_cache(store, picture_bytes=40_000).keep(Pin(tmp_path), MEASURED)

    known = found(pin_cache(store, picture_bytes=40_000), Pin(tmp_path / "elsewhere"))
    assert known.measurement.file == FILE
    assert known.measurement.features.records == RECORDS
    assert known.measurement.thumbnail == "data:x"
    assert found(pin_cache(store), Pin(tmp_path)).measurement.thumbnail == ""


def test_a_thumbnail_that_was_never_made_is_missed(store, tmp_path):
    pin_cache(store).keep(Pin(tmp_path), replace(MEASURED, thumbnail=""))

    known = found(pin_cache(store, picture_bytes=40_000), Pin(tmp_path))
    assert known.measurement is None
    assert known_kinds(known) == {"Shape", "Wording"}


def test_another_name_of_the_file_redoes_words_only_where_it_is_the_title(store):
    named, other = Path("cozy-room.png"), Path("elsewhere/cozy-room.png")
    pin_cache(store).keep(Pin(named, title="cozy-room"), MEASURED)

    again = found(pin_cache(store), Pin(other, title="cozy-room"))
    renamed = found(pin_cache(store), Pin(Path("plain.png"), title="cozy-room"))

    assert known_kinds(again) == {"Shape", "Wording"}
    assert known_kinds(renamed) == {"Shape"}


def test_other_bytes_are_unknown(store, tmp_path):
    pin_cache(store).keep(Pin(tmp_path), MEASURED)

    assert known_kinds(found(pin_cache(store), Pin(tmp_path), "cd" * 32)) == set()


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
    known = found(later, Pin(tmp_path, title=changed.get("title", "")))

    assert known_kinds(known) == kept


def test_an_engines_new_version_redoes_what_reads_text(store, tmp_path):
    pin_cache(store, READING, WORDING).keep(Pin(tmp_path), MEASURED)

    newer = pin_cache(store, READING, WORDING, engine="rapid 2")

    assert known_kinds(found(newer, Pin(tmp_path))) == {"Wording"}


def test_another_fit_redoes_what_rests_on_it(store, tmp_path, monkeypatch):
    fitted = replace(SHAPE, fitted=("score/finish.json",))
    pin_cache(store, fitted, WORDING).keep(Pin(tmp_path), MEASURED)
    same = pin_cache(store, fitted, WORDING)
    assert known_kinds(found(same, Pin(tmp_path))) == {"Shape", "Wording"}

    monkeypatch.setattr("scorer.cache._pin_cache.stamp", lambda name: f"other {name}")
    anew = pin_cache(store, fitted, WORDING)

    assert known_kinds(found(anew, Pin(tmp_path))) == {"Wording"}


def test_changed_word_lists_redo_what_reads_them(store, tmp_path):
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "en.json").write_text("{}")
    settings = Settings(lexicons=str(lists))
    family = replace(SHAPE, reads=("lexicons",))
    pin_cache(store, family, settings=settings).keep(Pin(tmp_path), MEASURED)
    assert known_kinds(
        found(pin_cache(store, family, settings=settings), Pin(tmp_path))
    )

    (lists / "en.json").write_text('{"benefit": ["cozy"]}')

    assert not known_kinds(
        found(pin_cache(store, family, settings=settings), Pin(tmp_path))
    )


def test_a_row_of_another_shape_is_none(store, tmp_path):
    pin_cache(store).keep(Pin(tmp_path), MEASURED)
    rows = store.rows(bytes.fromhex(SHA))
    store.keep(bytes.fromhex(SHA), dict.fromkeys(rows, b'{"area": "large"}'))

    assert known_kinds(found(pin_cache(store), Pin(tmp_path))) == set()


def test_a_long_record_takes_little_and_comes_back_whole(store, tmp_path):
    long = replace(MEASURED, features=Features({Map: Map(tuple(POINTS))}))
    pin_cache(store, MAP).keep(Pin(tmp_path), long)

    kept = found(pin_cache(store, MAP), Pin(tmp_path)).measurement
    assert kept.features.records == long.features.records
    rows = store.rows(bytes.fromhex(SHA)).values()
    assert max(map(len, rows)) < len(to_json(Map(tuple(POINTS)))) / 2


@pytest.mark.parametrize(
    "broken",
    [
        lambda row: row[:-1],
        lambda row: row[:9] + bytes(9) + row[18:],
        lambda row: zlib.compress(b"{" + b" " * 2**25),
        lambda row: zlib.compress(b"no json"),
    ],
)
def test_a_damaged_long_record_is_none(store, tmp_path, broken):
    long = replace(MEASURED, features=Features({Map: Map(tuple(POINTS))}))
    pin_cache(store, MAP).keep(Pin(tmp_path), long)
    rows = store.rows(bytes.fromhex(SHA))
    recipe, row = max(rows.items(), key=lambda each: len(each[1]))
    store.keep(bytes.fromhex(SHA), {recipe: broken(row)})

    assert known_kinds(found(pin_cache(store, MAP), Pin(tmp_path))) == set()


def test_a_long_record_that_was_kept_as_text_is_read(store, tmp_path):
    whole = Map(tuple(POINTS))
    long = replace(MEASURED, features=Features({Map: whole}))
    pin_cache(store, MAP).keep(Pin(tmp_path), long)
    rows = store.rows(bytes.fromhex(SHA))
    recipe, _ = max(rows.items(), key=lambda each: len(each[1]))
    store.keep(bytes.fromhex(SHA), {recipe: to_json(whole).encode()})

    kept = found(pin_cache(store, MAP), Pin(tmp_path)).measurement
    assert kept.features.records == {Map: whole}


def test_a_file_of_unknown_content_is_not_kept(store, tmp_path):
    pin_cache(store).keep(Pin(tmp_path), replace(MEASURED, file=ImageFile()))

    assert store.pin_count() == 0


MADE = Report("a.png", sha256=SHA, width_px=4)


def kept(store, pin, **changed):
    return found(pin_cache(store, **changed), pin).report


def test_a_report_comes_back_as_it_was_written(store):
    pin_cache(store).keep_report(Pin(Path("a.png")), MADE)

    again = kept(store, Pin(Path("a.png")))

    assert report_json(again) == report_json(MADE)
    assert again == MADE


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

    assert found(later, pin).report is None


def test_other_source_judges_anew(store, monkeypatch):
    pin_cache(store).keep_report(Pin(Path("a.png")), MADE)
    monkeypatch.setattr("scorer.cache._pin_cache.sources", lambda: "later")

    assert kept(store, Pin(Path("a.png"))) is None


def test_a_report_takes_the_place_of_an_earlier_one(store):
    pin = Pin(Path("a.png"))
    other = pin_cache(store, settings=Settings(ignore=("small-text",)))
    other.keep_report(pin, MADE)
    pin_cache(store).keep_report(pin, MADE)

    assert len(store.rows(bytes.fromhex(SHA))) == 1
    assert found(other, pin).report is None
    assert kept(store, pin) == MADE


def test_a_report_with_a_thumbnail_serves_both_kinds_of_run(store):
    pin, made = Pin(Path("a.png")), replace(MADE, thumbnail="data:x")
    showing = pin_cache(store, picture_bytes=40_000)
    showing.keep(pin, MEASURED)
    showing.keep_report(pin, made)

    assert kept(store, pin) == MADE
    assert kept(store, pin, picture_bytes=40_000) == made


def test_without_a_store_nothing_is_found_or_kept(tmp_path):
    pin, none = Pin(tmp_path / "none.png"), pin_cache(None)
    none.keep_report(pin, MADE)

    assert none.keep(pin, MEASURED) is MEASURED
    assert none.find(PinFile(pin, 1)).measurement is None


def test_a_torn_report_is_none(store):
    pin_cache(store).keep_report(Pin(Path("a.png")), MADE)
    (recipe, value), *_ = store._connection.execute("SELECT recipe, value FROM pins")
    store.keep(bytes.fromhex(SHA), {recipe: value[:-1]})

    assert kept(store, Pin(Path("a.png"))) is None
    store.keep(bytes.fromhex(SHA), {recipe: b""})
    assert kept(store, Pin(Path("a.png"))) is None


def test_touching_a_source_file_changes_the_digest(tmp_path, monkeypatch):
    (tmp_path / "small_text.py").write_text("a = 1")
    monkeypatch.setattr(_sources, "_PACKAGE", tmp_path)
    digest = _sources.sources.__wrapped__
    before = digest()

    (tmp_path / "small_text.py").write_text("a = 22")

    assert digest() != before
