"""The shell completes names, in a list the last one."""

import pytest
from click.shell_completion import ShellComplete

from scorer.cli import main


def completed(*words):
    *before, begun = words
    shell = ShellComplete(main, {}, "scorer", "_SCORER_COMPLETE")
    return [each.value for each in shell.get_completions(list(before), begun)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("score", "--format", "h"), "html"),
        (("score", "--ocr-engine", ""), "rapid"),
        (("check", "--select", "small-text,wi"), "small-text,wide-image"),
        (("check", "--ignore", "wi"), "wide-image"),
        (("check", "--fail-on", "t"), "team"),
        (("check", "--fail-on", "team,p"), "team,points:"),
        (("advise", "--what-if", "geometry.w"), "geometry.width_px="),
        (("explain", "small"), "small-text"),
    ],
)
def test_a_name_is_completed(words, name):
    assert name in completed(*words)


def test_what_nothing_begins_with_is_left_alone():
    assert completed("check", "--select", "small-text,qq") == []


def test_completion_refuses_no_file(capsys):
    words = ("check", "-o", "no-folder/x.html", "--fail-on", "t")

    assert "team" in completed(*words)
    assert capsys.readouterr() == ("", "")
