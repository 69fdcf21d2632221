"""Overlay, text on things in the photo, or neither for sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scorer.text.line.text_line import TextLine
from scorer.text.picture import Picture
from scorer.text.role_evidence import line_evidence, pin_evidence
from scorer.text.role_model import RoleModel, built_in

OVERLAY, SCENE, UNSURE = "overlay", "scene", "unsure"


def with_roles(
    lines: Sequence[TextLine], picture: Picture, model: RoleModel | None = None
) -> list[TextLine]:
    """Return the lines with role ``overlay``, ``scene`` or ``unsure``.

    Args:
        lines: Measured lines.
        picture: The pin apart from its text.
        model: Weighs the evidence; the one that ships with the package by default.
    """
    if not lines:
        return []
    model = model or built_in()
    own = model.line(line_evidence(lines, picture))
    odds = model.pin(pin_evidence(lines, own, picture))
    found = []
    for line, value in zip(lines, odds.tolist(), strict=True):
        role = SCENE if value < model.unsure_from else UNSURE
        if value >= model.overlay_from:
            role = OVERLAY
        found.append(replace(line, role=role))
    return found
