"""A folder of a stranger, with all that one can put in it, through every command.

A hook of the interpreter writes down what is opened, connected and started, in this
process and in its workers.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.forks import Command, needs_fork, run_each
from tests.support.stranger import PICTURE, furnish

pytestmark = pytest.mark.skipif(os.name == "nt", reason="names that Windows refuses")
TOP = Path(__file__).parents[1]
HOOK = """
import os, sys
def note(event, arguments):
    kind = None
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        kind = os.fsdecode(arguments[0])
    elif event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        kind = f"{event} {arguments!r}"
    elif event in ("os.exec", "os.system", "os.posix_spawn"):
        kind = f"{event} {arguments!r}"
    elif event == "subprocess.Popen":
        kind = f"{event} {arguments[1]!r}"
    elif event in ("os.remove", "os.rename", "os.rmdir", "os.chmod", "os.mkdir"):
        kind = f"{event} {arguments!r}"
    if kind and not getattr(sys, "_noting", False):
        sys._noting = True
        try:
            line = kind.encode("utf-8", "backslashreplace").replace(b"\\n", b" ")
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
            handle = os.open(os.environ["NOTES"], flags)
            os.write(handle, line + b"\\n")
            os.close(handle)
        finally:
            sys._noting = False
sys.addaudithook(note)
"""


@pytest.fixture
def place(tmp_path):
    """A stranger's folder, what is private beside it, and a hook that takes notes."""
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(HOOK)
    furnish(tmp_path)
    return tmp_path


def watched(place):
    """Return the environment in which the hook takes notes."""
    return {
        "PYTHONPATH": os.pathsep.join([str(place / "hook"), str(TOP)]),
        "NOTES": str(place / "notes"),
        "SCORER_OCR_ENGINE": "none",
        "SCORER_CACHE_FOLDER": str(place / "cache"),
    }


def run(place, *arguments):
    """Return the status and the notes of a command in the stranger's folder."""
    done = subprocess.run(
        [sys.executable, "-m", "scorer", *arguments],
        cwd=place / "theirs",
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **watched(place)},
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done, (place / "notes").read_text().splitlines()


def run_all(place, commands):
    """Return the same of several commands, each a fork of one program."""
    notes = [place / f"notes-{number}" for number in range(len(commands))]
    asked = [
        Command(arguments, env={"NOTES": str(note)})
        for arguments, note in zip(commands, notes, strict=True)
    ]
    ended = run_each(asked, place / "theirs", watched(place))
    assert not [done for done in ended if "Traceback" in done.stderr]
    return [
        (done, note.read_text().splitlines())
        for done, note in zip(ended, notes, strict=True)
    ]


def forbidden(place, notes):
    """Return what no command should do for a stranger's folder."""
    theirs, private = str(place / "theirs"), str(place / "private")
    found = []
    for note in notes:
        is_changed = note.startswith("os.") and theirs in note
        is_sent = note.startswith("socket.") and "AF_UNIX" not in note
        is_local = "/pymp-" in note or "'\\x00" in note or "/listener-" in note
        is_started = note.startswith(("subprocess.", "os.exec", "os.system"))
        is_started = is_started and not _is_our_question(note)
        if private in note or is_changed or is_started or (is_sent and not is_local):
            found.append(note)
    return found


def _is_our_question(note):
    """Whether a program is started that the user installed, to ask what it can do."""
    asked = {"--list-langs", "--version"}
    words = (
        note.removeprefix("subprocess.Popen ").strip("[]").replace("'", "").split(", ")
    )
    return words[0] == "tesseract" and set(words[1:]) <= asked


COMMANDS = (
    ("check", ".", "-j", "2"),
    ("check", ".", "-j", "1", "--format", "github"),
    ("score", ".", "-f", "jsonl", "-j", "2"),
    ("score", "pins.csv", "-f", "csv", "-j", "1"),
    ("features", "."),
    ("advise", "."),
    ("compare", "a.jpg", "sub/b.jpg"),
    ("doctor",),
)


def test_nothing_is_sent_started_or_read_elsewhere(place):
    done, notes = run(place, *COMMANDS[0])

    assert done.returncode in (0, 1, 3), done.stderr
    assert len(notes) > 50
    assert forbidden(place, notes) == []
    assert "a secret" not in done.stdout


