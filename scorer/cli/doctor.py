"""``scorer doctor``: what this installation has, and its settings."""

from __future__ import annotations

import dataclasses
from importlib.metadata import distributions
from pathlib import Path

import click

from scorer.cli._options import friendly


@click.command(name="doctor")
@friendly
def command() -> None:
    r"""Show versions, OCR engines, and every setting with where it comes from.

    \b
    Example:
      scorer doctor
    """
    from scorer.core.settings import load
    from scorer.versions import versions

    for name, version in versions().items():
        click.echo(f"{name:20} {version}")
    _warn_of_twins()
    settings = load(Path.cwd())
    for field in dataclasses.fields(settings.settings):
        value = getattr(settings.settings, field.name)
        origin = settings.origins[field.name]
        click.echo(f"{field.name.replace('_', '-'):20} {value!s:24} {origin}")


def _warn_of_twins() -> None:
    """Say when several OpenCV wheels overwrite each other."""
    found = sorted(
        {each.name for each in distributions() if each.name.startswith("opencv")}
    )
    if len(found) > 1:
        click.echo(f"warning: {', '.join(found)} overwrite each other; keep one")
