"""Errors keep what they say on their way between processes."""

import pickle

from scorer.core.errors import InputError, SettingsError
from scorer.core.report import Failure, Report


def test_hint_and_code_survive_a_worker():
    error = InputError("a.png is empty", hint="export it again", code="empty-file")

    again = pickle.loads(pickle.dumps(error))

    assert (again.message, again.hint, again.code) == (
        "a.png is empty",
        "export it again",
        "empty-file",
    )


def test_setting_survives_a_worker():
    error = SettingsError("there is none", hint="take another", setting="ignore")

    again = pickle.loads(pickle.dumps(error))

    assert (again.line, again.setting) == ("there is none – take another", "ignore")


def test_file_that_cannot_be_read_is_told_with_its_folder():
    failure = Failure("empty-file", "a.png is empty", "export it again")

    assert Report("b/a.png", failure=failure).problem == (
        "b/a.png is empty – export it again"
    )
    assert Report("b/c.png", failure=failure).problem == (
        "b/c.png: a.png is empty – export it again"
    )
    assert Report("b/a.png").problem == ""
