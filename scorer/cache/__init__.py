"""What was measured before, by content: a hit needs no decoding and no OCR.

A row is found by the file's SHA-256 and a recipe: family, its version, the settings it
reads, the pin's words if it reads them, and the versions of the libraries behind it.
"""

from __future__ import annotations

from scorer.cache._pin_cache import CachedPin, PinCache
from scorer.cache._store import Store, cache_file, opened

__all__ = ["CachedPin", "PinCache", "Store", "cache_file", "opened"]
