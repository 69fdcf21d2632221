"""``scorer titles``."""

import json

import pytest
from click.testing import CliRunner

from scorer.cli.titles import command

VAGUE, GOOD = "Bedroom Decor", "10 Cozy Bedroom Ideas for Small Spaces"


def run(*arguments, **options):
    return CliRunner().invoke(command, arguments, **options)


def test_text_names_the_winner_and_the_limits():
    found = run(VAGUE, GOOD)

    assert found.exit_code == 0
    assert found.output.startswith(f"Likeliest to win: {GOOD}")
    assert "not on pins" in found.output


def test_json_keeps_the_order_given():
    listed = json.loads(run(VAGUE, GOOD, "--format", "json").output)["titles"]

    assert [each["title"] for each in listed] == [VAGUE, GOOD]
    assert listed[1]["score"] > listed[0]["score"]


@pytest.mark.parametrize("from_stdin", [True, False])
def test_file(tmp_path, from_stdin):
    text = f"\ufeffid,Title\n1,{VAGUE}\n2,{GOOD}\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    source = "-" if from_stdin else str(tmp_path / "a.csv")
    given = text.removeprefix("\ufeff") if from_stdin else None

    found = run("--file", source, "--format", "json", input=given)

    assert [t["title"] for t in json.loads(found.output)["titles"]] == [VAGUE, GOOD]


@pytest.mark.parametrize(
    "data",
    [
        "Titel;Board\r\nKäse, Brot;A\r\n10 Ideen;B\r\n".encode("cp1252"),
        "sep=;\nBoard;Titel\nA;Käse, Brot\nB;10 Ideen\n".encode("utf-8-sig"),
        "Titel\tBoard\nKäse, Brot\tA\n10 Ideen\tB\n".encode("utf-16"),
    ],
)
def test_a_file_as_a_spreadsheet_writes_it(tmp_path, data):
    (tmp_path / "a.csv").write_bytes(data)

    found = run("--file", str(tmp_path / "a.csv"), "--format", "json")

    titles = json.loads(found.stdout)["titles"]
    assert [each["title"] for each in titles] == ["Käse, Brot", "10 Ideen"]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [((), None), (("--file", "-"), "name\nx\n"), (("--file", "gone.csv"), None)],
)
def test_bad_input_is_one_sentence(arguments, text):
    found = run(*arguments, input=text)

    assert found.exit_code == 2
    assert found.output.startswith("scorer: ")


def test_empty_titles_are_left_out_and_said_so():
    found = run("", " ", GOOD, VAGUE)

    assert found.output.startswith("scorer: 2 empty titles left out\n")
    assert f"Likeliest to win: {GOOD}" in found.output


def test_the_same_title_twice_is_listed_once():
    found = run(GOOD, VAGUE, GOOD)

    assert "3." not in found.output


def test_close_titles_are_a_toss_up():
    assert "A toss-up" in run("Bedroom Decor", "Bedroom Decors").output


def test_reasons_are_words_not_log_odds():
    lines = run(VAGUE, GOOD).output.splitlines()
    reasons = [line.strip() for line in lines if line.startswith("   ")]

    assert any(line.startswith("+ ") and "(helps a " in line for line in reasons)
    assert any(line.startswith("- without ") for line in reasons)


def test_one_title_has_nothing_to_beat():
    output = run(GOOD).output

    assert "nothing to compare" in output
    assert f"1. {GOOD}\n" in output


def test_a_history_that_shows_nothing_names_no_winner():
    from scorer.cli.titles import _as_text, _headline
    from scorer.titles.ranking import HISTORY_IS_SILENT, HISTORY_LIMITS, RankedTitle

    ranked = [RankedTitle("One", 3.0, 0.9, {}), RankedTitle("Two", 0.0, 0.1, {})]

    assert "does not tell yet" in _headline(ranked, HISTORY_IS_SILENT)
    silent = _as_text(tuple(ranked), HISTORY_IS_SILENT, lambda *_: ())
    assert [f"- {each.title}" in silent for each in ranked] == [True] * len(ranked)
    assert "1." not in silent
    assert "%" not in silent
    assert _headline(ranked, HISTORY_LIMITS).startswith("Likeliest to win: One")
