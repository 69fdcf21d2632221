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


def told(*arguments):
    done = CliRunner().invoke(main, ["doctor", *map(str, arguments)])
    lines = {line[:20].strip(): line[20:].strip() for line in done.output.splitlines()}
    return done.exit_code, lines


def test_a_file_s_settings_and_words_are_told_with_their_reason(tmp_path, monkeypatch):
    (tmp_path / "drafts" / "old").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    settings = tmp_path / "scorer.toml"
    settings.write_text('min-score = 60\n[folders."drafts/old/*"]\nfail-on = "never"\n')
    picture = tmp_path / "drafts" / "old" / "a.png"
    picture.touch()
    (picture.parent / "pins.csv").write_text("path,title\na.png,A cozy title\n")

    code, lines = told("../drafts/old/a.png")

    pattern = f"{tmp_path.as_posix()}/drafts/old/*"
    assert code == 0
    assert lines["settings file"] == str(settings)
    assert lines["matches"] == pattern
    assert lines["min-score"].split(maxsplit=1) == ["60", str(settings)]
    assert lines["fail-on"].split(maxsplit=1) == ["never", f"{settings}: {pattern}"]
    assert lines["title"] == "A cozy title"


def test_a_folder_has_the_settings_of_its_files(tmp_path, monkeypatch):
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "scorer.toml").write_text("min-score = 60\n")
    monkeypatch.chdir(tmp_path)

    code, lines = told("drafts")

    assert code == 0
    assert lines["min-score"].startswith("60 ")


def test_a_list_that_is_not_understood_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.png").touch()
    (tmp_path / "pins.csv").write_text("Grafik 1;Zeile\na.png;A\n")

    assert "Grafik 1, Zeile" in told("a.png")[1]["not understood"]


def test_a_file_that_is_not_there_is_two(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert told("nosuch.png")[0] == 2


def test_extras_and_python_are_listed():
    done = CliRunner().invoke(main, ["doctor"])

    assert "\npython " in done.output
    assert "\nmcp " in done.output


def test_what_a_variable_says_is_not_told_as_a_folder_s(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCORER_FAIL_ON", "serious")
    (tmp_path / "scorer.toml").write_text(
        '[folders."*"]\nfail-on = "never"\nmin-score = 50\n'
    )
    (tmp_path / "a.png").touch()

    _, lines = told("a.png")

    assert lines["fail-on"].split() == ["serious", "SCORER_FAIL_ON"]
    assert lines["min-score"].split()[0] == "50"
