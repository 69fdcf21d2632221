"""Training rows come back as they were stored; broken ones are refused."""

import json

import numpy as np
import pytest

from scorer.account.data.gather import Request, gather, to_table
from scorer.account.training import training_rows as rows
from scorer.core.errors import ModelError
from scorer.core.settings import Settings
from tests.support.account import write_account


@pytest.fixture
def table(tmp_path):
    exports, features = write_account(tmp_path, pins=5)
    return to_table(gather(Request([exports], features=features), Settings()))


def test_round_trip(tmp_path, table):
    (tmp_path / rows.FILE).write_bytes(rows.dump(table))

    found = rows.load(tmp_path)

    assert found.ids == table.ids
    assert found.names == table.names
    np.testing.assert_array_equal(found.values, table.values)
    for metric, counts in table.counts.items():
        np.testing.assert_array_equal(found.counts[metric], counts)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text[:-20], "checksum says"),
        (lambda text: text.replace("0", "1"), "checksum says|has schema"),
        (lambda text: text.replace('"schema_version": 2', '"schema_version": 9'), "9"),
        (lambda text: "[]", "has schema None"),
        (lambda text: "", "is broken"),
        (lambda text: _edited(text, ids=None), "is broken"),
        (lambda text: _edited(text, days=[]), "columns of different lengths"),
        (lambda text: _edited(text, units=[]), "a feature without a unit"),
        (lambda text: _edited(text, topics=[99] * 5), "row of an unknown topic"),
        (lambda text: _edited(text, counts=None), "is broken"),
        (lambda text: _edited(text, designs=[2**70] * 5), "is broken"),
    ],
)
def test_broken_rows_are_refused(tmp_path, table, change, message):
    (tmp_path / rows.FILE).write_text(change(rows.dump(table).decode()))

    with pytest.raises(ModelError, match=message):
        rows.load(tmp_path)


def _edited(text, **changed):
    """Return rows that somebody altered and vouches for."""
    content = json.loads(text.splitlines()[1])
    return rows.sealed(json.dumps({**content, **changed}).encode()).decode()


def test_rows_without_end_are_not_opened(tmp_path):
    with (tmp_path / rows.FILE).open("wb") as file:
        file.truncate(2**40)

    with pytest.raises(ModelError, match="1099511627776 bytes, at most"):
        rows.load(tmp_path)


def test_missing_rows_are_refused(tmp_path):
    with pytest.raises(ModelError, match="cannot be read"):
        rows.load(tmp_path)
