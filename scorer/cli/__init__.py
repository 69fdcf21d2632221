"""The command line. One command a file, imported when listed, working when called."""

from __future__ import annotations

import gc
import os
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from scorer.cli._interrupt import exit_on_interrupt
from scorer.cli._output import sentences, streams
from scorer.core.registry import entry, names

# So many objects are made before Python looks for garbage; its default is 700.
_NEW_OBJECTS = 50_000
# What is a flag here, and a command elsewhere.
_FLAGS = {
    "help": "`scorer --help` or `scorer COMMAND --help`",
    "version": "`scorer --version`",
}


class _Commands(click.Group):
    """The commands of this folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """Return the names of the command files."""
        return list(names(sys.modules[__name__]))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command that a file defines."""
        known = self.list_commands(ctx)
        if cmd_name not in known:
            from difflib import get_close_matches

            if cmd_name in _FLAGS:
                ctx.fail(f"no such command '{cmd_name}'; say {_FLAGS[cmd_name]}")
            if _is_path(cmd_name):
                asked = shlex.join(["scorer", "score", cmd_name])
                ctx.fail(f"'{cmd_name}' is no command; to score it: {asked}")
            near = get_close_matches(cmd_name, known, n=1)
            if near:
                ctx.fail(f"no such command '{cmd_name}'; did you mean '{near[0]}'?")
            return None
        return entry(sys.modules[__name__], cmd_name, "command", click.Command)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's
        """Run a command; an option that is a file or others' is said to be that."""
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as error:
            if name := _file_taken_for(error.option_name, ctx.obj or ()):
                said = f"'{name}' looks like an option; for the file write ./{name}"
                raise click.UsageError(said, error.ctx) from error
            having = [
                name for name in self.list_commands(ctx) if self._has(name, error)
            ]
            if having:
                others = " and ".join(f"`scorer {name}`" for name in having)
                said = f"no such option {error.option_name}, but of {others}"
                raise click.UsageError(said, error.ctx) from error
            raise

    def _has(self, name: str, error: click.NoSuchOption) -> bool:
        command = entry(sys.modules[__name__], name, "command", click.Command)
        return any(error.option_name in each.opts for each in command.params)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - click's
    ) -> click.Context:
        """Keep what was typed: reports name the command that made them."""
        extra.setdefault("obj", tuple(args))
        return super().make_context(info_name, args, parent, **extra)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - click's
        """Run as a process of its own, which a signal ends and which has streams."""
        # Processes that are started look for no modules in the current folder, which
        # may be a stranger's; also those that a library starts later.
        os.environ["PYTHONSAFEPATH"] = "1"
        # Nothing here is a plugin of pydantic's; looking for some reads the metadata of
        # all that is installed.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
        # Six hundred modules are loaded, and nothing of them is garbage.
        gc.set_threshold(_NEW_OBJECTS)
        try:
            with exit_on_interrupt(), sentences(), streams():
                return super().__call__(*args, **kwargs)
        finally:
            # All of it goes with the process: a last look for garbage takes longer
            # than many a command.
            gc.freeze()


def _is_path(word: str) -> bool:
    """Whether a word that is no command names a file or a folder."""
    return bool(Path(word).suffix) or "/" in word or os.sep in word or _exists(word)


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except OSError:  # longer than any name may be
        return False


def _file_taken_for(option: str, typed: Iterable[str]) -> str:
    """The name of a file that was read as an option; empty where there is none."""
    return next(
        (x for x in typed if x.startswith(option) and _exists(x)),
        "",
    )


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="pin-scorer", prog_name="scorer")
def main() -> None:
    """Score Pinterest creatives before they are posted.

    \b
    Examples:
      scorer score drafts/
      scorer score drafts/ -o report.html
      scorer explain small-text
    """
