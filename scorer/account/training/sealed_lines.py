"""What a model keeps of the account to go on from: data under a checksum.

Two lines of JSON: the schema and the second line's checksum; the data.
"""

from __future__ import annotations

import json
from pathlib import Path

from scorer.core.errors import ModelError
from scorer.core.storage.checksums import check, checksum

# A million rows of all features are 1.3 GB.
_MOST_BYTES = 2 * 2**30
_HINT = "train a new model from all exports instead of --update"
# What reading a file ends in that is not whole, or not what was written.
MISTAKES = (
    OSError,
    LookupError,
    TypeError,
    ValueError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)


def sealed(body: bytes, schema: int) -> bytes:
    """Return a line of data under the line that vouches for it."""
    head = {"schema_version": schema, "sha256": checksum(body)}
    return b"%s\n%s\n" % (json.dumps(head).encode(), body)


def unsealed(path: Path, schema: int) -> bytes:
    """Return the second line, if it is what the first says.

    Raises:
        ModelError: The schema is another.
        OSError: The file cannot be read.
        ValueError: It is too large, or not what was written.
    """
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise ValueError(f"{size} bytes, at most {_MOST_BYTES}")
    first, _, rest = path.read_bytes().partition(b"\n")
    head = json.loads(first)
    found = head.get("schema_version") if isinstance(head, dict) else None
    if found != schema:
        raise ModelError(
            f"{path} has schema {found}, this version reads {schema}", hint=_HINT
        )
    body = rest.removesuffix(b"\n")
    check(checksum(body), head.get("sha256"))
    return body


def unreadable(path: Path, cause: BaseException) -> ModelError:
    """Return the error where reading ended in one of the mistakes."""
    how = "cannot be read" if isinstance(cause, OSError) else "is broken"
    return ModelError(f"{path} {how}: {cause}", hint=_HINT)
