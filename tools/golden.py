"""The golden report: the whole path over fixtures/pins with recorded readings.

    python -m tools.golden

records what the rapid engine reads and rewrites fixtures/golden/report.json. Its diff
is read in review.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scorer.batch import Job, run
from scorer.core.pin import Creative
from scorer.core.settings import Settings
from scorer.core.storage.codec import to_data
from scorer.opening import open_image
from scorer.pins import find
from scorer.text.engines import engine
from scorer.text.engines.recorded import record
from scorer.text.scale import text_pixels

PINS = Path("fixtures/pins")
GOLDEN = Path("fixtures/golden/report.json")
RECORDED = Settings(ocr_engine="recorded", cache=False)
LARGE_EVIDENCE = ("clutter_map", "saliency_map")


def reports() -> list[Any]:
    """Return the reports of the fixture pins as plain data, without their maps."""
    found = [to_data(report) for report in run(find([PINS]), Job(RECORDED))]
    for report in found:
        for key in LARGE_EVIDENCE:
            report["evidence"].pop(key, None)
    return found


def rewrite() -> None:
    """Record the readings and write the golden report."""
    recorded = set()
    for pin in find([PINS]):
        opened = open_image(pin.path, RECORDED).pixels
        pixels = Creative(pin, opened, RECORDED).once(text_pixels)
        recorded.add(record(pixels, engine("rapid").read(pixels, RECORDED)))
    for old in {each for new in recorded for each in new.parent.glob("*.json")}:
        if old not in recorded:
            old.unlink()
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(_rounded(reports()), indent=1, ensure_ascii=False)
    GOLDEN.write_text(text + "\n", encoding="utf-8")


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list) else value


if __name__ == "__main__":
    rewrite()
