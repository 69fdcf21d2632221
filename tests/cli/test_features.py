"""``scorer features``: the same table as CSV and as Parquet, which training reads."""

import csv
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from scorer.account.data.feature_table import read_features
from scorer.cli import main
from scorer.cli._parquet import write_parquet


@pytest.fixture
def drafts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCORER_OCR_ENGINE", "none")
    rng = np.random.default_rng(5)
    for name in ("a.png", "b.png"):
        pixels = rng.integers(0, 255, (90, 60, 3), np.uint8)
        Image.fromarray(pixels).save(tmp_path / name)
    return tmp_path


def test_parquet_holds_what_csv_holds(drafts):
    pytest.importorskip("pyarrow")
    for ending in ("csv", "parquet"):
        done = CliRunner().invoke(
            main, ["features", "a.png", "b.png", "-o", f"out.{ending}"]
        )
        assert done.exit_code == 0

    text, binary = (
        read_features(drafts / f"out.{ending}") for ending in ("csv", "parquet")
    )
    assert [each.picture for each in text] == [each.picture for each in binary]
    assert [each.sha256 for each in text] == [each.sha256 for each in binary]
    for left, right in zip(text, binary, strict=True):
        assert left.values == right.values
        assert left.guidelines == right.guidelines


def test_a_number_that_a_row_lacks_is_null_in_parquet(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [
        {"id": "=1", "a.x": 1.5, "a.y": 2},
        {"id": "", "a.x": None, "a.y": 0.1},
        {"a.y": -1e300},
    ]

    write_parquet(tmp_path / "t.parquet", ("id",), ("a.x", "a.y"), iter(rows))

    table = parquet.read_table(tmp_path / "t.parquet")
    assert table.to_pydict() == {
        "id": ["=1", "", None],
        "a.x": [1.5, None, None],
        "a.y": [2.0, 0.1, -1e300],
    }
    read = read_features(tmp_path / "t.parquet")
    assert [each.values["a.x"] for each in read] == [1.5, None, None]
    assert [each.values["a.y"] for each in read] == [2.0, 0.1, -1e300]


def test_one_column_of_numbers_is_a_table_too(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")

    write_parquet(tmp_path / "t.parquet", (), ("a.x",), iter([{"a.x": 3.0}, {}]))

    table = parquet.read_table(tmp_path / "t.parquet")
    assert table.to_pydict() == {"a.x": [3.0, None]}


def test_a_file_that_cannot_be_read_is_named_and_left_out(drafts):
    (drafts / "c.png").write_bytes(b"no picture")

    done = CliRunner().invoke(main, ["features", "a.png", "c.png"])

    assert done.exit_code == 3
    assert "c.png" in done.stderr
    assert [row["path"] for row in csv.DictReader(done.stdout.splitlines())] == [
        "a.png"
    ]


def test_names_steer_neither_a_terminal_nor_a_github_run(drafts):
    names = (
        "\x1b]0;x\x07.png",
        "\u202egnp.png",
        "a\nb.png",
        "::error::x.png",
        "##[x.png",
    )
    for name in names:
        (drafts / name).write_bytes((drafts / "a.png").read_bytes())
    (drafts / "##[error]no.png").write_bytes(b"no picture")

    done = CliRunner().invoke(main, ["features", "."])

    rows = done.stdout.splitlines()
    assert len(rows) == 1 + 2 + len(names)
    assert not {"\x1b", "\x07", "\u202e"} & set(done.output)
    assert not [line for line in done.output.splitlines() if line.startswith("::")]
    assert "##[" not in done.output


@pytest.mark.parametrize("ending", ["xlsx", "ODS"])
def test_a_spreadsheets_ending_is_refused_before_anything_is_measured(drafts, ending):
    done = CliRunner().invoke(main, ["features", "drafts", "-o", f"x.{ending}"])

    assert done.exit_code == 2
    assert "CSV or Parquet" in done.output
    assert not Path(f"x.{ending}").exists()
