"""How the thing that a finding means would be if it was fixed: enough to draw it.

Boxes are in pixels of the upright image, one for each line of text that is meant. Each
kind says one change; who draws it takes the pixels of the pin itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from scorer.core.units import Box

# As designers write it, and nothing else: it ends in a page's style.
HexColor = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
Factor = Annotated[float, Field(gt=0, le=100)]
Lightness = Annotated[float, Field(ge=0, le=100)]
Pixels = Annotated[int, Field(ge=1, le=2**31)]


@dataclass(frozen=True, slots=True)
class Scale:
    """Lines of text set larger.

    Attributes:
        boxes: The lines.
        factor: How many times as large.
        keeps: Which end of them stays where it is, as the room is at the other; empty
            where that is not known.
    """

    boxes: tuple[Box, ...]
    factor: Factor
    keeps: Literal["", "top", "bottom"] = ""
    kind: Literal["scale"] = "scale"


@dataclass(frozen=True, slots=True)
class Color:
    """Lines of text in a color that stands out.

    Attributes:
        boxes: The lines.
        ink: Color of the letters now.
        color: Color of the letters that passes.
        background: What is behind them.
    """

    boxes: tuple[Box, ...]
    ink: HexColor
    color: HexColor
    background: HexColor
    kind: Literal["color"] = "color"


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines of text on an even panel that is laid between them and the picture.

    Attributes:
        boxes: The lines.
        ink: Color of the letters, which may be another than now; empty is their own.
        color: Color of the panel; empty is that of what is around the letters, made
            lighter or darker until they stand out.
    """

    boxes: tuple[Box, ...]
    ink: HexColor | Literal[""] = ""
    color: HexColor | Literal[""] = ""
    kind: Literal["panel"] = "panel"


@dataclass(frozen=True, slots=True)
class Move:
    """Lines of text moved, and made smaller where they would not fit.

    Attributes:
        boxes: The lines, as they are.
        places: Where each goes; smaller than it is where it has to shrink.
    """

    boxes: tuple[Box, ...]
    places: tuple[Box, ...]
    kind: Literal["move"] = "move"


@dataclass(frozen=True, slots=True)
class Crop:
    """The picture cropped.

    Attributes:
        box: What is kept.
        width_px: Width at which it is to be exported.
        height_px: Height at which it is to be exported.
    """

    box: Box
    width_px: Pixels
    height_px: Pixels
    kind: Literal["crop"] = "crop"


@dataclass(frozen=True, slots=True)
class Layout:
    """The picture cropped without its words, and these set anew on what is kept.

    Attributes:
        box: What is kept.
        boxes: The lines of text.
        factor: How many times as large as in the file they are set.
        top: Where the first of them begins, in pixels below the top of what is kept.
        width_px: Width at which it is to be exported.
        height_px: Height at which it is to be exported.
    """

    box: Box
    boxes: tuple[Box, ...]
    factor: Factor
    top: Annotated[int, Field(ge=0, le=2**31)]
    width_px: Pixels
    height_px: Pixels
    kind: Literal["layout"] = "layout"


@dataclass(frozen=True, slots=True)
class Band:
    """Words taken off the picture, and set on a plain band above or below it.

    Attributes:
        box: What is kept of the picture, as wide as the pin.
        boxes: The lines of text.
        factor: How many times as large as in the file they are set.
        height_px: Height of the band; with that of what is kept it is the pin's.
        is_above: Whether the band is above the picture.
        ink: Color of the letters.
        color: Color of the band.
    """

    box: Box
    boxes: tuple[Box, ...]
    factor: Factor
    height_px: Pixels
    is_above: bool
    ink: HexColor = "#1a1a1a"
    color: HexColor = "#ffffff"
    kind: Literal["band"] = "band"


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline set on a panel where none was.

    Attributes:
        box: Where it may stand; it begins at the top of it.
        text: Its words; empty where nobody has said any.
        cap_height_px: Height of its capitals.
        ink: Color of the letters.
        color: Color of the panel.
    """

    box: Box
    text: str
    cap_height_px: Annotated[float, Field(ge=1, le=1e6)]
    ink: HexColor = "#1a1a1a"
    color: HexColor = "#ffffff"
    kind: Literal["headline"] = "headline"


@dataclass(frozen=True, slots=True)
class Lift:
    """The picture's lights and shadows drawn apart, as by the levels of a photo editor.

    Lightness L* becomes ``100 * ((L* - black) / (white - black)) ** gamma``.

    Attributes:
        black: What becomes black.
        white: What becomes white.
        gamma: Below 1 lifts what is between.
    """

    black: Lightness
    white: Lightness
    gamma: Factor
    kind: Literal["lift"] = "lift"


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text replaced by other words, or by none.

    Attributes:
        boxes: The lines.
        text: What stands there then; empty where they are taken out.
    """

    boxes: tuple[Box, ...]
    text: str = ""
    kind: Literal["text"] = "text"


Fix = Annotated[
    Scale | Color | Panel | Move | Crop | Layout | Band | Headline | Lift | Text,
    Field(discriminator="kind"),
]
