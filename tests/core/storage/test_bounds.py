"""Every number of every record is looked at, wherever it stands."""

import dataclasses
import math

import pytest

from scorer.core.storage.bounds import LARGEST, odd_number
from scorer.core.units import Box, Quantity, Unit


@dataclasses.dataclass(frozen=True)
class Record:
    """One that has it all."""

    number: float = 0.0
    rows: tuple[tuple[float, ...], ...] = ()
    named: dict[str, float] = dataclasses.field(default_factory=dict)
    quantity: Quantity = Quantity(1.0, Unit.PX)  # noqa: RUF009 - frozen
    box: Box | None = None
    flag: bool = True
    word: str = "nan"


ODD = (math.nan, math.inf, -math.inf, 1e308, -1e308, 5e-324, 1e-320, LARGEST * 2)


@pytest.mark.parametrize("number", ODD)
@pytest.mark.parametrize(
    ("made", "place"),
    [
        (lambda n: Record(number=n), "number"),
        (lambda n: Record(rows=((1.0,), (2.0, n))), "rows.1.1"),
        (lambda n: Record(named={"a": 1.0, "b": n}), "named.b"),
        (lambda n: Record(quantity=Quantity(n)), "quantity.value"),
        (lambda n: Record(box=Box(1, 2, n, 4)), "box.2"),
        (lambda n: {"x": [Record(), Record(number=n)]}, "x.1.number"),
    ],
)
def test_the_first_odd_number_is_named(made, place, number):
    assert odd_number(made(number)) == f"{place} is {number:g}"


@pytest.mark.parametrize("number", [0, -0.0, 1, -5.5, 1e15, 1e-290, 2**40])
def test_usual_numbers_are_none(number):
    assert odd_number(Record(number=number, named={"a": number})) == ""


def test_a_whole_number_of_hundreds_of_digits():
    assert odd_number([10**400]) == "0 is inf"
