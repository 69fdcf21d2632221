"""What a run costs as it grows: pins, processes, a cluster, a table.

Usage: python -m benchmarks.speed.scale PINS_DIR [--counts 100,1000,10000] [--only NAME]

Start-up is taken off by a run of two pins. Growth repeats one small picture under new
hashes (a comment with its number), so every pin is decoded and measured; OCR is off,
as it costs the same for each pin and would make 10,000 of them take an hour. The first
count is also run with OCR.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.speed.cache import held
from benchmarks.speed.stages import pictures
from benchmarks.speed.used import Used, scorer

COUNTS = (100, 1_000, 10_000)
# Few enough to be start-up, but for each of two workers.
_FEW, _MANY = 32, 96
_BLIND = ("--ocr-engine", "none")


def growth(pin: Path, counts: tuple[int, ...] = COUNTS) -> Iterator[dict[str, float]]:
    """Yield CPU a pin and memory for each count: first run, unchanged run."""
    for count in counts:
        yield _grown(pin, count, _BLIND)


def unchanged(pin: Path, counts: tuple[int, ...]) -> Iterator[dict[str, float]]:
    """Yield the same of pins that were all measured before, judged anew and then known.

    What one of them gave is written to the cache under the hashes of the others, so
    that 10,000 take seconds.
    """
    for count in counts:
        with _repeated(pin, count) as folder:
            cache = folder.parent / "cache"
            _run(folder.parent / "two", cache, *_BLIND)
            _spread(folder, cache)
            start = _run(folder.parent / "two", cache, *_BLIND)
            judged = _run(folder, cache, *_BLIND)
            known = _run(folder, cache, *_BLIND)
        yield {
            "pins": count,
            "judged_ms_a_pin": 1000 * (judged.cpu_s - start.cpu_s) / (count - 2),
            "known_ms_a_pin": 1000 * (known.cpu_s - start.cpu_s) / (count - 2),
            "judged_mib": judged.own_mib,
            "known_mib": known.own_mib,
        }


def _spread(folder: Path, cache: Path) -> None:
    from scorer.cache import Store

    store = Store(cache / "features.sqlite", 2**40)
    seed = hashlib.sha256(next((folder.parent / "two").iterdir()).read_bytes())
    rows = store.rows(seed.digest())
    for each in folder.iterdir():
        sha = hashlib.sha256(each.read_bytes())
        before, after = seed.hexdigest().encode(), sha.hexdigest().encode()
        own = {recipe: value.replace(before, after) for recipe, value in rows.items()}
        store.keep(sha.digest(), own)
    store.close()


def _grown(pin: Path, count: int, flags: tuple[str, ...]) -> dict[str, float]:
    with _repeated(pin, count) as folder:
        cache = folder.parent / "cache"
        start = _run(folder.parent / "two", cache, *flags)
        first = _run(folder, cache, *flags)
        again_start = _run(folder.parent / "two", cache, *flags)
        again = _run(folder, cache, *flags)
        size = held(str(cache))
    return {
        "pins": count,
        "cpu_ms_a_pin": 1000 * (first.cpu_s - start.cpu_s) / (count - 2),
        "again_ms_a_pin": 1000 * (again.cpu_s - again_start.cpu_s) / (count - 2),
        "own_mib": first.own_mib,
        "worker_mib": first.worker_mib,
        "again_mib": again.own_mib,
        "cache_bytes_a_pin": size / count,
    }


@contextmanager
def _repeated(pin: Path, count: int) -> Iterator[Path]:
    """Yield a folder of small copies that differ in their bytes; two more beside it."""
    from PIL import Image

    with Image.open(pin) as image:
        small = image.convert("RGB").resize((100, 150))
    with tempfile.TemporaryDirectory() as place:
        for name, numbers in (("pins", range(count)), ("two", range(-2, 0))):
            folder = Path(place) / name
            folder.mkdir()
            for each in numbers:
                small.save(folder / f"{each:06}.jpg", quality=80, comment=f"{each}")
        yield Path(place) / "pins"


def _run(folder: Path, cache: Path, *flags: str) -> Used:
    flags = ("-f", "jsonl", "-q", "-j", "1", *flags)
    return _whole(scorer("score", folder, *flags, cache=cache), flags)


def _whole(run: Used, flags: tuple[str, ...]) -> Used:
    if run.status:
        sys.exit(f"scorer score {' '.join(flags)} ended with {run.status}")
    return run


def two_jobs(folder: Path) -> dict[str, float]:
    """Return wall time of one job / of two, on real pins, start-up taken off."""
    one, two = (_per_pin(folder, "-j", jobs) for jobs in ("1", "2"))
    return {"faster": one.wall_s / two.wall_s, "cpu": two.cpu_s / one.cpu_s}


def cluster(folder: Path) -> dict[str, float]:
    """Return CPU of two dask workers / of two processes, whole and start-up off."""
    few, many = _few_and_many(folder)
    pool, dask = ("-j", "2"), ("-j", "2", "--cluster", "local")
    starts = [_uncached(few, *flags).cpu_s for flags in (pool, dask)]
    wholes = [_uncached(many, *flags).cpu_s for flags in (pool, dask)]
    rest = [whole - start for whole, start in zip(wholes, starts, strict=True)]
    return {"ratio": rest[1] / rest[0], "with_start_up": wholes[1] / wholes[0]}


def worker_memory(folder: Path) -> float:
    """Return the peak of a worker that reads real pins, in MiB."""
    return _uncached(pictures(folder, _MANY), "-j", "1").worker_mib


def _few_and_many(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return what start-up is measured on, and what a pin is: a third and all at most.

    Of a folder with few pictures a pin's share is rough.
    """
    many = pictures(folder, _MANY)
    return pictures(folder, min(_FEW, max(2, len(many) // 3))), many


def _per_pin(folder: Path, *flags: str) -> Used:
    few, many = _few_and_many(folder)
    start, whole = _uncached(few, *flags), _uncached(many, *flags)
    return Used(
        whole.status,
        whole.cpu_s - start.cpu_s,
        whole.wall_s - start.wall_s,
        whole.own_mib,
        whole.worker_mib,
    )


def _uncached(paths: list[Path], *flags: str) -> Used:
    run = scorer("score", *paths, "-f", "jsonl", "-q", "--no-cache", *flags)
    return _whole(run, flags)


def table(rows: int) -> dict[str, float]:
    """Return CPU seconds of a feature table of so many rows, written and read again."""
    from scorer.account.data.feature_table import read_features
    from scorer.cli._parquet import write_parquet
    from scorer.features import families

    numbers = [name for each in families().values() for name in each.measures()]
    made = (
        {"path": f"{n}.jpg", "id": str(n), **dict.fromkeys(numbers, n / rows)}
        for n in range(rows)
    )
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "features.parquet"
        begin = time.process_time()
        write_parquet(path, ("path", "id"), numbers, made)
        written = time.process_time()
        read_features(path)
        return {
            "write_s": written - begin,
            "read_s": time.process_time() - written,
            "bytes_a_row": path.stat().st_size / rows,
        }


def _print(rows: Iterable[dict[str, float]]) -> None:
    for row in rows:
        print("  ".join(f"{k} {v:.4g}" for k, v in row.items()), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--counts", default=",".join(map(str, COUNTS)))
    parser.add_argument("--only", default="growth,unchanged,jobs,cluster,memory")
    given = parser.parse_args()
    wanted = given.only.split(",")
    if "growth" in wanted:
        pin = pictures(given.folder, 1)[0]
        counts = tuple(map(int, given.counts.split(",")))
        _print(growth(pin, counts))
        _print([_grown(pin, counts[0], ())])
    if "unchanged" in wanted:
        counts = tuple(map(int, given.counts.split(",")))
        _print(unchanged(pictures(given.folder, 1)[0], counts))
    if "jobs" in wanted:
        print("two jobs", two_jobs(given.folder), flush=True)
    if "cluster" in wanted:
        print("cluster", cluster(given.folder), flush=True)
    if "memory" in wanted:
        print("worker MiB", worker_memory(given.folder), flush=True)


if __name__ == "__main__":
    main()
