"""One SQLite file of rows by content and recipe, shared by processes and runs."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from multiprocessing import parent_process
from pathlib import Path

from scorer.core.settings import Settings

log = logging.getLogger(__name__)

# "pins" as a number: tells our files from those of other programs.
_APPLICATION = 0x70696E73
_SCHEMA = 3
_EARLIER_TABLES = ("measured", "judged")
_CREATE = """
CREATE TABLE IF NOT EXISTS pins (
  file BLOB NOT NULL, recipe BLOB NOT NULL, value BLOB NOT NULL, day INTEGER NOT NULL,
  is_cheap INTEGER NOT NULL, PRIMARY KEY (file, recipe)
)
"""
# The inner question is asked once, and reads no value.
_ROWS = """
SELECT recipe, value, day FROM pins WHERE file = :file AND (
  recipe IN (:enough, :also)
  OR NOT EXISTS (SELECT 1 FROM pins WHERE file = :file AND recipe = :enough)
)
"""
# Our own processes hold it for milliseconds. Who holds it longer is another program,
# and is not waited for at each pin.
_BUSY_SECONDS = 10.0
_REST_SECONDS = 60.0
_DAY = 86_400
_PRUNED_TO = 0.8  # of the limit, so that pruning is rare
_PUTS_BETWEEN_PRUNINGS = 500
_REMOVED_AT_ONCE = 1_000
_COMPANIONS = ("", "-wal", "-shm")


class Store:
    """The open cache file. A failing disk costs the cache, never a pin.

    Args:
        path: The file; its folder is made.
        max_bytes: Least recently used pins go when the file holds more.
    """

    def __init__(self, path: Path, max_bytes: int) -> None:
        self.path = path
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._puts = 0
        self._rests_until = 0.0
        self._has_failed = False
        self._connection = _sound(path)
        weakref.finalize(self, self._connection.close)

    def rows(
        self, file: bytes, enough: bytes = b"", also: bytes = b""
    ) -> dict[bytes, bytes]:
        """Return what is kept of one file, by recipe; empty if nothing is.

        Args:
            file: Checksum of its bytes.
            enough: A recipe: where that row is, the others are not fetched.
            also: Another that is fetched with it.
        """
        with self._lock:
            if time.monotonic() < self._rests_until:
                return {}
            try:
                given = {"file": file, "enough": enough, "also": also}
                rows = self._connection.execute(_ROWS, given).fetchall()
                self._touch(file, rows)
            except sqlite3.Error as error:
                self._failed(error)
                return {}
        return {recipe: value for recipe, value, _ in rows}

    def keep(
        self, file: bytes, rows: Mapping[bytes, bytes], *, is_cheap: bool = False
    ) -> None:
        """Keep what belongs to one file, at once and whole.

        Args:
            file: Checksum of its bytes.
            rows: By recipe.
            is_cheap: Whether they are soon made again: those go first when it is full.
        """
        day = _today()
        given = [(file, recipe, value, day, is_cheap) for recipe, value in rows.items()]
        with self._lock:
            if time.monotonic() < self._rests_until:
                return
            try:
                with self._connection:
                    self._connection.executemany(
                        "INSERT OR REPLACE INTO pins VALUES (?, ?, ?, ?, ?)", given
                    )
                self._puts += 1
                if self._puts % _PUTS_BETWEEN_PRUNINGS == 0:
                    self._prune()
            except sqlite3.Error as error:
                self._failed(error)

    def prune(self) -> None:
        """Remove the least recently used pins while the file holds too much."""
        with self._lock, suppress(sqlite3.Error):
            self._prune()

    def clear(self) -> None:
        """Forget everything, and give the space back."""
        with self._lock:
            with self._connection:
                self._connection.execute("DELETE FROM pins")
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def pin_count(self) -> int:
        """Return how many files' features it holds."""
        with self._lock:
            query = "SELECT count(DISTINCT file) FROM pins"
            return int(self._connection.execute(query).fetchone()[0])

    def held_bytes(self) -> int:
        """Return the bytes that rows take, free pages left out."""
        with self._lock:
            return self._held_bytes()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _failed(self, error: sqlite3.Error) -> None:
        """Do without the cache for a while where another program holds it."""
        if not self._has_failed:
            self._has_failed = True
            _warn(self.path, error)
        if isinstance(error, sqlite3.OperationalError):
            self._rests_until = time.monotonic() + _REST_SECONDS

    def _touch(self, file: bytes, rows: list[tuple[bytes, bytes, int]]) -> None:
        """Note the day of use, at most once a day and file."""
        if rows and rows[0][2] != _today():
            with self._connection:
                self._connection.execute(
                    "UPDATE pins SET day = ? WHERE file = ?", (_today(), file)
                )

    def _held_bytes(self) -> int:
        def pragma(name: str) -> int:
            return int(self._connection.execute(f"PRAGMA {name}").fetchone()[0])

        return (pragma("page_count") - pragma("freelist_count")) * pragma("page_size")

    def _prune(self) -> None:
        if self._held_bytes() <= self._max_bytes:
            return
        with self._connection:
            self._connection.execute("DELETE FROM pins WHERE is_cheap")
        while self._held_bytes() > _PRUNED_TO * self._max_bytes:
            with self._connection:
                gone = self._connection.execute(
                    "DELETE FROM pins WHERE file IN (SELECT file FROM pins"
                    " GROUP BY file ORDER BY max(day) LIMIT ?)",
                    (_REMOVED_AT_ONCE,),
                ).rowcount
            if not gone:
                break


