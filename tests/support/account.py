"""A small account with a known rule, for the tests of this folder."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
from click.testing import CliRunner, Result

from scorer.cli import main
from scorer.clickrate.model.learning_test import LearningTest
from scorer.clickrate.model.metrics import GuidelineSlope, Metrics, Point, Skill

FEATURES = ("geometry.width_px", "geometry.height_px")
METRICS = Metrics(
    metric="pin_click_rate",
    pins=200,
    designs=180,
    skills=(Skill("model", "whole designs", 0.4, 0.1, 1.3, 200),),
    learning_test=LearningTest(0.01, "learned", "learned from your pins"),
    guideline_from_figures=GuidelineSlope(0.15, 0.05, 0.99),
    creative_share=0.2,
    enough=450,
    curve=(Point(50, 0.2), Point(100, 0.3)),
)


def write_account(folder: Path, *, pins: int = 200, seed: int = 0) -> tuple[Path, Path]:
    """Write exports and stored features: the wider a pin, the more it is clicked."""
    rng = np.random.default_rng(seed)
    exports, features = folder / "pins.csv", folder / "features.csv"
    with exports.open("w") as one, features.open("w") as two:
        figures, numbers = csv.writer(one), csv.writer(two)
        figures.writerow(["Pin ID", "Impressions", "Pin clicks", "Board", "Created at"])
        numbers.writerow(["path", "id", "sha256", "guidelines", *FEATURES])
        for index in range(pins):
            width, height = rng.uniform(600, 1400), rng.uniform(900, 2100)
            impressions = int(rng.lognormal(8, 1)) + 50
            rate = 0.02 * np.exp((width - 1000) / 600)
            clicks = min(int(rng.poisson(impressions * rate)), impressions)
            day = f"2025-{1 + index % 12:02}-{1 + index % 28:02}"
            board = f"Board {index % 3}"
            figures.writerow([f"pin-{index}", impressions, clicks, board, day])
            numbers.writerow(["", f"pin-{index}", "", 50 + index % 40, width, height])
    return exports, features


def write_api_page(path: Path, pins: dict[str, tuple[int, int]]) -> Path:
    """Write a page of the API with impressions and pin clicks by pin id."""
    items = [
        {
            "id": key,
            "media": {"media_type": "image"},
            "pin_metrics": {"lifetime_metrics": {"impression": n, "pin_click": clicks}},
        }
        for key, (n, clicks) in pins.items()
    ]
    path.write_text(json.dumps({"items": items}), encoding="utf-8")
    return path


def scorer(*arguments: object) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, [str(each) for each in arguments])
