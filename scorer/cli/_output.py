"""What commands print, and the streams they print to.

A stream may be full or closed, and a name may hold anything. Standard output that fails
ends the command with a sentence and status 2, never 1, which means "the gate is not
met". Standard error that fails is done without: there is nobody left to tell.
"""

from __future__ import annotations

import io
import os
import select
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn, TextIO

import click

from scorer.cli._memory import MemoryReserve, is_lack_of_memory, not_enough_memory
from scorer.core.display.printable import printable, printable_lines
from scorer.core.display.wrapping import wrapped
from scorer.core.errors import OutputError, ScorerError
from scorer.core.storage.signals import READER_PATIENCE_SECONDS, held_back

_NARROWEST = 40


def say(text: str = "", *, err: bool = False) -> None:
    """Print lines for people: no word in them steers a terminal or a GitHub run.

    In a terminal long lines are broken between words; elsewhere a line stays one, as
    programs read it.
    """
    shown = _in_lines(printable_lines(text), sys.stderr if err else sys.stdout)
    if err:
        click.echo(shown, err=True)
    else:
        write([f"{shown}\n"], None)


def write(pieces: Iterable[str], output: Path | None) -> None:
    """Write text to a file, whole or not at all, or to stdout as it comes.

    Who watches is told of the file: else a command would end without a word.

    Raises:
        OutputError: It cannot be written.
    """
    if output is None:
        for piece in pieces:
            _write_piece(piece)
    else:
        from scorer.core.storage.files import write_whole

        write_whole(output, pieces)
        if sys.stderr is not None and sys.stderr.isatty():
            page = ": open it in a browser" if output.suffix == ".html" else ""
            say(f"{printable(str(output))} is written{page}", err=True)


@contextmanager
def sentences() -> Iterator[None]:
    """Turn expected errors into one sentence, a hint and an exit code."""
    reserve = MemoryReserve()
    try:
        yield
    except ScorerError as error:
        _tell(error)
    except BrokenPipeError:
        _discard(sys.stdout.fileno())
        sys.exit(0)
    except (MemoryError, ImportError, OSError, RuntimeError, SystemError) as error:
        reserve.release()
        if not is_lack_of_memory(error):
            raise
        _tell(not_enough_memory())


@contextmanager
def streams() -> Iterator[None]:
    """Give this process three standard streams, whatever it was started with.

    For a process of its own only: descriptors and ``sys`` are changed.

    Raises:
        OutputError: From what is printed: standard output cannot be written.
    """
    if os.name == "nt":  # whose console wants a way of its own
        yield
        return
    _occupy()
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - lasts
    sys.stdout = _wrapped(sys.stdout, _StandardOutput(1, "wb", closefd=False))
    sys.stderr = _wrapped(sys.stderr, _StandardError(2, "wb", closefd=False))
    try:
        yield
    finally:
        sys.stdout.flush()


class _Stream(io.FileIO):
    """A stream that is waited for, also where its other end said not to block."""

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - any buffer
        while (count := super().write(data)) is None:
            select.select([], [self], [])
        return count


class _StandardOutput(_Stream):
    """Standard output, whose failure is a sentence."""

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - any buffer
        try:
            return super().write(data)
        except BrokenPipeError:
            _discard(self.fileno())
            raise
        except OSError as cause:
            # What is still to be written must not fail again when the process ends.
            _discard(self.fileno())
            raise _failure(cause) from cause


class _StandardError(_Stream):
    """Standard error; what it cannot take is lost."""

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - any buffer
        rest = memoryview(data)
        with suppress(OSError), held_back(READER_PATIENCE_SECONDS):
            while rest:
                rest = rest[super().write(rest) :]
        return len(data)


def _in_lines(text: str, stream: TextIO | None) -> str:
    """Break lines between words where a terminal shows them."""
    if stream is None or not stream.isatty():
        return text
    width = max(_NARROWEST, shutil.get_terminal_size().columns)
    lines = (part for line in text.split("\n") for part in wrapped(line, width))
    return "\n".join(lines)


def _tell(error: ScorerError) -> NoReturn:
    say(f"scorer: {printable(error.message)}", err=True)
    if error.hint:
        say(f"  {printable(error.hint)}", err=True)
    sys.exit(error.exit_code)


def _occupy() -> None:
    """Fill what is closed of 0, 1 and 2, so that no file of ours takes its place.

    Reading the first and writing the second fails, as with a closed one.
    """
    for descriptor, flags in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, flags)  # the lowest that is free


def _wrapped(old: TextIO | None, raw: io.FileIO) -> TextIO:
    is_error = isinstance(raw, _StandardError)
    return io.TextIOWrapper(
        # Without a buffer between: what Ctrl+C breaks into would stay in it, and be
        # said again when the process ends.
        raw if is_error else io.BufferedWriter(raw),
        encoding=getattr(old, "encoding", None) or "utf-8",
        errors=getattr(old, "errors", None) or "backslashreplace",
        line_buffering=getattr(old, "line_buffering", False),
        write_through=is_error,
    )


def _write_piece(piece: str) -> None:
    """Write to stdout, whole; characters that its encoding lacks become escapes.

    A file or a program gets UTF-8 and the ends of lines as they are, as ``-o`` writes
    them: Windows would take the encoding of an old console, in which no JSON or CSV is
    written, and end the lines of a CSV twice.
    """
    buffer = None if _is_in_own_encoding(sys.stdout) else sys.stdout.buffer
    encoding = sys.stdout.encoding or "utf-8"
    try:
        # Whole: a signal makes a write to a full pipe end early, and what it raised in
        # the middle of the buffer's work would lose the rest of the line.
        with held_back(READER_PATIENCE_SECONDS):
            if buffer is None:
                escaped = piece.encode(encoding, "backslashreplace").decode(encoding)
                sys.stdout.write(escaped)
            else:
                sys.stdout.flush()  # what a library wrote comes first
                buffer.write(piece.encode("utf-8", "backslashreplace"))
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as cause:
        _discard(sys.stdout.fileno())
        raise _failure(cause) from cause


def _is_in_own_encoding(stream: TextIO) -> bool:
    """Return whether a stream is a terminal, or somebody chose its encoding."""
    is_chosen = bool(os.environ.get("PYTHONIOENCODING"))
    return is_chosen or stream.isatty() or not hasattr(stream, "buffer")


def _discard(descriptor: int) -> None:
    """Let what is still written to a descriptor vanish."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def _failure(cause: OSError) -> OutputError:
    return OutputError(
        f"standard output cannot be written: {cause.strerror}",
        hint="make room, or write elsewhere with -o",
    )
