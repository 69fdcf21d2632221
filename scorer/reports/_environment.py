"""The templates of every page: what is not marked as safe is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

FOLDER = Path(__file__).parent / "_html"


def environment() -> Environment:
    """Return a fresh environment, for pages that add filters of their own."""
    return Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template(name: str) -> str:
    """Return a template without its indentation, which 500 pins would repeat."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return "\n".join(line.lstrip() for line in text.splitlines()) + "\n"


@cache
def account_pages() -> Environment:
    """Return the environment of pages about an account."""
    made = environment()
    text = "\n".join(
        (FOLDER / f"{name}.css").read_text(encoding="utf-8")
        for name in ("base", "print", "account")
    )
    made.globals["style"] = Markup(text)  # noqa: S704 - our own files
    return made
