"""Stored features: every form reads as the same rows, and slips are named."""

import json
import re

import pytest

from scorer.account.data.feature_table import read_features
from scorer.core.errors import InputError

TABLE = (
    "path,id,sha256,guidelines,geometry.width_px,color.lightness\n"
    "pins/a.png,12,ab,71.5,1000,0.25\npins/b.png,,cd,,600,\n"
)
RECORD = {
    "path": "pins/a.png",
    "sha256": "ab",
    "pin": {"id": "12"},
    "score": {"guidelines": 71.5},
    "features": {
        "geometry.width_px": {"value": 1000, "unit": "px"},
        "color.lightness": {"value": 0.25, "unit": ""},
    },
}
FLAT = {
    "path": "pins/a.png",
    "id": "12",
    "sha256": "ab",
    "guidelines": 71.5,
    "geometry.width_px": 1000,
    "color.lightness": 0.25,
}


@pytest.fixture(params=["csv", "report", "flat", "parquet"])
def stored(request, tmp_path):
    if request.param == "parquet":
        arrow = pytest.importorskip("pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet")
        path = tmp_path / "features.parquet"
        parquet.write_table(arrow.Table.from_pylist([FLAT]), path)
        return path
    texts = {"csv": TABLE, "report": json.dumps(RECORD), "flat": json.dumps(FLAT)}
    path = tmp_path / ("features.csv" if request.param == "csv" else "features.jsonl")
    path.write_text(texts[request.param])
    return path


def test_one_row_in_every_form(stored):
    row = read_features(stored)[0]

    assert (row.picture.path.name, row.picture.id) == ("a.png", "12")
    assert (row.guidelines, row.sha256) == (71.5, "ab")
    assert row.values == {"geometry.width_px": 1000, "color.lightness": 0.25}


def test_parquet_with_a_column_twice_or_broken_letters_is_refused(tmp_path):
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "features.parquet"

    table = arrow.table([["1"], [2.0], [3.0]], names=["id", "a.b", "a.b"])
    parquet.write_table(table, path)
    with pytest.raises(InputError, match=re.escape(f"{path} cannot be read")):
        read_features(path)

    letters = arrow.array([b"\xff"], arrow.binary()).view(arrow.string())
    parquet.write_table(arrow.table({"id": letters, "a.b": [2.0]}), path)
    with pytest.raises(InputError, match=re.escape(f"{path} cannot be read")):
        read_features(path)


@pytest.mark.parametrize("rows", [1, 5_000])
def test_parquet_of_any_length_keeps_every_row_and_blank(tmp_path, rows):
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "features.parquet"
    ids = [str(number) for number in range(rows)]
    some = [None if number % 7 == 3 else number / 8 for number in range(rows)]
    whole = [number / 4 for number in range(rows)]
    parquet.write_table(arrow.table({"id": ids, "a.x": some, "a.y": whole}), path)

    found = read_features(path)

    assert [each.picture.id for each in found] == ids
    assert [each.values["a.x"] for each in found] == some
    assert [each.values["a.y"] for each in found] == whole


def test_blank_is_unknown(tmp_path):
    path = tmp_path / "features.csv"
    path.write_text(TABLE)

    second = read_features(path)[1]

    assert second.guidelines is None
    assert second.values["color.lightness"] is None


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("f.csv", "", "f.csv is not a table of features"),
        ("f.csv", "title,clicks\n", "f.csv is not a table of features"),
        ("f.csv", "id,a.b,a.b\n1,2,3\n", 'the column "a.b" appears twice'),
        ("f.csv", "id,a.b\n1\n", "f.csv, row 2: 1 cells where the header has 2"),
        ("f.csv", "id,a.b\n", "f.csv holds no rows"),
        ("f.csv", "id,a.b\n1,x\n", 'f.csv, row 2, column "a.b": "x" is not a number'),
        ("f.csv", "id,a.b\n1,inf\n", 'f.csv, row 2, column "a.b" is infinite'),
        ("f.jsonl", "{", "f.jsonl, line 1: not complete JSON"),
        ("f.jsonl", "[1]", "f.jsonl, line 1: no record"),
        ("f.parquet", "PAR1", "cannot be read"),
    ],
)
def test_slips_are_named(tmp_path, name, text, message):
    path = tmp_path / name
    path.write_text(text)

    with pytest.raises(InputError, match=re.escape(message)):
        read_features(path)
