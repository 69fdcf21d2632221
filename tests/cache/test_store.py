"""The cache file: kept, shared, bounded, and set aside when it is not sound."""

import os
import sqlite3
import subprocess
import sys
import threading

import pytest
from PIL import Image

from scorer.cache import Store, cache_file, opened
from scorer.core.settings import Settings

BIG = 2**30


@pytest.fixture
def path(tmp_path):
    return tmp_path / "features.sqlite"


def key(number):
    return number.to_bytes(32, "big")


def filled(path, count, *, size=900, limit=BIG):
    store = Store(path, limit)
    for number in range(count):
        store.keep(key(number), {b"recipe": bytes(size)})
    return store


def test_rows_outlive_the_process(path):
    Store(path, BIG).keep(key(1), {b"a": b"1", b"b": b"2"})

    assert Store(path, BIG).rows(key(1)) == {b"a": b"1", b"b": b"2"}
    assert Store(path, BIG).rows(key(2)) == {}


def test_where_one_row_is_enough_the_others_are_not_fetched(path):
    store = Store(path, BIG)
    store.keep(key(1), {b"a": b"1", b"b": b"2", b"c": b"3"})

    assert store.rows(key(1), b"b") == {b"b": b"2"}
    assert store.rows(key(1), b"b", b"c") == {b"b": b"2", b"c": b"3"}
    assert store.rows(key(1), b"other", b"c") == {b"a": b"1", b"b": b"2", b"c": b"3"}
    assert store.rows(key(2), b"b", b"c") == {}


@pytest.mark.parametrize(
    "content", [b"this is no database" * 100, b"SQLite format 3\0"]
)
def test_a_damaged_file_is_set_aside(path, content, caplog):
    path.write_bytes(content)

    store = Store(path, BIG)
    store.keep(key(1), {b"a": b"1"})

    assert store.rows(key(1)) == {b"a": b"1"}
    aside = list(path.parent.glob("*.damaged"))
    assert [each.read_bytes() for each in aside] == [content]
    assert len(caplog.records) == 1


def test_a_file_with_torn_pages_is_set_aside(path):
    filled(path, 200).close()
    torn = bytearray(path.read_bytes())
    torn[8192:20000] = b"\xff" * (20000 - 8192)
    path.write_bytes(torn)

    assert Store(path, BIG).pin_count() == 0
    assert len(list(path.parent.glob("*.damaged"))) == 1


def test_another_programs_file_is_left_whole(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (value)")
        other.execute("INSERT INTO theirs VALUES (7)")
    other.close()

    assert Store(path, BIG).pin_count() == 0
    [aside] = path.parent.glob("*.damaged")
    found = sqlite3.connect(aside)
    assert found.execute("SELECT value FROM theirs").fetchone() == (7,)
    found.close()


def test_the_oldest_go_when_it_is_full(path, monkeypatch):
    limit = 200_000
    monkeypatch.setattr("scorer.cache._store._today", lambda: 1)
    filled(path, 100, limit=limit).close()
    monkeypatch.setattr("scorer.cache._store._today", lambda: 2)
    monkeypatch.setattr("scorer.cache._store._REMOVED_AT_ONCE", 10)
    store = Store(path, limit)
    store.rows(key(0))  # used today
    for number in range(100, 200):
        store.keep(key(number), {b"recipe": bytes(900)})

    store.prune()

    assert store.held_bytes() <= limit
    assert store.rows(key(0))
    assert store.rows(key(199))
    assert not store.rows(key(1))


def test_many_small_runs_fill_no_more_than_one_large_one(tmp_path):
    settings = Settings(cache_folder=str(tmp_path), cache_bytes=100_000)
    filled(cache_file(settings), 200, limit=settings.cache_bytes).close()

    assert opened(settings).held_bytes() <= settings.cache_bytes


def test_what_is_soon_made_again_goes_first(path):
    store = filled(path, 50, limit=100_000)
    for number in range(50):
        store.keep(key(number), {b"report": bytes(2_000)}, is_cheap=True)

    store.prune()

    assert store.rows(key(49)) == {b"recipe": bytes(900)}
    assert store.pin_count() == 50


def test_a_file_of_an_earlier_scheme_is_begun_anew(path):
    filled(path, 3).close()
    with sqlite3.connect(path) as earlier:
        earlier.execute("PRAGMA user_version = 2")
    earlier.close()

    assert Store(path, BIG).pin_count() == 0
    assert not list(path.parent.glob("*.damaged"))


def test_clearing_gives_the_space_back(path):
    store = filled(path, 300)
    before = path.stat().st_size + path.with_name(path.name + "-wal").stat().st_size

    store.clear()

    assert store.pin_count() == 0
    assert path.stat().st_size < before / 10


def test_threads_share_one_store(path):
    store = Store(path, BIG)
    threads = [
        threading.Thread(target=store.keep, args=(key(number), {b"a": b"1"}))
        for number in range(8)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert store.pin_count() == 8


def test_two_processes_write_at_once(path):
    program = (
        "import sys; from pathlib import Path; from scorer.cache import Store\n"
        "store = Store(Path(sys.argv[1]), 2**30)\n"
        "for n in range(100):\n"
        "    key = (int(sys.argv[2]) + n).to_bytes(32, 'big')\n"
        "    store.keep(key, {b'a': b'1'})\n"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", program, str(path), first])
        for first in ("0", "1000")
    ]

    assert [each.wait() for each in both] == [0, 0]
    assert Store(path, BIG).pin_count() == 200


def test_a_folder_that_cannot_be_made_costs_the_cache_only(tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")

    assert opened(Settings(cache_folder=str(tmp_path / "file" / "below"))) is None
    [record] = caplog.records
    assert str(tmp_path / "file" / "below") in record.getMessage()
    assert "SCORER_CACHE_FOLDER=FOLDER" in record.getMessage()


def test_workers_do_not_say_again_that_there_is_no_cache(tmp_path):
    (tmp_path / "file").write_text("in the way")
    for name in ("a.png", "b.png"):
        Image.new("RGB", (60, 90)).save(tmp_path / name)
    done = subprocess.run(
        [sys.executable, "-m", "scorer", "score", tmp_path, "--jobs", "2"],
        env=os.environ
        | {"SCORER_CACHE_FOLDER": str(tmp_path / "file"), "SCORER_OCR_ENGINE": "none"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stderr.count("cannot be used") == 1


def test_no_cache_makes_no_file(tmp_path):
    assert opened(Settings(cache=False, cache_folder=str(tmp_path))) is None
    assert list(tmp_path.iterdir()) == []


def test_who_holds_the_file_is_waited_for_once(path, monkeypatch):
    """A run of seconds took a minute and a half while a backup held the file."""
    monkeypatch.setattr("scorer.cache._store._BUSY_SECONDS", 0.1)
    store = filled(path, 3)
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    store.keep(key(0), {b"b": b"2"})
    first = len(asked)
    for number in range(20):
        store.keep(key(number), {b"b": b"2"})
        store.rows(key(number))

    assert first > 0
    assert len(asked) == first  # nothing that could wait
    other.rollback()
    other.close()
    monkeypatch.setattr(store, "_rests_until", 0.0)
    store.keep(key(1), {b"b": b"2"})
    assert store.rows(key(1))[b"b"] == b"2"
