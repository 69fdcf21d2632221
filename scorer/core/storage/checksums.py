"""Checksums of what is stored, and what is said where one does not fit.

A checksum tells damage, not who wrote a file: what is read under a right one is checked
all the same (``bounds``).
"""

from __future__ import annotations

import hashlib
import hmac
import json

_MARK_BYTES = 16


class BrokenSealError(ValueError):
    """What was read is not what was written."""


def checksum(content: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def checksum_of(value: object) -> str:
    """Return the checksum of JSON data, however its file is laid out."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return checksum(text.encode())


def check(actual: str, stated: object) -> None:
    """Refuse content whose checksum is not the one that is stated.

    Raises:
        BrokenSealError: It is not.
    """
    there = str(stated)
    if not hmac.compare_digest(actual.encode(), there.encode("utf-8", "replace")):
        raise BrokenSealError(
            f"checksum says {there[:12]}, content gives {actual[:12]}"
        )


def marked(content: bytes, state: bytes = b"") -> bytes:
    """Return bytes behind a short checksum of theirs, for rows read by the thousand.

    Args:
        content: The bytes.
        state: At most 64 bytes that tell what the content was made by.
    """
    return _mark(content, state) + content


def unmarked(row: bytes, state: bytes = b"") -> bytes | None:
    """Return what ``marked`` was given; None if a row is not whole, or of old state."""
    content = row[_MARK_BYTES:]
    return content if row[:_MARK_BYTES] == _mark(content, state) else None


def _mark(content: bytes, state: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_MARK_BYTES, key=state).digest()
