"""Pins on a page: each picture is stored once, however often it is shown."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PinView:
    """A pin as the templates show it.

    Attributes:
        name: Its title, or its id.
        css: Class of its picture, "" without one.
        href: Where its own report is, "" if nowhere.
        figures: What was counted of it.
    """

    name: str
    css: str = ""
    href: str = ""
    figures: str = ""


@dataclass(slots=True)
class Gallery:
    """The pictures of a page.

    Attributes:
        pictures: WebP by pin id.
        links: Addresses of the pins' own reports by pin id.
        titles: By pin id, of pins that are named nowhere else.
    """

    pictures: Mapping[str, bytes]
    links: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    _shown: dict[str, str] = field(default_factory=dict)

    def view(self, pin: str, title: str, figures: str = "") -> PinView:
        """Return a pin as it is shown; its picture belongs to the page from now on."""
        css = ""
        if pin in self.pictures:
            css = self._shown.setdefault(pin, f"i{len(self._shown)}")
        return PinView(title or pin, css, self.links.get(pin, ""), figures)

    def style(self) -> str:
        """Return the style sheet that holds the pictures shown."""
        return "\n".join(
            f".{css}{{background-image:url(data:image/webp;base64,"
            f"{base64.b64encode(self.pictures[pin]).decode()})}}"
            for pin, css in self._shown.items()
        )
