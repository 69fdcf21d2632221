"""Families: every field with a dimension says so."""

import pytest

from scorer.core.errors import MissingFeatureError
from scorer.core.family import Features
from scorer.core.units import Quantity, Unit
from scorer.features import families
from scorer.features.geometry import Geometry

DIMENSIONS = {Unit.PX, Unit.DP, Unit.DEG, Unit.CHARS, Unit.COUNT, Unit.SHARE}
MEASURES = [
    (name, meaning)
    for family in families().values()
    for name, meaning in family.measures().items()
]


@pytest.mark.parametrize(
    ("name", "meaning"), MEASURES, ids=[name for name, _ in MEASURES]
)
def test_suffix_is_the_unit(name, meaning):
    suffix = name.rpartition("_")[2]
    units = {unit.value for unit in DIMENSIONS}

    assert (meaning.unit in DIMENSIONS) == (suffix in units)
    assert meaning.unit not in DIMENSIONS or suffix == meaning.unit.value


def test_missing_family_says_why():
    features = Features({}, {Geometry: "OCR is away"})

    with pytest.raises(MissingFeatureError, match="geometry: OCR is away"):
        features[Geometry]


def test_numbers_carry_their_units():
    features = Features({Geometry: Geometry(*_fields())})

    assert features.quantities()["geometry.width_px"] == Quantity(1000.0, Unit.PX)


def _fields():
    import dataclasses

    values = {"width_px": 1000, "height_px": 1500, "aspect_ratio": 2 / 3}
    return [values.get(field.name, 0) for field in dataclasses.fields(Geometry)]