def cache_file(settings: Settings) -> Path:
    """Return where the cache is: the setting's folder, or the user's cache folder."""
    if settings.cache_folder:
        return Path(settings.cache_folder).expanduser() / "features.sqlite"
    from platformdirs import user_cache_path

    return user_cache_path("pin-scorer") / "features.sqlite"


def opened(settings: Settings) -> Store | None:
    """Return the cache of the settings, or None if it is off or cannot be had."""
    if not settings.cache:
        return None
    return _opened(os.getpid(), cache_file(settings), settings.cache_bytes)


@cache
def _opened(_: int, path: Path, max_bytes: int) -> Store | None:
    """One connection a process: its number keeps a fork from using its parent's."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        store = Store(path, max_bytes)
    except (OSError, sqlite3.Error) as error:
        if parent_process() is None:  # workers find what was told already
            _warn(path, error)
        return None
    store.prune()  # most runs end before they have kept enough to look
    return store


def _sound(path: Path) -> sqlite3.Connection:
    """Open a file of ours; set a damaged or foreign one aside and begin anew."""
    try:
        return _connected(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        aside = path.with_name(f"{path.name}.{time.time_ns()}.damaged")
        log.warning("the cache is damaged (%s); it is now %s", error, aside)
        for companion in _COMPANIONS:
            with suppress(FileNotFoundError):
                Path(f"{path}{companion}").rename(f"{aside}{companion}")
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, check_same_thread=False)
    try:
        _claim(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _claim(connection: sqlite3.Connection) -> None:
    """Check that the file is ours and sound; make it ours if it is new."""
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    if tables and owner != _APPLICATION:
        raise sqlite3.DatabaseError("another program's file")
    _write_ahead(connection)
    # A crash of the machine may lose the last rows; it cannot damage the file.
    connection.execute("PRAGMA synchronous = NORMAL")
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        schema = connection.execute("PRAGMA user_version").fetchone()[0]
        if schema not in (0, _SCHEMA):
            for table in ("pins", *_EARLIER_TABLES):
                connection.execute(f"DROP TABLE IF EXISTS {table}")
        connection.execute(_CREATE)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {_SCHEMA}")
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("quick_check failed")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn write-ahead logging on; SQLite itself does not wait for others to do so."""
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _today() -> int:
    return int(time.time()) // _DAY


def _warn(path: Path, error: Exception) -> None:
    why = getattr(error, "strerror", None) or error
    log.warning(
        "the cache in %s cannot be used (%s): pins are measured each time; "
        "SCORER_CACHE_FOLDER=FOLDER names another place",
        path.parent,
        why,
    )
