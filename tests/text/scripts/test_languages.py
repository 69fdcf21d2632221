"""Languages: which there are, which this computer reads, and what is said of others."""

import pytest
from click.testing import CliRunner
from PIL import Image

from scorer.cli import main
from scorer.core.errors import DependencyError, SettingsError
from scorer.core.loaded_settings import load
from scorer.core.settings import Settings
from scorer.text.engines import check, engine_names, version
from scorer.text.scripts.languages import BY_SCRIPT, CODES, fixed, is_auto


@pytest.fixture
def data(monkeypatch):
    """Say which languages Tesseract has data for."""

    def hold(*codes):
        for name in (
            "engines",
            "engines.rapid",
            "engines.tesseract",
            "scripts.foreign_lines",
        ):
            place = f"scorer.text.{name}.installed"
            monkeypatch.setattr(place, lambda: frozenset(codes))

    return hold


def test_every_language_of_a_script_is_one_of_tesseracts():
    assert {code for some in BY_SCRIPT.values() for code in some.split()} <= CODES


@pytest.mark.parametrize(
    ("given", "read", "auto"),
    [
        (("auto",), ("eng",), True),
        (("auto", "deu"), ("deu",), True),
        (("eng", "deu"), ("eng", "deu"), False),
    ],
)
def test_auto_reads_as_english_and_looks_for_other_scripts(given, read, auto):
    assert (fixed(given), is_auto(given)) == (read, auto)


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("en", "eng"),
        ("de", "deu"),
        ("EN", "eng"),
        ("zh", "chi_sim"),
        ("russian", "rus"),
    ],
)
@pytest.mark.parametrize("engine", ["rapid", "recorded"])
def test_what_people_write_gets_the_code_that_is_meant(code, meant, engine, data):
    data()
    with pytest.raises(SettingsError, match=f"no language '{code}'") as caught:
        check(Settings(ocr_engine=engine, languages=(code,)))

    assert caught.value.hint == f"did you mean {meant}?"


def test_a_language_that_is_far_from_any_is_told_how_they_are_written(data):
    data()
    with pytest.raises(SettingsError) as caught:
        check(Settings(languages=("qqqq",)))

    assert "eng, deu" in caught.value.hint


def test_data_that_somebody_made_is_a_language(data):
    data("mine")

    check(Settings(languages=("mine",)))


def test_rapid_reads_russian_where_tesseract_has_it(data):
    data("rus")
    check(Settings(languages=("rus",)))

    data()
    with pytest.raises(
        DependencyError, match="nothing on this computer reads rus"
    ) as x:
        check(Settings(languages=("eng", "rus")))
    assert "tesseract-ocr-rus" in x.value.hint


def test_a_language_in_settings_may_be_one_word(tmp_path):
    (tmp_path / "scorer.toml").write_text('languages = "eng"\n')

    assert load(tmp_path, {}).settings.languages == ("eng",)
    assert load(tmp_path, {}, {"languages": ("deu",)}).settings.languages == ("deu",)


def test_languages_are_found_by_themselves_unless_named(tmp_path):
    assert load(tmp_path, {}).settings.languages == ("auto",)


def test_the_double_for_tests_is_not_offered():
    assert set(engine_names()) == {"none", "rapid", "tesseract"}


@pytest.mark.parametrize("command", [("score", "."), ("advise", "."), ("serve",)])
def test_no_command_begins_with_a_language_that_there_is_not(command, tmp_path):
    Image.new("RGB", (60, 90)).save(tmp_path / "pin.png")
    where = [str(tmp_path) if word == "." else word for word in command]
    done = CliRunner().invoke(main, [*where, "--languages", "en"])

    assert done.exit_code == 2
    assert "did you mean eng?" in done.stderr


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A Tesseract that must not be started, with a folder of data beside it."""

    def refuse(*command, **more):
        raise AssertionError(f"started {command}, {more}")

    place = tmp_path / "bin" / "tesseract"
    place.parent.mkdir()
    place.touch()
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    monkeypatch.setattr("shutil.which", lambda _: str(place))
    monkeypatch.setattr("subprocess.run", refuse)
    data = tmp_path / "share" / "tesseract-ocr" / "5" / "tessdata"
    data.mkdir(parents=True)
    return data


def test_data_is_noticed_without_a_start_of_tesseract(program):
    before = version(Settings())
    (program / "rus.traineddata").touch()

    assert "rus" not in before
    assert "rus" in version(Settings())


def test_data_where_the_environment_says(program, tmp_path, monkeypatch):
    (program / "rus.traineddata").touch()
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "ell.traineddata").touch()
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path / "own"))

    assert version(Settings()).endswith("tesseract ell")


def test_without_a_folder_of_data_tesseract_is_asked(program, monkeypatch):
    program.rename(program.parent / "moved")
    monkeypatch.setattr(
        "scorer.text.scripts.tesseract_lines.installed", lambda: frozenset({"ara"})
    )

    assert version(Settings()).endswith("tesseract ara")
