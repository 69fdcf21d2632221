"""What a killed process leaves is removed by the next, and nothing else is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scorer.core.storage import unfinished
from scorer.core.storage.files import write_bytes, write_whole
from tests.support.unprivileged import folder_of_nobody

pytestmark = pytest.mark.skipif(os.name != "posix", reason="locks and SIGKILL")

LEFT = ".a.txt.k2j_x7ab.scorer-unfinished"
_KILLED = """
import os, signal, sys
from pathlib import Path
from scorer.clickrate.model import store
from scorer.core.storage import files
folder = Path(sys.argv[1])
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
"""
WRITES = {
    "text": 'files.write_whole(folder / "a.txt", ["new"])',
    "bytes": 'files.write_bytes(folder / "a.txt", b"new")',
    "secret": 'files.write_private(folder / "a.txt", "new")',
    "model": 'store.to_json = lambda *a, **k: "{}"; '
    'store.save(1, 2, folder / "a.txt", files={"x/y": b"new"})',
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path, write):
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED + write, str(tmp_path)], check=False
    )
    [left] = tmp_path.iterdir()
    assert killed.returncode == -9
    assert left.name.startswith(".a.txt.")
    assert left.name.endswith(".scorer-unfinished")

    write_bytes(tmp_path / "b.txt", b"of the next")

    assert [each.name for each in tmp_path.iterdir()] == ["b.txt"]


_SLOW = """
import sys
from pathlib import Path
from scorer.core.storage import files, unfinished
def pieces():
    yield "begun "
    print("begun", flush=True)
    yield sys.stdin.readline()
files.write_whole(Path(sys.argv[1], "slow.txt"), pieces())
"""


def test_what_another_process_is_writing_is_left_to_it(tmp_path):
    slow = subprocess.Popen(
        [sys.executable, "-c", _SLOW, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert slow.stdout.readline() == "begun\n"

    write_bytes(tmp_path / "b.txt", b"")

    assert slow.communicate("ended\n")[0] == ""
    assert slow.returncode == 0
    assert (tmp_path / "slow.txt").read_text() == "begun ended\n"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["b.txt", "slow.txt"]


def test_what_was_taken_for_left_while_it_was_made_is_made_again(tmp_path, monkeypatch):
    made = []

    def empty_file(suffix, prefix, around):
        name = original(suffix, prefix, around)
        made.append(name)
        if len(made) == 1:  # another process clears between making and locking
            unfinished._remove(Path(name))
        return name

    original = unfinished._empty_file
    monkeypatch.setattr(unfinished, "_empty_file", empty_file)

    write_whole(tmp_path / "a.txt", ["whole"])

    assert len(made) == 2
    assert (tmp_path / "a.txt").read_text() == "whole"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_what_is_not_certainly_ours_stays(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / LEFT).symlink_to(outside / "kept.txt")
    (folder / f".folder{LEFT}").symlink_to(outside)
    os.link(outside / "kept.txt", folder / f".linked{LEFT}")
    os.mkfifo(folder / f".pipe{LEFT}")
    for name in (LEFT[1:], LEFT + "~", ".a.txt.k2j_x7ab", ".a.K2J_X7AB" + LEFT[15:]):
        (folder / name).write_text("somebody's")
    before = sorted(each.name for each in folder.iterdir())

    write_bytes(folder / "b.txt", b"")

    assert sorted(each.name for each in folder.iterdir()) == sorted([*before, "b.txt"])
    assert (outside / "kept.txt").read_text() == "kept"


def test_what_another_user_left_stays(tmp_path, monkeypatch):
    (tmp_path / LEFT).write_text("somebody's")
    monkeypatch.setattr(unfinished.os, "geteuid", lambda: 123_456)

    write_bytes(tmp_path / "b.txt", b"")

    assert (tmp_path / LEFT).exists()


def test_a_file_system_without_locks_keeps_what_was_left(tmp_path, monkeypatch):
    import fcntl

    def unable(handle, how):
        raise OSError(38, "Function not implemented")

    (tmp_path / LEFT).write_text("perhaps being written")
    monkeypatch.setattr(fcntl, "flock", unable)

    write_bytes(tmp_path / "b.txt", b"new")

    assert (tmp_path / LEFT).exists()
    assert (tmp_path / "b.txt").read_bytes() == b"new"


def test_what_cannot_be_removed_stops_nothing():
    with folder_of_nobody() as folder:
        left = folder / LEFT
        left.write_text("")
        left.chmod(0)

        write_bytes(folder / "b.txt", b"new")

        assert (folder / "b.txt").read_bytes() == b"new"
