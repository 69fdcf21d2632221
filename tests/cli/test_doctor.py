"""The doctor."""

import pytest
from click.testing import CliRunner

from scorer.cli import main


@pytest.fixture
def said(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCORER_FAIL_ON", "critical")
    monkeypatch.setenv("SCORER_CACHE_FOLDER", str(tmp_path / "cache"))
    (tmp_path / "scorer.toml").write_text('min-score = 60\nignore = ["wide-image"]\n')
    done = CliRunner().invoke(main, ["doctor"])

    assert done.exit_code == 0
    return {line[:20].strip(): line[20:].split() for line in done.output.splitlines()}


def test_every_setting_says_where_it_comes_from(said, tmp_path):
    assert said["min-score"] == ["60", str(tmp_path / "scorer.toml")]
    assert said["ignore"] == ["wide-image", str(tmp_path / "scorer.toml")]
    assert said["fail-on"] == ["critical", "SCORER_FAIL_ON"]
    assert said["max-pixels"] == ["60000000", "default"]


def test_every_engine_is_named_with_its_version(said):
    assert {"rapid", "tesseract", "none"} <= said.keys()
    assert "recorded" not in said  # for tests
    assert said["rapid"][0] != "missing:"


def test_missing_engine_says_how_to_get_it(tmp_path, monkeypatch):
    pytesseract = pytest.importorskip("pytesseract")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-program")
    done = CliRunner().invoke(main, ["doctor"])

    line = next(each for each in done.output.splitlines() if "tesseract" in each)
    assert "missing: " in line
