"""Calls to action that work on other networks, where the link is in the profile."""

from __future__ import annotations

import re

# In eight languages; Instagram's own words are English in most of them.
_LINK = r"(?:links?|enlace|lien)(?: (?:is|ist|est|está|staat))?"
_IN = r"(?:in|im|en|dans|na|no|nel|nella|w|di|i)"
_WHOSE = r"(?: (?:the|my|our|der|meiner|unserer|de|mijn|onze|la|mi|ma|mon|notre))?"
_PROFILE = r"(?:bio|biograf[ií]a|biographie|profil|profile|perfil|stories|captions?)"
_ELSEWHERE = re.compile(
    "|".join(
        (
            rf"\b{_LINK} {_IN}{_WHOSE} {_PROFILE}\b",
            r"\b(?:recipe|details|info|more) (?:in|on) (?:the )?caption\b",
            r"\bdouble[- ]tap\b",
            r"\btag (?:someone|somebody|(?:a|an|your|that)(?: [\w-]+)? friends?)\b",
        )
    ),
    re.IGNORECASE,
)
# A line of its own: within a sentence to swipe is a word like others.
_SWIPE = re.compile(
    r"\W*(?:swipe|swipez|wischen|desliza|arrasta|scorri)"
    r"(?: (?:up|left|right|over|on|now|through|(?:for|to (?:see|read|learn)) more|"
    r"nach links|verder|naar links|para o lado|a la izquierda))?[\W_]*",
    re.IGNORECASE,
)


def off_platform(text: str) -> tuple[str, ...]:
    """Return the calls to action that only other networks answer, as written.

    Example:
        >>> off_platform("Recipe: link in bio"), off_platform("Links to 9 patterns")
        (('link in bio',), ())
    """
    return tuple(match.group() for match in _ELSEWHERE.finditer(text))


def is_swipe(text: str) -> bool:
    """Return whether a line asks to swipe, which a carousel alone answers.

    Example:
        >>> is_swipe("Swipe →"), is_swipe("My swipe file of 40 headlines")
        (True, False)
    """
    return bool(_SWIPE.fullmatch(text))
