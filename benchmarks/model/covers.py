"""The training path on real pictures: game covers, how many people rated each game.

    python -m benchmarks.model.covers COVERS_DIR [--features FILE] [--limit N]

``user_count`` stands for clicks over a constant number of impressions. Year, genre and
platforms are controls: taken out of the truth, and in a second row out of what is said
too (partial rank correlation). Few controls are year, genre and the number of
platforms, what a board and a day can stand for; many also each platform by itself,
which no board tells. The newest fifth is predicted from the rest; random folds twice.

Beside the model, on the same rows: 15 trivial numbers of each picture by a ridge, by a
random forest (what the first figures of this data set were, .43 / .33 / .35), and as
features of our own model; and a random forest on our features.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image
from sklearn.ensemble import RandomForestRegressor

from scorer.account.data.feature_table import FeatureRow, read_features
from scorer.account.data.measure import measure
from scorer.account.data.provenance import units
from scorer.clickrate.data.table import Table, build
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model.ranks import spearman
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.exports import PinStats

IMPRESSIONS = 100_000
FOLDS, REPEATS = 5, 2


def main() -> None:
    """Measure, split, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--features", type=Path, help="stored, or written here")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--ocr-engine", default="rapid")
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
) -> dict[str, FeatureRow]:
    """Return what is measured of each cover, from a stored table if there is one."""
    if stored is not None and stored.exists():
        return {each.picture.id: each for each in read_features(stored)}
    pins = [Pin(folder / row["image"], id=row["igdb_id"]) for row in rows]
    found = {}
    for each in measure(pins, Settings(ocr_engine=engine)):
        if isinstance(each, FeatureRow):
            found[each.picture.id] = each
        if len(found) % 100 == 0:
            print(len(found), file=sys.stderr)
    if stored is not None:
        write(stored, found)
    return found


def write(path: Path, found: dict[str, FeatureRow]) -> None:
    """Store what was measured, as ``scorer features`` prints it."""
    names = list(next(iter(found.values())).values)
    with path.open("w", encoding="utf-8", newline="") as file:
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


def controls(rows: list[dict[str, str]]) -> tuple[np.ndarray, np.ndarray]:
    """Return few controls and many as columns: see above."""
    years = np.array([float(row["year"]) for row in rows])
    years = (years - years.mean()) / years.std()
    count = np.array([float(row["n_platforms"] or 1) for row in rows])
    genres = sorted({row["genre"] for row in rows})
    few = [np.ones(len(rows)), years, years**2, count, count**2]
    few += [
        np.array([float(row["genre"] == genre) for row in rows]) for genre in genres
    ]
    names = {name for row in rows for name in row["platforms"].split("|")}
    each = [
        np.array([float(name in row["platforms"].split("|")) for row in rows])
        for name in sorted(names)
    ]
    common = [column for column in each if column.sum() >= 20]
    return np.column_stack(few), np.column_stack([*few, *common])


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


def forest(train: np.ndarray, target: np.ndarray, test: np.ndarray) -> np.ndarray:
    """Return predictions of a random forest."""
    trees = RandomForestRegressor(200, min_samples_leaf=5, random_state=0, n_jobs=2)
    return trees.fit(train, target).predict(test)


def report(
    folder: Path, rows: list[dict[str, str]], measured: dict[str, FeatureRow]
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
    plain = np.array([trivial(folder / row["image"]) for row in rows])
    years = np.array([float(row["year"]) for row in rows])
    newest = np.argsort(years, kind="stable")[-(len(rows) // 5) :]
    rng = np.random.default_rng(0)
    shuffled = [
        part
        for _ in range(REPEATS)
        for part in np.array_split(rng.permutation(len(rows)), FOLDS)
    ]
    few, many = controls(rows)
    print(f"{len(rows)} covers, {len(table.names)} features")
    for split, parts in {"newest fifth": [newest], "random folds": shuffled}.items():
        said = [predictions(table, plain, raw, part) for part in parts]
        error = 1 / np.sqrt(len(newest) if len(parts) == 1 else len(rows))
        print(f"\n{split} (standard error about {error:.3f})")
        print(f"{'':32}" + "".join(f"{name:>17}" for name in said[0]))
        show("as it is", said, parts, raw, None)
        for words, columns in (("few controls", few), ("many controls", many)):
            left = raw - projected(columns, raw)
            show(f"{words} removed", said, parts, left, None)
            show(f"{words} removed from both", said, parts, left, columns)


def show(
    words: str,
    said: list[dict[str, np.ndarray]],
    parts: list[np.ndarray],
    truth: np.ndarray,
    columns: np.ndarray | None,
) -> None:
    """Print how well each predictor ranks a truth, mean of the folds."""
    print(f"{words:32}", end="")
    for name in said[0]:
        found = []
        for each, part in zip(said, parts, strict=True):
            score = each[name]
            if columns is not None:
                score = score - projected(columns[part], score)
            found.append(spearman(score, truth[part]))
        print(f"{np.mean(found):17.3f}", end="")
    print(flush=True)


def projected(columns: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Return the part of a target that columns explain."""
    return columns @ np.linalg.lstsq(columns, target, rcond=None)[0]


def predictions(
    table: Table, plain: np.ndarray, raw: np.ndarray, part: np.ndarray
) -> dict[str, np.ndarray]:
    """Return what each predictor says of held-out rows."""
    rest = np.setdiff1d(np.arange(len(table)), part)
    names = tuple(f"trivial.{number:02d}" for number in range(plain.shape[1]))
    fifteen = replace(table, names=names, units=("",) * len(names), values=plain)
    whole = np.nan_to_num(table.values, nan=-1.0)
    return {
        "model": creative(table, rest, part),
        "forest on ours": forest(whole[rest], raw[rest], whole[part]),
        "15 by model": creative(fifteen.without_guidelines(), rest, part),
        "15 by forest": forest(plain[rest], raw[rest], plain[part]),
        "15 by ridge": ridge(plain[rest], raw[rest], plain[part]),
        "guidelines": np.nan_to_num(table.guidelines[part]),
    }


def creative(table: Table, rest: np.ndarray, part: np.ndarray) -> np.ndarray:
    """Return what our model, fitted to the rest, says of held-out designs."""
    model, held = fit(table.take(rest), Metric.PIN_CLICK_RATE), table.take(part)
    return model.creative(held.in_order(model.names), held.guidelines)


if __name__ == "__main__":
    main()