@needs_fork
def test_nothing_is_sent_started_or_read_elsewhere_by_any_command(place):
    for (done, notes), words in zip(
        run_all(place, COMMANDS[1:]), COMMANDS[1:], strict=True
    ):
        assert done.returncode in (0, 1, 3), done.stderr
        assert [note for note in notes if "a.jpg" in note] or words == ("doctor",)
        assert forbidden(place, notes) == []
        assert "a secret" not in done.stdout


def test_the_hook_sees_what_is_forbidden(place):
    """So that the test above can fail: the same folder, asked for by its owner."""
    secret = str(place / "private" / "secret.jpg")
    _, notes = run(place, "score", secret, "-f", "csv", "-j", "1")

    assert [note for note in forbidden(place, notes) if secret in note]


REACHING_OUT = (
    'cluster = "tcp://127.0.0.1:9"',
    'cache-folder = "../../private"',
    'lexicons = "."',
    'baseline = "../../private/secret.csv"',
    "max-pixels = 99999999999",
    '[folders."*"]\ncluster = "tcp://127.0.0.1:9"',
)


@needs_fork
def test_a_setting_that_reaches_out_ends_the_run_before_it_begins(place):
    theirs, asked = place / "theirs", []
    for number, line in enumerate(REACHING_OUT):
        folder = theirs / f"with-{number}"
        folder.mkdir()
        (folder / "a.jpg").write_bytes(PICTURE)
        (folder / "scorer.toml").write_text(f"{line}\n")
        asked.append(("check", folder.name, "-j", "1"))

    for (done, notes), line in zip(run_all(place, asked), REACHING_OUT, strict=True):
        assert (line, done.returncode, done.stdout) == (line, 2, "")
        assert line.rpartition(" = ")[0].split()[-1] in done.stderr
        assert notes
        assert forbidden(place, notes) == []


def test_a_stored_report_of_a_stranger_sends_nothing(place):
    report = {
        "path": "http://127.0.0.1:9/a.jpg",
        "thumbnail": "http://127.0.0.1:9/b.png",
    }
    (place / "theirs" / "r.jsonl").write_text(json.dumps(report) + "\n")

    done, notes = run(place, "report", "r.jsonl", "-f", "html")

    assert done.returncode == 2
    assert "thumbnail" in done.stderr
    assert forbidden(place, notes) == []


# Standard modules that starting a process imports, some of them before any of ours.
MODULES = (
    *("pickle", "selectors", "struct", "threading", "socket", "signal", "types"),
    *("multiprocessing", "scorer", "pebble", "numpy", "sitecustomize", "distributed"),
)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", ".", "-j", "2"),
        ("score", ".", "-j", "1", "-f", "csv", "--cluster", "local"),
    ],
    ids=" ".join,
)
def test_modules_in_the_folder_do_not_run(tmp_path, arguments):
    """Python starts workers with the current folder before its own library."""
    if "--cluster" in arguments:
        pytest.importorskip("distributed")
    folder = tmp_path / "theirs"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.jpg").write_bytes(PICTURE + bytes([number]))
    for name in MODULES:
        (folder / f"{name}.py").write_text(f"open('../ran-{name}', 'w')\n")
    (tmp_path / "bin").mkdir()
    # As an installed command starts: its own folder comes first, not the current one.
    entry = tmp_path / "bin" / "scorer"
    entry.write_text(
        "from scorer.cli import main\n"
        "if __name__ == '__main__':\n"
        "    main(prog_name='scorer')\n"
    )

    done = subprocess.run(
        [sys.executable, str(entry), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={
            **os.environ,
            "PYTHONPATH": str(TOP),
            "SCORER_OCR_ENGINE": "none",
            "SCORER_CACHE": "false",
        },
    )

    assert "Traceback" not in done.stderr, done.stderr
    assert list(tmp_path.glob("ran-*")) == []


def test_workers_of_the_python_interface_run_no_modules_of_the_folder(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import os, sys\n"
        "from scorer import Settings, score\n"
        "if __name__ == '__main__':\n"
        "    os.chdir(sys.argv[1])\n"
        "    found = score('.', settings=Settings('none', cache=False), jobs=2)\n"
        "    print(len(found), os.environ.get('PYTHONSAFEPATH'))\n"
    )
    folder = tmp_path / "theirs"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.jpg").write_bytes(PICTURE + bytes([number]))
    for name in MODULES:
        (folder / f"{name}.py").write_text(f"open('../ran-{name}', 'w')\n")

    done = subprocess.run(
        [sys.executable, str(script), str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(TOP)},
    )

    assert done.stdout.split() == ["3", "None"], done.stderr
    assert list(tmp_path.glob("ran-*")) == []
