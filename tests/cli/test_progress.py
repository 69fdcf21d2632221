"""How far a run is, in words."""

import pytest

from scorer.cli._progress import progress, speed


@pytest.mark.parametrize(
    ("done", "seconds", "told"),
    [
        (0, 1.0, ""),
        (2, 9.0, ""),  # the first ones load the models
        (37, 18.5, "2.0 a second, about 32 s left"),
        (50, 500.0, "6 a minute, about 8 min left"),
        (100, 10.0, "10.0 a second, about 0 s left"),
    ],
)
def test_pace(done, seconds, told):
    assert speed(done, 100, seconds) == told


class Terminal:
    """A stream that shows what is written to it."""

    encoding = "utf-8"

    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text
        return len(text)

    def isatty(self):
        return True

    def flush(self):
        pass


def test_a_terminal_is_told_how_many_of_how_many(monkeypatch):
    stream = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", stream)

    assert list(progress(range(37), 37, quiet=False)) == list(range(37))
    assert "37/37" in stream.text


@pytest.mark.parametrize("quiet", [True, False])
def test_elsewhere_nothing_is_said(quiet, capsys):
    assert list(progress(range(9), 9, quiet=quiet)) == list(range(9))
    assert capsys.readouterr().err == ""
