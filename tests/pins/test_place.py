"""What a folder or a list of a stranger may lead to: what lies below it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scorer.batch import Job, run
from scorer.core.errors import DependencyError, InputError
from scorer.core.installation import how_to_add
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.pins import find
from scorer.pins.place import is_below

FIXTURES = Path(__file__).parents[2] / "fixtures" / "pins"
PICTURE = (FIXTURES / "wide.jpg").read_bytes()


@pytest.fixture
def folder(tmp_path):
    """A folder with a picture; beside it one that is nobody's business."""
    (tmp_path / "private.jpg").write_bytes(PICTURE)
    made = tmp_path / "drafts"
    made.mkdir()
    (made / "own.jpg").write_bytes(PICTURE)
    return made


@pytest.fixture
def no_s3fs(monkeypatch):
    for name in ("s3fs", "botocore", "botocore.exceptions"):
        monkeypatch.setitem(sys.modules, name, None)


def codes(*paths, cache=""):
    """Return the failure's code, or nothing, by the picture's name."""
    settings = Settings(ocr_engine="none", cache=bool(cache), cache_folder=str(cache))
    reports = list(run(find(map(Path, paths)), Job(settings)))
    return {
        each.path.rpartition("/")[2]: each.failure and each.failure.code
        for each in reports
    }


@pytest.mark.parametrize("is_named", [True, False], ids=["list named", "list found"])
@pytest.mark.parametrize(
    "row",
    [
        "../private.jpg",
        "{top}/private.jpg",
        "sub/../../private.jpg",
        "out/private.jpg",
        "link.jpg",
        "s3://attacker/private.jpg",
        "S3:/attacker/private.jpg",
        "/proc/self/environ",
    ],
)
def test_a_row_that_leads_elsewhere_is_refused(folder, no_s3fs, row, is_named):
    (folder / "sub").mkdir()
    (folder / "out").symlink_to(folder.parent)
    (folder / "link.jpg").symlink_to(folder.parent / "private.jpg")
    sheet = folder / "pins.csv"
    sheet.write_text(f"path,title\n{row.format(top=folder.parent)},t\nown.jpg,w\n")

    found = codes(sheet if is_named else folder)

    assert found.pop("own.jpg") is None
    assert set(found.values()) <= {"outside-folder", "not-found"}
    assert row.startswith("S3") or "outside-folder" in found.values()


def test_a_row_to_a_bucket_is_refused_where_the_folder_is_the_current_one(
    folder, no_s3fs, monkeypatch
):
    monkeypatch.chdir(folder)
    (folder / "pins.csv").write_text("path,title\ns3://attacker/x.jpg,t\n")

    for given in (".", "pins.csv"):
        assert codes(given)["x.jpg"] == "outside-folder"


def test_what_was_measured_before_is_no_way_around(folder, tmp_path):
    cache = tmp_path / "cache"
    private = folder.parent / "private.jpg"
    assert codes(private, cache=cache) == {"private.jpg": None}
    (folder / "pins.csv").write_text("path,title\n../private.jpg,t\n")

    assert codes(folder, cache=cache)["private.jpg"] == "outside-folder"


def test_what_is_named_itself_may_lie_anywhere(folder):
    private = folder.parent / "private.jpg"
    (folder / "link.jpg").symlink_to(private)
    (folder / "pins.csv").write_text("path,title\nlink.jpg,t\n")

    assert codes(private) == {"private.jpg": None}
    assert codes(folder / "link.jpg") == {"link.jpg": None}


def test_a_link_in_a_folder_leads_no_further_than_the_folder(folder):
    (folder / "inner").mkdir()
    (folder / "inner" / "near.jpg").symlink_to(folder / "own.jpg")
    (folder / "inner" / "far.jpg").symlink_to(folder.parent / "private.jpg")

    assert codes(folder) == {
        "own.jpg": None,
        "near.jpg": None,
        "far.jpg": "outside-folder",
    }


def test_a_folder_that_is_itself_a_link_is_a_folder(folder):
    (folder.parent / "latest").symlink_to(folder)

    assert codes(folder.parent / "latest") == {"own.jpg": None}


def test_a_list_that_is_a_link_to_elsewhere_is_not_read(folder):
    secret = folder.parent / "secret.csv"
    secret.write_text("path,title\nown.jpg,a secret\n")
    (folder / "pins.csv").symlink_to(secret)

    with pytest.raises(InputError) as caught:
        list(find([folder]))

    assert caught.value.code == "outside-folder"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_that_is_named_as_a_list_is_not_waited_for(folder):
    os.mkfifo(folder / "pins.csv")

    assert codes(folder) == {"own.jpg": None}


def test_an_address_is_told_from_a_place(folder):
    (folder / "pins.csv").write_text("path,title\nhttps://x.example/a.png,t\n")

    assert codes(folder)["a.png"] == "is-a-url"


def test_a_bucket_list_stays_in_its_folder():
    assert is_below(Path("s3://b/f/x.jpg"), Path("s3://b/f"))
    assert not is_below(Path("s3://b/f/../g/x.jpg"), Path("s3://b/f"))
    assert not is_below(Path("s3://other/f/x.jpg"), Path("s3://b/f"))
    assert not is_below(Path("/home/me/x.jpg"), Path("s3://b/f"))
    assert not is_below(Path("s3://b/f/x.jpg"), Path("/home/me"))
    assert not is_below(Path("s3://b/f/x.jpg"), Path())
    assert not is_below(Path("s3://b/f/x.jpg"), Path("s3"))


@pytest.mark.parametrize("path", ["s3://b/folder", "s3://b/x.jpg", "s3://b/*.jpg"])
def test_without_the_extra_the_way_to_get_it_is_named(no_s3fs, path):
    with pytest.raises(DependencyError) as raised:
        list(find([Path(path)]))

    assert "[s3]" in raised.value.hint


@pytest.mark.parametrize("cache", [True, False])
def test_a_pin_in_a_bucket_without_the_extra_is_a_failure_with_its_hint(
    no_s3fs, cache, caplog, tmp_path
):
    settings = Settings("none", cache=cache, cache_folder=str(tmp_path))

    [report] = run([Pin(Path("s3://b/x.jpg"))], Job(settings))

    assert "[s3]" in report.failure.hint
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("given", ["s3://b/folder", "s3://b/x.jpg", "-"])
def test_the_command_says_so_in_two_lines(tmp_path, given):
    """A module of that name which cannot be imported stands for the missing one."""
    for name in ("s3fs", "botocore"):
        (tmp_path / f"{name}.py").write_text("raise ImportError(__name__)\n")
    search = os.pathsep.join([str(tmp_path), str(FIXTURES.parents[1])])

    done = subprocess.run(
        [sys.executable, "-m", "scorer", "score", given],
        input="s3://b/x.jpg\n",
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": search, "SCORER_OCR_ENGINE": "none"},
    )

    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "scorer: s3:// paths need s3fs",
        f"  {how_to_add('s3')}",
    ]
