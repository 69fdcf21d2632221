"""What somebody may have meant by a name that there is not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

# Names that a hint lists at most, where it can say less.
_MOST_LISTED = 45


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the closest known name, or lists them.

    Of long lists of dotted names it gives those of the family that is meant, or else
    what they begin with.
    """
    known = sorted(known)
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return f"did you mean {close[0]}?"
    if len(known) > _MOST_LISTED:
        family = name.partition(".")[0] + "."
        if meant := [each for each in known if each.startswith(family)]:
            known = meant
        elif all("." in each for each in known):
            families = dict.fromkeys(each.partition(".")[0] for each in known)
            return f"they begin with one of: {', '.join(families)}"
    return f"known are: {', '.join(known)}"
