"""A file's bytes for a decoder that may not ask for them without end."""

from __future__ import annotations

import io

# A decoder in Python reads some files a few bytes at a time: this is a second or two of
# it. The largest usual pictures take some ten thousand reads.
_MOST_READS = 4_000_000
# Tags of a TIFF may all name the same bytes, and each gets a copy.
_MOST_COPIES = 4
_MEBIBYTE = 2**20


class Bounded(io.BytesIO):
    """Bytes in memory that can be read so often and no more.

    Raises:
        OSError: When reading goes beyond that, from ``read``.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._reads_left = _MOST_READS
        self._bytes_left = _MOST_COPIES * len(data) + _MEBIBYTE

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes.

        Raises:
            OSError: The same parts were read so often that they would be for ever.
        """
        found = super().read(size)
        self._reads_left -= 1
        self._bytes_left -= len(found)
        if self._reads_left < 0 or self._bytes_left < 0:
            raise OSError("the same parts of it would be read over and over")
        return found
