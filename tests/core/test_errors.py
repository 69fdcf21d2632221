"""Errors keep what they say on their way between processes."""

import pickle

from scorer.core.errors import InputError


def test_hint_and_code_survive_a_worker():
    error = InputError("a.png is empty", hint="export it again", code="empty-file")

    again = pickle.loads(pickle.dumps(error))

    assert (again.message, again.hint, again.code) == (
        "a.png is empty",
        "export it again",
        "empty-file",
    )
