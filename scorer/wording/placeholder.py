"""Words that a template brings along and that its user was to replace."""

from __future__ import annotations

import re

_OWN = (
    r"logo|text|title|headline|name|brand(?: name)?|business(?: name)?|photo|image|"
    r"tagline|slogan|message|recipe"
)
_PARTS = (
    r"text|title|headline|heading|subheading|subtitle|logo|caption|tagline|paragraph"
)
_PLACEHOLDER = re.compile(
    "|".join(
        (
            r"lorem ipsum|dolor sit amet|consectetur adipiscing",
            r"(?:hello)?@?\breallygreatsite(?:\.com)?\b",
            r"\b(?:www\.)?your(?:website|domain|site|company)(?:\.com)\b",
            r"\bwww\.(?:example|website)\.com\b|@your(?:handle|username|name)\b",
            r"\b123 anywhere st\b|\+?123[- ]456[- ]7890",
            rf"\byour (?:{_OWN}) (?:goes )?here\b",
            r"\b(?:recipe|product|company|brand|client|event) name goes here\b",
            r"\b(?:insert|type|add|enter|write|place|put) (?:your|a|some) (?:own )?"
            rf"(?:little bit of )?(?:body )?(?:{_PARTS})(?: here)?\b",
            r"\byour paragraph text\b|\bclick to (?:edit|add text)\b",
            r"\b(?:(?:sub)?heading|text) goes here\b|\bplaceholder text\b",
        )
    ),
    re.IGNORECASE,
)


def placeholders(text: str) -> tuple[str, ...]:
    """Return the words of a template that were left in a text, as written.

    Example:
        >>> placeholders("Follow us @reallygreatsite"), placeholders("A great site")
        (('@reallygreatsite',), ())
    """
    return tuple(match.group().strip() for match in _PLACEHOLDER.finditer(text))
