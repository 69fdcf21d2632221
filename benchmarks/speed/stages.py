"""CPU of a full score against the bare OCR call that people use today, by stage.

Usage: python -m benchmarks.speed.stages PINS_DIR [--pins N] [--families]

Both run on the same pins, turn by turn, in one process with one thread; the CPU of
child programs counts. The bare call is pytesseract.image_to_data on a PIL image, psm 3.
Stages run in the order of ``pipeline.examine``; what families share is counted where it
is first asked for.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

BAR = 0.60


def cpu() -> float:
    """Return the CPU seconds of this process and its finished children."""
    return time.process_time() + sum(os.times()[2:4])


def timed(function, *arguments) -> float:
    begin = cpu()
    function(*arguments)
    return cpu() - begin


def bare(path: Path) -> None:
    import pytesseract
    from PIL import Image

    with Image.open(path) as image:
        pytesseract.image_to_data(image.convert("RGB"), config="--psm 3")


class Stages:
    """CPU seconds by stage, over all pins."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, stage: str, function, *arguments):
        """Return what the function does; its CPU goes to the stage."""
        begin = cpu()
        answer = function(*arguments)
        self.seconds[stage] = self.seconds.get(stage, 0.0) + cpu() - begin
        return answer

    def watch(self, module, name: str, stage: str) -> None:
        """Count a function of a module, wherever the module calls it."""
        watched = getattr(module, name)

        def counted(*arguments, **options):
            return self.run(stage, lambda: watched(*arguments, **options))

        setattr(module, name, counted)


def scored(path: Path, stages: Stages) -> None:
    """Score one pin stage by stage, as ``pipeline.examine`` does."""
    from scorer.core.family import Features, Measurement
    from scorer.core.pin import Pin
    from scorer.core.settings import Settings
    from scorer.core.storage.codec import to_json
    from scorer.features import families
    from scorer.guidelines import chosen
    from scorer.pipeline import open_pin, report
    from scorer.text.lines import read_text, text_lines

    settings, guidelines = Settings(cache=False), chosen(Settings())
    pin = Pin(path, title="10 cozy ideas")
    creative = stages.run("open", open_pin, pin, settings)
    stages.run("read", creative.once, read_text)
    stages.run("measure text", creative.once, text_lines)
    records = {
        family.record: stages.run(f"family {name}", family.extract, creative)
        for name, family in families().items()
    }
    measurement = Measurement(creative.file, Features(records))
    made = stages.run("judge and report", report, pin, measurement, guidelines)
    stages.run("judge and report", to_json, made)
    assert made.failure is None, made.failure


def pictures(folder: Path, most: int | None = None) -> list[Path]:
    """Return the pictures of a folder, evenly thinned to at most ``most``."""
    endings = {".jpg", ".jpeg", ".png", ".webp"}
    found = sorted(p for p in folder.rglob("*") if p.suffix.lower() in endings)
    step = max(1, len(found) // most) if most else 1
    return found[::step][:most]


def measured(folder: Path, most: int | None) -> dict[str, float]:
    """Return CPU seconds a pin (mean) of the bare call and of each stage of ours."""
    from scorer.batch._workers import one_thread
    from scorer.text.engines import rapid

    one_thread()
    paths = pictures(folder, most)
    stages = Stages()
    stages.watch(rapid, "detect", "detect")
    stages.watch(rapid, "recognize", "recognize")
    scored(paths[0], stages)  # engines warm
    stages.seconds.clear()
    theirs = 0.0
    for path in paths:
        theirs += timed(bare, path)
        scored(path, stages)
    mean = {stage: spent / len(paths) for stage, spent in stages.seconds.items()}
    mean["cut out lines"] = mean.pop("read") - mean["detect"] - mean["recognize"]
    return {"pins": len(paths), "bare OCR": theirs / len(paths), **mean}


def table(seconds: dict[str, float], *, by_family: bool) -> list[str]:
    """Return the lines of the report; every share is of the bare call's CPU."""
    families = {k: v for k, v in seconds.items() if k.startswith("family ")}
    order = ("open", "detect", "recognize", "cut out lines", "measure text")
    rows = {stage: seconds[stage] for stage in order}
    rows["other families"] = sum(families.values())
    rows["judge and report"] = seconds["judge and report"]
    whole, bare_s = sum(rows.values()), seconds["bare OCR"]
    named = {**rows, **(families if by_family else {})}
    named |= {"full score": whole, "bare OCR": bare_s}
    lines = [f"{seconds['pins']} pins; CPU a pin{'':8}ms   of bare OCR"]
    lines += [f"{k:22} {v * 1000:9.1f} {v / bare_s:13.3f}" for k, v in named.items()]
    return [*lines, f"bar: full score <= {BAR} of bare OCR"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pins", type=int)
    parser.add_argument("--families", action="store_true", help="each family by itself")
    given = parser.parse_args()
    seconds = measured(given.folder, given.pins)
    print("\n".join(table(seconds, by_family=given.families)))


if __name__ == "__main__":
    main()
