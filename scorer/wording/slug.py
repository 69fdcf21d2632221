"""Words of a link and of a file name."""

import re
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

from scorer.wording import tokens

_EXTENSION = re.compile(r"\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_SEPARATOR = re.compile(r"[-_+.\s]+")
# Parts that shops and blogs put into every link, and names that cameras give.
_EMPTY = re.compile(
    r"""www|com|index|home|blog|posts?|products?|p|pins?|collections?|shop|category|tag
    |page|id|items?|amp|img|image|dscn?|pxl|untitled|design|final|copy|draft|screenshot
    |photo|whatsapp|version|jpe?g|png|webp""",
    re.VERBOSE,
)


def slug_words(link: str) -> tuple[str, ...]:
    """Return the words of the path of a link, without ids and shop parts.

    What is no address has none.

    Example:
        >>> slug_words("https://a.example/blog/10-cozy-bedroom-ideas/?utm=1")
        ('10', 'cozy', 'bedroom', 'ideas')
    """
    parts = [_EXTENSION.sub("", part) for part in unquote(_path(link)).split("/")]
    return tuple(word for part in parts for word in _named(part))


def is_file_name(title: str, path: PurePath) -> bool:
    """Return whether a title only repeats a file's name, or looks like one.

    Example:
        >>> from pathlib import Path
        >>> is_file_name("IMG_2034", Path("a.png"))
        True
        >>> is_file_name("cozy bedroom", Path("drafts/cozy-bedroom.png"))
        False
        >>> is_file_name("cozy-bedroom.png", Path("drafts/cozy-bedroom.png"))
        True
    """
    plain = tokens.straightened(title)
    if not plain or not path.name:
        return False
    if plain.lower() in {path.name.lower(), path.stem.lower()}:
        return bool(_SEPARATOR.search(plain)) and " " not in plain
    has_words = any(piece.isalpha() for piece in _named(plain))
    return " " not in plain and plain[-1].isdigit() and not has_words


def _path(link: str) -> str:
    try:
        return urlsplit(link if "://" in link else f"https://{link}").path
    except ValueError:  # "https://[shop]/cake"
        return ""


def _named(part: str) -> list[str]:
    pieces = [piece for piece in _SEPARATOR.split(part.lower()) if piece]
    return [
        piece for piece in pieces if not _EMPTY.fullmatch(piece) and _is_word(piece)
    ]


def _is_word(piece: str) -> bool:
    """Ids mix digits with letters, or are long numbers."""
    digits = sum(character.isdigit() for character in piece)
    return digits == 0 or (digits == len(piece) <= 4)
