import os
import stat
import subprocess
import sys
import time

import pytest

from scorer.core.errors import OutputError
from scorer.core.storage.files import write_whole
from tests.support.unprivileged import folder_of_nobody

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX permissions and devices")


def test_text_is_written_as_it_is(tmp_path):
    write_whole(tmp_path / "a.txt", ["a\n", "ü\r\n"])

    assert (tmp_path / "a.txt").read_bytes() == b"a\n\xc3\xbc\r\n"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_failure_while_writing_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def pieces():
        yield "new"
        raise PermissionError("of a picture, not of this file")

    with pytest.raises(PermissionError):
        write_whole(path, pieces())
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


@posix
def test_link_and_permissions_are_kept(tmp_path):
    real = tmp_path / "real.txt"
    real.write_text("old")
    real.chmod(0o640)
    (tmp_path / "link.txt").symlink_to(real)

    write_whole(tmp_path / "link.txt", ["new"])

    assert (tmp_path / "link.txt").is_symlink()
    assert real.read_text() == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@posix
def test_new_file_has_the_permissions_that_any_would(tmp_path):
    write_whole(tmp_path / "ours", ["x"])
    (tmp_path / "plain").write_text("x")

    modes = {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
    assert len(modes) == 1


@posix
def test_device_is_written_to_and_stays(tmp_path):
    from pathlib import Path

    write_whole(Path("/dev/null"), ["x"])

    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)  # noqa: PTH116


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux")  # noqa: PTH110
def test_full_disk_is_one_clear_error(tmp_path):
    from pathlib import Path

    with pytest.raises(OutputError, match="No space left"):
        write_whole(Path("/dev/full"), ["x" * 100_000] * 3)
    with pytest.raises(OutputError, match="No space left"):
        write_whole(Path("/dev/full"), ["x"])


@pytest.mark.parametrize("name", ["none/a.txt", "file/a.txt", "a\0b", "x" * 300])
def test_impossible_place_is_one_clear_error(tmp_path, name):
    (tmp_path / "file").touch()

    with pytest.raises(OutputError) as caught:
        write_whole(tmp_path / name, ["x"])
    assert caught.value.hint


@posix
def test_read_only_folder_is_one_clear_error():
    with folder_of_nobody() as folder:
        (folder / "a.txt").write_text("old")
        folder.chmod(0o500)

        with pytest.raises(OutputError, match="Permission denied") as caught:
            write_whole(folder / "a.txt", ["x"])

        assert caught.value.hint
        assert (folder / "a.txt").read_text() == "old"


def test_longest_possible_name_can_be_written(tmp_path):
    path = tmp_path / ("x" * 255)
    write_whole(path, ["x"])

    assert path.read_text() == "x"


def test_half_characters_become_escapes(tmp_path):
    write_whole(tmp_path / "a", ["\udcff"])

    assert (tmp_path / "a").read_text() == "\\udcff"


WRITER = """
import sys
from pathlib import Path
from scorer.core.storage.files import write_whole
print("ready", flush=True)
n = 0
while True:
    n = (n + 1) % 10
    write_whole(Path(sys.argv[1]), [str(n)] * 50_000)
"""


@posix
def test_kill_leaves_the_old_or_the_new(tmp_path):
    path = tmp_path / "a.txt"
    write_whole(path, ["0"] * 50_000)
    for moment in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE
        ) as process:
            process.stdout.readline()
            time.sleep(0.003 * moment)
            process.kill()
        text = path.read_text()
        assert len(text) == 50_000
        assert len(set(text)) == 1
