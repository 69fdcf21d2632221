"""What is wrong with a value that was read, in words."""

from dataclasses import dataclass
from typing import Annotated, Literal

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from scorer.core.storage.mistakes import first_mistake

Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]


@dataclass(frozen=True)
class Row:
    """What is read."""

    score: Percent = 1.0
    count: int = 1
    kind: Literal["a", "b"] = "a"
    on: bool = True
    names: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"score": "abc"}, "score: a number is needed"),
        ({"score": 170}, "score: it must be 100 or less"),
        ({"score": -1}, "score: it must be 0 or more"),
        ({"score": float("nan")}, "score: a finite number is needed"),
        ({"count": 1.5}, "count: a whole number is needed"),
        ({"count": "1e99"}, "count: a whole number is needed"),
        ({"kind": "c"}, "kind: it must be 'a' or 'b'"),
        ({"on": "maybe"}, "on: true or false is needed"),
        ({"names": "a"}, "names: a list is needed"),
        ({"names": ["a", 3]}, "names.1: text is needed"),
    ],
)
def test_a_mistake_is_told_without_the_words_of_a_library(given, said):
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Row).validate_python(given)

    assert first_mistake(caught.value) == said


def test_what_has_no_place_is_told_alone():
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(float).validate_python("abc")

    assert first_mistake(caught.value) == "a number is needed"
