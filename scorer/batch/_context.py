"""How worker processes start: without running the script again that starts them.

``multiprocessing`` lets each new process import the script, for what may be defined in
it. Nothing of a user's script is ever sent to our workers, and one without
``if __name__ == "__main__"`` would score all of its pins once more in each of them.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

if sys.platform == "win32":
    from multiprocessing.context import SpawnContext as _Context
    from multiprocessing.context import SpawnProcess as _Process
else:
    from multiprocessing.context import ForkServerContext as _Context
    from multiprocessing.context import ForkServerProcess as _Process

# By which a new process would find the script, or the module.
_TELL: tuple[str, ...] = ("__spec__", "__file__")
_starting = threading.Lock()


class Worker(_Process):
    """A process that knows nothing of the script."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: ANN401, N802 - the library's own
        with _without_script():
            return _Process._Popen(process_obj)


class WorkerContext(_Context):
    """Starts workers from a process that has imported all, where there can be one."""

    Process = Worker


@contextmanager
def _without_script() -> Iterator[None]:
    """Let this process look for a moment as if it ran no script and no module."""
    main: dict[str, Any] = vars(sys.modules["__main__"])
    with _starting:
        kept = {name: main[name] for name in _TELL if name in main}
        try:
            main["__spec__"] = None
            main.pop("__file__", None)
            yield
        finally:
            main.update(kept)
