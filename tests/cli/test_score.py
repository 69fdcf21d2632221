"""``scorer score`` as people run it."""

import json

import pytest
from click.testing import CliRunner
from PIL import Image

from scorer.cli import main


@pytest.fixture
def drafts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCORER_OCR_ENGINE", "none")
    folder = tmp_path / "drafts"
    folder.mkdir()
    Image.new("RGB", (1000, 1500), "teal").save(folder / "a.png")
    Image.new("RGB", (1500, 1000), "teal").save(folder / "b.png")
    return folder


def invoke(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


def test_json_is_the_contract(drafts):
    done = invoke("score", drafts, "--format", "json")

    document = json.loads(done.stdout)
    assert done.exit_code == 0
    assert document["schema_version"] == 1
    assert [report["width_px"] for report in document["reports"]] == [1000, 1500]
    assert document["reports"][0]["features"]["geometry.width_px"] == {
        "value": 1000.0,
        "unit": "px",
    }


def test_a_bad_file_costs_only_itself(drafts):
    (drafts / "c.png").write_bytes(b"no image")

    done = invoke("score", drafts, "--format", "jsonl")

    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 3
    assert [report["failure"] is None for report in reports] == [True, True, False]


def test_stored_reports_render_again(drafts, tmp_path):
    stored = tmp_path / "run.jsonl"

    assert invoke("score", drafts, "-o", stored).exit_code == 0
    done = invoke("report", stored)

    assert done.exit_code == 0
    assert "2 pins scored" in done.stdout


def test_unknown_guideline_names_the_closest(drafts):
    done = invoke("score", drafts, "--ignore", "wide-imag")

    assert done.exit_code == 2
    assert "did you mean wide-image?" in done.stderr


def test_features_are_a_table(drafts):
    done = invoke("features", drafts)

    header, *rows = done.stdout.splitlines()
    assert "geometry.aspect_ratio" in header.split(",")
    assert len(rows) == 2


def test_explain_shows_the_page():
    done = invoke("explain", "wide-image")

    assert done.exit_code == 0
    assert "How to fix it" in done.stdout
