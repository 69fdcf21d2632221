"""Feature families: typed records of measured numbers, and all of a pin's together."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast

from scorer.core.errors import MissingFeatureError
from scorer.core.pin import Creative, ImageFile
from scorer.core.units import Quantity, Unit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a measured field means.

    Attributes:
        unit: Unit of the number; a dimension is also the field name's suffix.
        summary: What it is, with its range.
        label: What people call it, to stand before its value in a sentence.
        scale: What its values mean, where no unit says so.
        source: Where the definition comes from.
        changeable: Whether a designer can change it by editing the pin.
    """

    unit: Unit
    summary: str
    label: str
    scale: str
    source: str
    changeable: bool


def measure(
    unit: Unit,
    summary: str,
    *,
    label: str,
    scale: str = "",
    source: str = "",
    changeable: bool = True,
) -> Any:  # noqa: ANN401 - a dataclass field, as dataclasses.field is typed
    """Declare a measured field: ``float``, ``int``, ``bool``, or one of them or None.

    None says that there is nothing to measure (no text, so no cap height).

    Args:
        unit: Of its values.
        summary: What it is, with its range where the unit leaves that open.
        label: What people call it, in every sentence.
        scale: What its values mean, where no unit says so ("0 black to 100 white").
        source: The paper or standard that defines it; empty where that is this program.
        changeable: Whether who edits the pin can change it.
    """
    return dataclasses.field(
        metadata={"measure": Measure(unit, summary, label, scale, source, changeable)}
    )


def evidence(key: str) -> Any:  # noqa: ANN401 - a dataclass field
    """Declare a field that reports show under ``evidence[key]`` (boxes, lines, maps).

    Plain fields without ``measure`` or ``evidence`` stay between family and guidelines.
    """
    return dataclasses.field(metadata={"evidence": key})


@dataclass(frozen=True, slots=True)
class Family:
    """Features measured together.

    Attributes:
        record: Frozen dataclass; its module's name is the family's name.
        extract: Measures one creative; raises ScorerError when it cannot.
        version: Rises by one when any number can change for the same pixels.
        reads: Names of the settings that the numbers depend on.
        words: Whether they depend on the pin's title, description, link, board or id.
        place: Where to find what its labels name, to stand behind each of them.
        fitted: Fitted files that the numbers rest on, by their paths below ``models/``.
    """

    record: type[Any]
    extract: Callable[[Creative], Any]
    version: int
    reads: tuple[str, ...] = ()
    words: bool = False
    place: str = ""
    fitted: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name of the family: the file that defines its record."""
        return family_name(self.record)

    def measures(self) -> dict[str, Measure]:
        """Return what each feature means, by full name, in the record's order."""
        return {
            name: dataclasses.replace(
                meaning, label=f"{meaning.label} {self.place}".rstrip()
            )
            for name, _, meaning in _measured(self.record)
        }


def family_name(record: type[Any]) -> str:
    """Return the name of the family that a record type belongs to."""
    return record.__module__.rpartition(".")[2]


class Features:
    """What was measured of one pin, by family: ``features[TextOverlay]``.

    Args:
        records: The measured records, by their type.
        failed: For each family that could not be measured, the reason.
    """

    def __init__(
        self,
        records: Mapping[type[Any], object],
        failed: Mapping[type[Any], str] | None = None,
    ) -> None:
        self._records = dict(records)
        self._failed = dict(failed or {})

    def __getitem__(self, family: type[T]) -> T:
        """Return the record of one family.

        Raises:
            MissingFeatureError: The family was not measured; says why.
        """
        if family in self._records:
            return cast("T", self._records[family])
        reason = self._failed.get(family, "was not measured")
        raise MissingFeatureError(f"{family_name(family)}: {reason}")

    def get(self, family: type[T]) -> T | None:
        """Return the record of one family, None where it was not measured."""
        return cast("T | None", self._records.get(family))

    def __iter__(self) -> Iterator[object]:
        """Iterate over the measured records."""
        return iter(self._records.values())

    @property
    def records(self) -> dict[type[Any], object]:
        """The measured records, by their type."""
        return dict(self._records)

    @property
    def failed(self) -> dict[str, str]:
        """Reasons by name of the families that could not be measured."""
        return {family_name(kind): why for kind, why in self._failed.items()}

    def only(self, families: tuple[type[Any], ...]) -> Features:
        """Return the same features, restricted to some families."""
        return Features(
            {kind: self._records[kind] for kind in families if kind in self._records},
            {kind: self._failed[kind] for kind in families if kind in self._failed},
        )

    def keeping(self, family: type[Any], before: Features) -> Features:
        """Return the same features, with one family as it was measured before."""
        others = [kind for kind in (*self._records, *self._failed) if kind != family]
        rest, kept = self.only(tuple(others)), before.only((family,))
        return Features(
            {**rest._records, **kept._records}, {**rest._failed, **kept._failed}
        )

    def quantities(self) -> dict[str, Quantity]:
        """Return every number that exists with its unit, by full feature name."""
        return {
            name: Quantity(float(value), meaning.unit)
            for record in self._records.values()
            for name, field, meaning in _measured(type(record))
            if (value := getattr(record, field)) is not None
        }

    def values(self) -> dict[str, float]:
        """Return every number by full feature name; absent ones are NaN."""
        return {
            name: float("nan") if value is None else float(value)
            for record in self._records.values()
            for name, field, _ in _measured(type(record))
            for value in (getattr(record, field),)
        }

    def evidence(self) -> dict[str, object]:
        """Return what was seen (boxes, lines, maps), by the key reports use."""
        return {
            key: getattr(record, field)
            for record in self._records.values()
            for key, field in _shown(type(record))
        }


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured of one pin, before it is judged.

    Attributes:
        file: Facts of the file.
        features: The numbers.
        thumbnail: ``data:`` URI of a small picture; empty where none was asked for.
    """

    file: ImageFile
    features: Features
    thumbnail: str = ""


def _numbers_of(record: type[Any]) -> tuple[tuple[str, str, Measure], ...]:
    """Full name, field and meaning of each number of a record."""
    family = family_name(record)
    return tuple(
        (f"{family}.{field.name}", field.name, field.metadata["measure"])
        for field in dataclasses.fields(record)
        if "measure" in field.metadata
    )


def _evidence_of(record: type[Any]) -> tuple[tuple[str, str], ...]:
    """Key and field of each piece of evidence of a record."""
    return tuple(
        (field.metadata["evidence"], field.name)
        for field in dataclasses.fields(record)
        if "evidence" in field.metadata
    )


# Once a type.
_measured: Callable[[Any], tuple[tuple[str, str, Measure], ...]] = cache(_numbers_of)
_shown: Callable[[Any], tuple[tuple[str, str], ...]] = cache(_evidence_of)
