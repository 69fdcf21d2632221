"""The size that the guidelines on a pin's shape advise."""

from __future__ import annotations

# Pinterest, creative best practices: 1000 x 1500 px.
_ADVISED_WIDTH_PX = 1000


def two_to_three(width_px: int) -> str:
    """Return the advice to make a picture 2:3, at least as large as Pinterest advises.

    Args:
        width_px: Width of the picture.
    """
    width = max(_ADVISED_WIDTH_PX, width_px)
    return f"make it {width} x {round(1.5 * width)} px"
