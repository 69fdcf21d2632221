"""What root may do, nobody may not: tests of permissions, as root too."""

import contextlib
import os
import tempfile
from pathlib import Path

_NOBODY = 65534


@contextlib.contextmanager
def folder_of_nobody():
    """Yield a folder that an account without rights owns, acting as that account."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        was_root = os.geteuid() == 0
        if was_root:
            os.chown(folder, _NOBODY, _NOBODY)
            os.seteuid(_NOBODY)
        try:
            yield folder
        finally:
            if was_root:
                os.seteuid(0)
            folder.chmod(0o755)
