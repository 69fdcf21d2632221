"""Stored reports from anybody are shown in every format, or refused."""

import json
import tempfile
from pathlib import Path

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from scorer import reports
from scorer.cli.report import command
from scorer.core.storage.codec import to_json
from tests.reports import _make as make

SEED = json.loads(
    to_json(
        make.report(
            evidence={
                "text_lines": [{"text": "a", "box": [1, 2, 3, 4], "role": "overlay"}],
                "focal_box": [0, 0, 5, 5],
                "faces": [],
                "panels": [],
            }
        )
    )
)
junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value, path=()):
    yield path
    entries = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in entries:
        yield from places(inner, (*path, key))


PLACES = [path for path in places(SEED) if path]


def changed(path, value, document=SEED):
    """Return a document with one place changed; the rest is shared, not copied."""
    if not path:
        return value
    copy = document.copy()
    copy[path[0]] = changed(path[1:], value, document[path[0]])
    return copy


@given(
    st.sampled_from(PLACES),
    junk,
    st.sampled_from(reports.format_names()),
)
def test_stored_report_with_one_thing_changed(path, value, name):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "run.jsonl"
        file.write_text(json.dumps(changed(path, value)), encoding="utf-8")
        done = CliRunner().invoke(command, [str(file), "--format", name])

    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code in (0, 2, 3)


@given(st.binary(max_size=200), st.sampled_from(["run.json", "run.jsonl"]))
def test_anything_as_a_stored_report(data, name):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        done = CliRunner().invoke(command, [str(file), "--format", "json"])

    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
