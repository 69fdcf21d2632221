"""HEIC photos, decoded in a process of their own.

What decodes them writes past its memory where a file says other bit depths outside than
inside (pi-heif 1.4, found by ``benchmarks/drawn/hostile/``): that must end one pin,
not the run.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from scorer.opening._heic_process import TOO_LARGE

# Of the wall, as the last resort: the process bounds its own work.
_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Heic:
    """What the process found.

    Attributes:
        png: The first picture with its profile and EXIF; None if it could not be had.
        size: Width and height, if they are above the limit.
        problem: Why there is neither.
    """

    png: bytes | None = None
    size: tuple[int, int] | None = None
    problem: str = ""


def is_readable() -> bool:
    """Return whether the extra that decodes HEIC is installed."""
    return importlib.util.find_spec("pi_heif") is not None


def decoded(data: bytes, max_pixels: int) -> Heic:
    """Return the picture that a file holds."""
    program = Path(__file__).with_name("_heic_process.py")
    # -P: the program looks for modules neither beside itself nor in the current folder.
    command = [sys.executable, "-P", str(program), str(max_pixels)]
    try:
        done = subprocess.run(  # noqa: S603 - this Python and a file of ours
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as cause:
        return Heic(problem=str(cause))
    if done.returncode == TOO_LARGE:
        width, height = map(int, done.stdout.split())
        return Heic(size=(width, height))
    if done.returncode:
        return Heic(problem=f"its decoder ended with {done.returncode}")
    return Heic(png=done.stdout)
