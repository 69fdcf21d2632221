"""Where a pin has more than plain ground: what a crop has to keep."""

from __future__ import annotations

from scorer.core.family import Features
from scorer.core.units import Box
from scorer.features.clutter import Clutter
from scorer.features.focal_point import FocalPoint
from scorer.features.geometry import Geometry

# Share of full clutter from which a place of the map is more than ground.
_SOMETHING = 0.25


def content(features: Features) -> Box | None:
    """Return the box around subject, faces, and all that is more than plain ground.

    Args:
        features: Geometry, and where they were measured clutter and focal point.

    Returns:
        None where they were not measured.
    """
    clutter, focus = features.get(Clutter), features.get(FocalPoint)
    if clutter is None or focus is None:
        return None
    busy = _busy(clutter.map, features[Geometry])
    return Box.around([focus.subject_box, *focus.faces, *busy])


def _busy(shares: tuple[tuple[float, ...], ...], picture: Geometry) -> list[Box]:
    """The box of all places of a map that are more than ground; empty for none."""
    busy = [
        (x, y)
        for y, row in enumerate(shares)
        for x, share in enumerate(row)
        if share >= _SOMETHING
    ]
    columns, rows = (sorted({place[axis] for place in busy}) for axis in (0, 1))
    # What is measured of a place reaches into those beside it.
    columns, rows = columns[1:-1], rows[1:-1]
    if not columns or not rows:
        return []
    across = picture.width_px / len(shares[0])
    down = picture.height_px / len(shares)
    return [
        Box(
            round(columns[0] * across),
            round(rows[0] * down),
            round((columns[-1] + 1 - columns[0]) * across),
            round((rows[-1] + 1 - rows[0]) * down),
        )
    ]
