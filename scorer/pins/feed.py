"""Rows of a catalog feed in XML: RSS 2.0 or Atom, with Google's fields in them.

A feed may come from a stranger. It is read in one pass without building a tree; a
document type, and with it every entity of its own, is refused; nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# Names of a field by column, best first: Google's own name wins over RSS's and Atom's.
_NAMES: Mapping[str, Sequence[str]] = {
    "id": ("g:id", "id"),
    "title": ("g:title", "title"),
    "description": ("g:description", "description", "summary", "content"),
    "link": ("g:link", "link"),
    "image_link": (
        *("g:image_link", "image_link", "enclosure"),
        *("media:content", "media:thumbnail"),
    ),
    "additional_image_link": ("g:additional_image_link", "additional_image_link"),
}
COLUMNS = tuple(_NAMES)
_FIELDS = {
    name: (index, rank)
    for index, names in enumerate(_NAMES.values())
    for rank, name in enumerate(names)
}
# Columns of which an item may have several.
_REPEATED = frozenset((COLUMNS.index("additional_image_link"),))
_PREFIXES = {
    "base.google.com/ns/1.0": "g:",
    "search.yahoo.com/mrss": "media:",
    "www.w3.org/2005/Atom": "",
    "purl.org/rss/1.0": "",
}
_SCHEME = re.compile(r"^https?://")
_ROOTS = frozenset(("rss", "feed", "RDF"))
_ITEMS = frozenset(("item", "entry"))
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed)\b")
_BEGINS_WIDE = tuple("<?xml".encode(code) for code in ("utf-16-le", "utf-16-be"))

_ITEM_DEPTH = 3  # rss, channel, item
_MOST_DEPTH = 64
_MOST_ITEMS = 1_000_000
_MOST_ELEMENTS = 4_000_000
# Of a list of pins, which refuses a longer one: what lies behind is not kept.
LONGEST_CELL_CHARS = 100_000


class FeedError(ValueError):
    """A feed cannot be read; says why, after the file's name.

    Attributes:
        is_feed: Whether the file is one, as far as it could be read.
        hint: What to do.
    """

    def __init__(self, problem: str, hint: str, *, is_feed: bool) -> None:
        super().__init__(problem)
        self.hint = hint
        self.is_feed = is_feed


def is_xml(data: bytes) -> bool:
    """Return whether bytes begin as XML does."""
    bare = data[2:] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data
    return _BEGINS.match(data) is not None or bare.startswith(_BEGINS_WIDE)


def rows(data: bytes) -> list[tuple[int, list[str]]]:
    """Return a feed as a table: its columns, then each item's number and cells.

    Items count from 1; the columns, of ``COLUMNS``, are those that any item has.

    Raises:
        FeedError: It is no feed, damaged, too large, or holds a document type.
    """
    from xml.parsers import expat

    if not data.strip():
        return []
    reader = _Reader()
    try:
        reader.parse(data)
    except expat.ExpatError as cause:
        why = expat.errors.messages.get(cause.code, str(cause))
        is_broken_off = why in (
            expat.errors.XML_ERROR_NO_ELEMENTS,
            expat.errors.XML_ERROR_UNCLOSED_TOKEN,
            expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
            expat.errors.XML_ERROR_PARTIAL_CHAR,
        )
        problem = "breaks off" if is_broken_off else why
        raise reader.error(
            f"{problem} in line {cause.lineno}",
            "export the feed again, or fix that line",
        ) from cause
    except FeedError:
        raise
    except (LookupError, ValueError) as cause:
        raise reader.error(
            f"its encoding is not known: {cause}", "save it as UTF-8"
        ) from cause
    used = [index for index in range(len(COLUMNS)) if index in reader.used]
    header = [COLUMNS[index] for index in used]
    items = enumerate(reader.items, start=1)
    return [(0, header), *((n, [item[index] for index in used]) for n, item in items)]


@dataclass(slots=True)
class _Reader:
    """What was read so far."""

    items: list[list[str]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    is_feed: bool = False
    depth: int = 0
    elements: int = 0
    # Of the item and the field that are being read.
    item_depth: int = 0
    ranks: dict[int, int] = field(default_factory=dict)
    name: str = ""
    texts: list[str] = field(default_factory=list)

    def parse(self, data: bytes) -> None:
        """Read a whole feed."""
        from xml.parsers import expat

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(data, True)

    def error(self, problem: str, hint: str) -> FeedError:
        """Return an error that names the item and the field that are being read."""
        place = f"item {len(self.items)}" if self.item_depth else ""
        place += f", {self.name}" if self.name else ""
        message = f"{place}: {problem}" if place else problem
        return FeedError(message, hint, is_feed=self.is_feed)

    def _doctype(self, name: str, *_: object) -> None:
        self.is_feed = self.is_feed or name in _ROOTS
        raise self.error(
            "holds a document type (<!DOCTYPE), which a feed has no use for",
            "remove it, or export the feed again",
        )

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > _MOST_DEPTH:
            raise self.error(
                f"is nested more than {_MOST_DEPTH} deep", "export the feed again"
            )
        if self.elements > _MOST_ELEMENTS:
            raise self.error(
                f"has more than {_MOST_ELEMENTS:,} elements", "split the feed"
            )
        short = _short(name)
        if self.depth == 1:
            self._root(short)
        elif not self.item_depth and self.depth <= _ITEM_DEPTH and short in _ITEMS:
            self._item()
        elif self.item_depth and self.depth == self.item_depth + 1:
            self._field(short, attributes)

    def _root(self, name: str) -> None:
        bare = name.rpartition(":")[2]
        self.is_feed = bare in _ROOTS
        if not self.is_feed:
            raise self.error(
                f"is no feed: its first element is <{bare}>, not <rss> or <feed>",
                "export it as RSS 2.0 or Atom, or as CSV",
            )

    def _item(self) -> None:
        if len(self.items) == _MOST_ITEMS:
            raise self.error(f"has more than {_MOST_ITEMS:,} items", "split the feed")
        self.item_depth = self.depth
        self.items.append([""] * len(COLUMNS))
        self.ranks = {}

    def _field(self, name: str, attributes: Mapping[str, str]) -> None:
        self.name = name if name in _FIELDS else ""
        said = _attribute(name, attributes)
        if said is None:
            self.name = ""
        self.texts = [said or ""]

    def _text(self, text: str) -> None:
        if self.name:
            self.texts.append(text)

    def _end(self, _: str) -> None:
        self.depth -= 1
        if self.depth < self.item_depth:
            self.item_depth = 0
        elif self.name and self.depth == self.item_depth:
            self._keep("".join(self.texts).strip())
            self.name = ""

    def _keep(self, text: str) -> None:
        index, rank = _FIELDS[self.name]
        cells, best = self.items[-1], self.ranks.get(index, len(_FIELDS))
        if not text:
            return
        if index in _REPEATED and cells[index]:
            if len(cells[index]) <= LONGEST_CELL_CHARS:
                cells[index] += f",{text}"
        elif rank < best:
            cells[index] = text
            self.ranks[index] = rank
            self.used.add(index)


def _short(name: str) -> str:
    """Return a name as ``g:title``: expat gives address, name and prefix.

    Feeds that spell Google's address otherwise mean it by ``g``.
    """
    parts = name.split(" ")
    if len(parts) == 1:
        return name
    if parts[2:] == ["g"]:
        return f"g:{parts[1]}"
    address = _SCHEME.sub("", parts[0]).rstrip("/")
    return f"{_PREFIXES.get(address, '?:')}{parts[1]}"


def _attribute(name: str, attributes: Mapping[str, str]) -> str | None:
    """Return what a field says by its attributes, None if it is another's field.

    Atom's links say in ``rel`` what they are; enclosures and media may be sounds.
    """
    if name == "link":
        is_page = attributes.get("rel", "alternate") == "alternate"
        return attributes.get("href", "") if is_page else None
    if name in ("enclosure", "media:content"):
        kind = attributes.get("type") or attributes.get("medium") or "image"
        return attributes.get("url", "") if kind.startswith("image") else None
    if name == "media:thumbnail":
        return attributes.get("url", "")
    return ""
