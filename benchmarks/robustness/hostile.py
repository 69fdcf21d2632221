"""Open everything below a folder: each must end in an image or in one InputError.

Usage: python -m benchmarks.robustness.hostile DIR [--full]

One child process a file, so that memory and a crash are that file's own. --full makes a
whole report (with OCR) of each file in one process; slowest and memory are then the
run's.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections import Counter
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from scorer.core.errors import InputError
from scorer.core.settings import Settings

MOST_SECONDS = 10.0
MOST_MEBIBYTES = 1024.0


def attempt(path: Path, full: bool) -> tuple[str, float, str]:
    """Return the outcome, CPU seconds and a note for one file."""
    start = time.process_time()
    try:
        outcome = whole(path) if full else opened(path)
    except InputError as error:
        outcome = error.code
    except BaseException as error:  # noqa: BLE001 - what must not happen is counted
        return (
            "ESCAPED",
            time.process_time() - start,
            f"{type(error).__name__}: {error}",
        )
    return outcome, time.process_time() - start, ""


def opened(path: Path) -> str:
    from scorer.opening import open_image

    pixels = open_image(path, Settings()).pixels
    assert pixels.ndim == 3, pixels.shape
    assert pixels.shape[2] == 3, pixels.shape
    assert pixels.dtype == "uint8", pixels.dtype
    return "image"


def whole(path: Path) -> str:
    from scorer.core.pin import Pin
    from scorer.pipeline import begin, examine

    report = examine(Pin(path), begin(Settings()))
    errors = [each for each in report.results if each.outcome == "error"]
    if errors:
        return f"image, with {len(errors)} guideline errors"
    return report.failure.code if report.failure else "image"


def child(path: Path, full: bool, pipe) -> None:
    outcome, seconds, note = attempt(path, full)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pipe.send((outcome, seconds, peak, note))


def watched(path: Path, full: bool, context) -> tuple[str, float, float, str]:
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=child, args=(path, full, theirs))
    process.start()
    theirs.close()
    try:
        if not ours.poll(60):
            return "HANG", 60.0, 0.0, "killed"
        return ours.recv()
    except EOFError:
        return "CRASH", 0.0, 0.0, "the process died"
    finally:
        process.kill()
        process.join()


def _warm(full: bool) -> None:
    """Load what opens and reads before the children are made: each takes it over."""
    from scorer.batch._workers import one_thread

    one_thread()
    pin = Path(__file__).parents[2] / "fixtures" / "pins" / "good-cat.jpg"
    assert (whole(pin) if full else opened(pin)) == "image"
    with suppress(ImportError):
        import_module("pi_heif").register_heif_opener()


def main() -> int:
    folder, full = Path(sys.argv[1]), "--full" in sys.argv
    _warm(full)
    context = multiprocessing.get_context("fork")
    rows = []
    for path in sorted(each for each in folder.rglob("*") if not each.is_dir()):
        rows.append((path, *watched(path, full, context)))
        if len(rows) % 100 == 0:
            print(f"{len(rows)} files", file=sys.stderr, flush=True)
    for outcome, count in Counter(row[1] for row in rows).most_common():
        print(f"{count:6d}  {outcome}")
    slowest = max(rows, key=lambda row: row[2])
    largest = max(rows, key=lambda row: row[3])
    print(f"files {len(rows)}")
    print(f"slowest {slowest[2]:.2f} s  {slowest[0].name!r}")
    print(f"most memory {largest[3]:.0f} MiB  {largest[0].name!r}")
    bad = [row for row in rows if row[1] in ("ESCAPED", "HANG", "CRASH")]
    for row in bad:
        print("BAD", repr(row))
    is_met = not bad and slowest[2] <= MOST_SECONDS and largest[3] <= MOST_MEBIBYTES
    print("met" if is_met else "NOT MET")
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
