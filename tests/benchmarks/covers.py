"""The training path on real pictures: game covers, how many people rated each game.

    python tests/benchmarks/covers.py COVERS_DIR [--features FILE] [--limit N]

``user_count`` stands for clicks over a constant number of impressions; year, genre and
platforms are controls that are taken out of the truth. The newest fifth is predicted
from the older covers. Beside it a ridge on 15 trivial numbers of each picture.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from scorer.clickrate.fit import fit
from scorer.clickrate.ranks import spearman
from scorer.clickrate.retrain import aligned
from scorer.clickrate.table import build
from scorer.clickrate.target import Metric
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.exports import PinStats
from scorer.history.gathering import units
from scorer.history.measuring import measure
from scorer.history.stored import Measured, read_features

IMPRESSIONS = 100_000
FOLDS = 5


def main() -> None:
    """Measure, split, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--features", type=Path, help="stored, or written here")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--ocr-engine", default="none")
    given = parser.parse_args()
    rows = list(read(given.folder))
    if given.limit:
        rows = rows[:: max(1, len(rows) // given.limit)]
    measured = features(given.folder, rows, given.features, given.ocr_engine)
    rows = [row for row in rows if row["igdb_id"] in measured]
    report(given.folder, rows, measured)


def read(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the covers whose year and number of raters are known."""
    with (folder / "table.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["user_count"] and row["year"]:
                yield row


def features(
    folder: Path, rows: list[dict[str, str]], stored: Path | None, engine: str
) -> dict[str, Measured]:
    """Return what is measured of each cover, from a stored table if there is one."""
    if stored is not None and stored.exists():
        return {each.picture.id: each for each in read_features(stored)}
    pins = [Pin(folder / row["image"], id=row["igdb_id"]) for row in rows]
    found = {}
    for each in measure(pins, Settings(ocr_engine=engine)):
        if isinstance(each, Measured):
            found[each.picture.id] = each
        if len(found) % 100 == 0:
            print(len(found), file=sys.stderr)
    if stored is not None:
        write(stored, found)
    return found


def write(path: Path, found: dict[str, Measured]) -> None:
    """Store what was measured, as ``scorer features`` prints it."""
    names = list(next(iter(found.values())).values)
    with path.open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["path", "id", "sha256", "guidelines", *names])
        for key, row in found.items():
            cells = ["" if row.values[n] is None else row.values[n] for n in names]
            table.writerow(
                [row.picture.path.name, key, row.sha256, row.guidelines, *cells]
            )


def stats(row: dict[str, str]) -> PinStats:
    """Return a cover as a pin: its raters are clicks, its genre the board."""
    year = int(float(row["year"]))
    return PinStats(
        row["igdb_id"],
        IMPRESSIONS,
        pin_clicks=int(float(row["user_count"])),
        board=f"{row['genre']} {min(int(row['n_platforms'] or 1), 4)}",
        created_at=dt.datetime(year, 7, 1, tzinfo=dt.UTC),
    )


def controls(rows: list[dict[str, str]]) -> np.ndarray:
    """Return year, its square, genres and platforms as columns."""
    years = np.array([float(row["year"]) for row in rows])
    years = (years - years.mean()) / years.std()
    genres = sorted({row["genre"] for row in rows})
    columns = [np.ones(len(rows)), years, years**2]
    columns += [
        np.array([float(row["genre"] == genre) for row in rows]) for genre in genres
    ]
    names = {name for row in rows for name in row["platforms"].split("|")}
    for name in sorted(names):
        there = [float(name in row["platforms"].split("|")) for row in rows]
        if sum(there) >= 20:
            columns.append(np.array(there))
    return np.column_stack(columns)


def trivial(path: Path) -> np.ndarray:
    """Return 15 numbers that need no idea of design."""
    with Image.open(path) as image:
        width, height = image.size
        small = np.asarray(image.convert("RGB").resize((64, 86)), np.float64) / 255
    gray = small.mean(axis=2)
    high, low = small.max(axis=2), small.min(axis=2)
    edges = np.abs(np.diff(gray, axis=0)).mean(), np.abs(np.diff(gray, axis=1)).mean()
    thirds = [part.mean() for part in np.array_split(gray, 3, axis=0)]
    size = path.stat().st_size / (width * height)
    means, spreads = small.mean(axis=(0, 1)), small.std(axis=(0, 1))
    return np.array(
        [
            *means,
            *spreads,
            (high - low).mean(),
            gray.std(),
            *edges,
            *thirds,
            size,
            width / height,
        ]
    )


def ridge(train: np.ndarray, target: np.ndarray, test: np.ndarray) -> np.ndarray:
    """Return predictions of a ridge whose penalty is a tenth of the rows."""
    mean, sd = train.mean(axis=0), train.std(axis=0) + 1e-9
    x = (train - mean) / sd
    penalty = 0.1 * len(x) * np.eye(x.shape[1])
    weights = np.linalg.solve(x.T @ x + penalty, x.T @ (target - target.mean()))
    return (test - mean) / sd @ weights


def report(
    folder: Path, rows: list[dict[str, str]], measured: dict[str, Measured]
) -> None:
    """Print rank correlations: forward in time and over random folds."""
    table = build(
        {row["igdb_id"]: measured[row["igdb_id"]].values for row in rows},
        units(),
        {row["igdb_id"]: measured[row["igdb_id"]].guidelines for row in rows},
        [stats(row) for row in rows],
    )
    order = {key: index for index, key in enumerate(table.ids)}
    rows = sorted(rows, key=lambda row: order[row["igdb_id"]])
    raw = np.log(np.array([float(row["user_count"]) for row in rows]) + 1)
    left = raw - projected(controls(rows), raw)
    plain = np.array([trivial(folder / row["image"]) for row in rows])
    years = np.array([float(row["year"]) for row in rows])
    newest = np.argsort(years, kind="stable")[-(len(rows) // 5) :]
    shuffled = np.random.default_rng(0).permutation(len(rows))
    splits = {
        "newest fifth": [newest],
        "random folds": np.array_split(shuffled, FOLDS),
    }
    print(f"{len(rows)} covers, {len(table.names)} features")
    print("split          truth              model  15 trivial  guidelines")
    for name, parts in splits.items():
        found = [predictions(table, plain, left, part) for part in parts]
        for truth, words in ((left, "controls removed"), (raw, "as it is")):
            scores = np.mean(
                [
                    [spearman(each, truth[part]) for each in three]
                    for three, part in zip(found, parts, strict=True)
                ],
                axis=0,
            )
            print(f"{name:14} {words:17} " + "".join(f"{s:7.3f}   " for s in scores))


def projected(columns: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Return the part of a target that columns explain."""
    return columns @ np.linalg.lstsq(columns, target, rcond=None)[0]


def predictions(
    table: object, plain: np.ndarray, left: np.ndarray, part: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return what model, trivial ridge and guidelines say of held-out rows."""
    rest = np.setdiff1d(np.arange(len(table)), part)
    model = fit(table.take(rest), Metric.PIN_CLICK_RATE)
    held = table.take(part)
    effect = model.creative(aligned(model, held), held.guidelines)
    return (
        effect,
        ridge(plain[rest], left[rest], plain[part]),
        np.nan_to_num(held.guidelines),
    )


if __name__ == "__main__":
    main()
