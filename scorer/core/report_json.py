"""A report as its JSON, read only if somebody asks for more than the text.

Reading the text costs more than all else of an unchanged pin, and JSON formats hand it
on as it is (docs/adr/0085).
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from scorer.core.report import Report
from scorer.core.storage.codec import from_json, to_json

_FIELDS = tuple(field.name for field in fields(Report))


class KeptReport(Report):
    """A report of a pin that was read, made from its JSON by ``of``.

    Every field is there, as in any report; the first to be asked for reads the text.
    """

    __slots__ = ("text",)

    text: str

    def __new__(cls, *args: Any, **changed: Any) -> Report:  # type: ignore[misc] # noqa: ANN401 - Report's fields
        """Return a plain report: ``replace`` makes another one, of other fields."""
        return Report(*args, **changed)

    @classmethod
    def of(cls, text: str) -> KeptReport:
        """Return the report that a text, of ``report_json``, stands for."""
        kept = object.__new__(cls)
        object.__setattr__(kept, "text", text)
        object.__setattr__(kept, "failure", None)
        return kept

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field's value
        """Read the text; called for a field that is not there yet."""
        if name not in _FIELDS:
            raise AttributeError(name)
        report = from_json(Report, self.text)
        for field in _FIELDS:
            object.__setattr__(self, field, getattr(report, field))
        return getattr(report, name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _FIELDS)

    __hash__ = None  # type: ignore[assignment] # reports hold mappings

    def __reduce__(self) -> tuple[Any, ...]:
        """Send the text to another process."""
        return KeptReport.of, (self.text,)


def report_json(report: Report) -> str:
    """Return a report as JSON; of one that was kept, the text itself."""
    return report.text if isinstance(report, KeptReport) else to_json(report)
