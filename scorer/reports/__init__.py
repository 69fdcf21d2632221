"""Report formats. One file each; a format renders and looks nothing up."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from scorer.core.errors import SettingsError
from scorer.core.printable import made_printable
from scorer.core.registry import entry, names
from scorer.core.report import Document
from scorer.core.settings import nearest
from scorer.reports._format import Format


def format_names() -> tuple[str, ...]:
    """Return the names of all formats; imports none of them."""
    return names(sys.modules[__name__])


def report_format(name: str) -> Format:
    """Return the format of that name.

    Raises:
        SettingsError: There is none.
    """
    if name not in format_names():
        hint = nearest(name, format_names())
        raise SettingsError(f"unknown format {name!r}", hint=hint)
    return entry(sys.modules[__name__], name, "FORMAT", Format)


def format_for(file_name: str) -> str:
    """Return the name of the format that a file's ending asks for.

    Raises:
        SettingsError: No format has that ending.
    """
    formats = {name: report_format(name).suffix for name in format_names()}
    fitting = [
        name for name, suffix in formats.items() if file_name.lower().endswith(suffix)
    ]
    if not fitting:
        raise SettingsError(
            f"no format ends like {file_name!r}",
            hint=f"say --format, or end the name with {', '.join(formats.values())}",
        )
    return max(fitting, key=lambda name: len(formats[name]))


def account_page(template: str, **said: object) -> str:
    """Return a self-contained page about an account: ``evaluation`` or ``funnel``."""
    from scorer.reports._environment import account_pages

    return account_pages().get_template(f"{template}.html").render(**said)


def render(document: Document, name: str) -> Iterator[str]:
    """Yield a document's text in one format, piece by piece.

    Names, titles and words that OCR read come from outside: all but exact formats get
    them without characters that steer a terminal or a reader.
    """
    form = report_format(name)
    if not form.is_exact:
        document = Document(map(made_printable, document.reports), document.versions)
    return form.render(document)
