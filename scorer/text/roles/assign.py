"""Overlay, text on things in the photo, or neither for sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scorer.text.line.text_line import TextLine
from scorer.text.picture import Picture
from scorer.text.roles.evidence import joined, line_evidence, pin_evidence
from scorer.text.roles.model import RoleModel, built_in

OVERLAY, SCENE, UNSURE = "overlay", "scene", "unsure"


def assign_roles(
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
    is_overlay = odds >= model.overlay_from
    near = (odds >= model.overlay_from - model.joins_within) & ~is_overlay
    if near.any() and is_overlay.any():
        is_overlay |= near & joined(lines, is_overlay, picture.width)
    return [
        replace(line, role=_role(bool(laid), value < model.unsure_from))
        for line, laid, value in zip(lines, is_overlay, odds.tolist(), strict=True)
    ]


def _role(is_overlay: bool, is_scene: bool) -> str:
    if is_overlay:
        return OVERLAY
    return SCENE if is_scene else UNSURE
