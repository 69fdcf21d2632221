"""How bad a fault is, from its limit to the whole of it."""

import pytest

from scorer.guidelines._severity import severity


@pytest.mark.parametrize(
    ("value", "limit", "full", "expected"),
    [(1, 2, 4, 0.0), (3, 2, 4, 0.5), (9, 2, 4, 1.0), (3, 4, 2, 0.5), (2, 2, 2, 0.0)],
)
def test_severity_grows_from_the_limit(value, limit, full, expected):
    assert severity(value, limit, full) == expected
