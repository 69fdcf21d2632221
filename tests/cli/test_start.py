"""Starting costs little."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import scorer.cli
from scorer.cli import main
from scorer.cli._history import account_form
from scorer.core.registry import names

SETTINGS = Path(__file__).parents[2] / "pyproject.toml"
HEAVY = {"numpy", "cv2", "sklearn", "onnxruntime", "rapidocr", "pydantic", "PIL"}
UNNEEDED = {"sklearn", "scipy", "rapidocr", "pytesseract", "jinja2", "rich", "pebble"}
SCRIPT = """
import sys
from click.testing import CliRunner
from scorer.cli import main
result = CliRunner().invoke(main, sys.argv[1:])
assert result.exit_code == 0, result.output
print(" ".join(sys.modules))
"""


def imported(*arguments):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_help_imports_nothing_heavy():
    assert HEAVY.isdisjoint(imported("--help"))


@pytest.mark.rapid
def test_score_imports_what_it_needs_only():
    pin = "fixtures/pins/good-coffee.jpg"
    modules = imported("score", pin, "--no-cache", "--format", "json")

    assert "onnxruntime" in modules
    assert UNNEEDED.isdisjoint(modules)


@pytest.mark.parametrize("name", [None, *names(scorer.cli)])
def test_help_shows_examples_one_a_line(name):
    done = CliRunner().invoke(main, [*([name] if name else []), "--help"])

    assert "\n  Examples:\n    scorer " in done.output
    assert "\\b" not in done.output


@pytest.mark.parametrize("name", names(scorer.cli))
def test_help_says_what_each_option_does(name):
    command = main.get_command(click.Context(main), name)
    options = [each for each in command.params if isinstance(each, click.Option)]

    assert [each.name for each in options if not each.help] == []
    assert "%" not in "".join(each.metavar or "" for each in options)


def test_no_summary_of_a_command_is_cut():
    lines = CliRunner().invoke(main, ["--help"], terminal_width=80).output.splitlines()

    assert [line for line in lines[1:] if line.endswith("...")] == []


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ((None, None), "text"),
        ((None, Path("a.HTML")), "html"),
        ((None, Path("a.json")), "json"),
        ((None, Path("a.txt")), "text"),
        (("json", Path("a.html")), "json"),
    ],
)
def test_the_form_of_an_account_is_asked_for_or_the_ending(given, form):
    assert account_form(*given) == form


def test_an_ending_that_no_form_of_an_account_has_is_refused(tmp_path):
    command = ["insights", str(tmp_path), "-o", str(tmp_path / "a.pdf")]
    done = CliRunner().invoke(main, command)

    assert done.exit_code == 2
    assert "no form of the answer ends like 'a.pdf'" in done.output
    assert not (tmp_path / "a.pdf").exists()


def test_a_slip_is_answered_with_the_nearest_command():
    done = CliRunner().invoke(main, ["scor"])

    assert done.exit_code == 2
    assert "did you mean 'score'?" in done.output


@pytest.mark.parametrize("name", ["my pin.png", "drafts/", "here"])
def test_who_names_a_picture_in_place_of_a_command_is_told_which(
    name, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    Path("here").mkdir()

    done = CliRunner().invoke(main, [name])

    assert done.exit_code == 2
    assert "is no command; to score it: scorer score " in done.output
    assert "did you mean" not in done.output


@pytest.mark.parametrize("name", ["help", "version"])
def test_what_is_a_flag_is_said_to_be_one(name):
    done = CliRunner().invoke(main, [name, "score"])

    assert done.exit_code == 2
    assert f"say `scorer --{name}`" in done.output


def test_a_command_that_is_longer_than_any_name_is_none():
    done = CliRunner().invoke(main, ["a" * 5000])

    assert done.exit_code == 2
    assert "No such command" in done.output


def test_a_file_that_looks_like_an_option_is_said_to_be_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("-dash.jpg").touch()

    done = CliRunner().invoke(main, ["score", "-dash.jpg"])

    assert done.exit_code == 2
    assert "write ./-dash.jpg" in done.output


@pytest.mark.parametrize(
    ("shell", "words", "number", "offered"),
    [
        ("bash", "scorer che", 1, "plain,check"),
        ("bash", "scorer check --fail", 2, "plain,--fail-on"),
        ("zsh", "scorer explain small", 2, "plain\nsmall-text\n_"),
        ("fish", "scorer score --format sar", 3, "plain,sarif"),
        ("bash", "scorer score --ocr-engine ra", 3, "plain,rapid"),
        ("bash", "scorer score --select small-text,wi", 3, "small-text,wide-image"),
        ("bash", "scorer check --fail-on le", 3, "plain,lenient"),
        ("bash", f"scorer score -o {SETTINGS} --form", 4, "plain,--format"),
    ],
)
def test_shell_completes_commands_flags_guidelines_and_formats(
    shell, words, number, offered
):
    environment = os.environ | {
        "_SCORER_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": words.split()[number] if shell == "fish" else str(number),
    }
    done = subprocess.run(
        [sys.executable, "-m", "scorer"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert offered in done.stdout


def test_an_option_of_another_command_is_said_to_be_its():
    done = CliRunner().invoke(main, ["score", "x.png", "--min-score", "70"])

    assert done.exit_code == 2
    assert "no such option --min-score, but of `scorer check`" in done.output


def test_a_misspelled_option_names_the_nearest():
    done = CliRunner().invoke(main, ["score", "x.png", "--outptt", "a.html"])

    assert done.exit_code == 2
    assert "--output" in done.output
