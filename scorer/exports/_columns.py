"""Columns of an export, checked: none says one thing twice."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.core.tables.columns import Fact, Role, known_label, roles
from scorer.exports._reader import refusal
from scorer.exports._source import Source

# Of two columns with such words the first is as good as the other.
_MAY_REPEAT = frozenset(
    (Fact.PATH, Fact.COVER, Fact.LINK, Fact.DESCRIPTION, Fact.BOARD, Fact.MEDIA_TYPE)
)


def checked_roles(source: Source, row: int, header: Sequence[str]) -> dict[Role, int]:
    """Return ``roles(header)``, or refuse a header that says one thing twice.

    Raises:
        ExportError: If two columns of equal rank claim the same role.
    """
    found = roles(header)
    for role, index in found.items():
        rank = known_label(header[index])
        twins = [
            other + 1
            for other, cell in enumerate(header)
            if known_label(cell) == rank
            and (role not in _MAY_REPEAT or cell == header[index])
        ]
        if len(twins) > 1:
            raise refusal(
                source,
                f"columns {twins[0]} and {twins[1]} both hold {role.replace('_', ' ')}",
                hint="delete one of them",
                row=row,
                column=header[index],
            )
    return found
