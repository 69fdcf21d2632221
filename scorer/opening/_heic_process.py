"""A HEIC photo on standard input to PNG on standard output; see ``_heic``.

Started as a program, with the most pixels that are decoded: it imports nothing of ours.
"""

from __future__ import annotations

import io
import sys
from contextlib import suppress

# Of several statuses the one that says: above the limit; the output is its size.
TOO_LARGE = 3
_CPU_SECONDS = 60


def main() -> int:
    """Decode one photo, and return the status."""
    import pi_heif
    from PIL import Image

    _bound()
    pi_heif.register_heif_opener()
    with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=("HEIF",)) as image:
        width, height = image.size
        if width * height > int(sys.argv[1]):
            sys.stdout.write(f"{width} {height}")
            return TOO_LARGE
        image.load()
        kept = {key: image.info.get(key) for key in ("icc_profile", "exif")}
        buffer = io.BytesIO()
        given = {key: value for key, value in kept.items() if value}
        image.save(buffer, "PNG", compress_level=1, **given)
    sys.stdout.buffer.write(buffer.getvalue())
    return 0


def _bound() -> None:
    """Bound the work, and leave no memory dump behind; Windows knows neither."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
