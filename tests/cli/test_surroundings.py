"""Odd surroundings: one sentence and the right status, never a traceback."""

import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from scorer.cli import main
from tests.support.forks import CLOSED, GONE, Command, needs_fork, run_each
from tests.support.sessions import left_running

TOP = Path(__file__).parents[2]
PINS = TOP / "fixtures" / "pins"
HAS_FULL = Path("/dev/full").exists()
QUIET = {"SCORER_OCR_ENGINE": "none", "SCORER_CACHE": "false"}
needs_shell = pytest.mark.skipif(os.name == "nt", reason="streams as bash gives them")


@pytest.fixture
def draft(tmp_path):
    """A folder of one pin, for which no worker starts."""
    folder = tmp_path / "draft"
    folder.mkdir()
    Image.new("RGB", (90, 60), "teal").save(folder / "wide.jpg")
    return folder


@pytest.fixture
def drafts(tmp_path):
    folder = tmp_path / "drafts"
    folder.mkdir()
    Image.new("RGB", (90, 60), "teal").save(folder / "wide.jpg")
    Image.new("RGB", (60, 60), "teal").save(folder / "square.jpg")
    return folder


def shell(command, cwd, **more):
    """Run a command line, in which scorer is this one."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(TOP),
        **QUIET,
        **more.pop("env", {}),
    }
    run = f'scorer() {{ {shlex.quote(sys.executable)} -m scorer "$@"; }}; {command}'
    return subprocess.run(
        ["bash", "-c", run],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        **more,
    )


def invoke(command, cwd, monkeypatch, **environment):
    """Run a command in this process, where streams and signals do not matter."""
    monkeypatch.chdir(cwd)
    return CliRunner().invoke(main, shlex.split(command), env={**QUIET, **environment})


COMMANDS = (
    "score draft",
    "score draft -f jsonl",
    "check draft",
    "check draft --format github",
    "features draft",
    "advise draft/wide.jpg",
    "compare drafts/wide.jpg drafts/square.jpg",
    "titles 'a b' 'c d'",
    "titles 'a b' 'c d' --format json",
    "explain",
    "explain small-text",
    "doctor",
    "--help",
    "score --help",
    "--version",
)


def takes_nothing(done):
    """Whether a command says once, and in a sentence, that it cannot print."""
    said = done.stderr.splitlines()
    return (
        done.returncode == 2
        and any("scorer: standard output cannot be written:" in line for line in said)
        and "Traceback" not in done.stderr
        and len([line for line in said if line.startswith("scorer:")]) == 1
    )


@needs_shell
@pytest.mark.skipif(not HAS_FULL, reason="no /dev/full here")
@pytest.mark.parametrize(
    "to", ["scorer score drafts -j 1 >&-", "scorer --version > /dev/full"]
)
def test_standard_output_that_takes_nothing(drafts, to):
    done = shell(to, drafts.parent)

    assert takes_nothing(done), done


@needs_fork
@pytest.mark.skipif(not HAS_FULL, reason="no /dev/full here")
def test_standard_output_that_takes_nothing_of_any_command(draft, drafts):
    asked = [
        Command(shlex.split(words), stdout=place)
        for words in COMMANDS
        for place in (CLOSED, "/dev/full")
    ]
    ended = run_each(asked, draft.parent, QUIET)

    assert len(ended) == 2 * len(COMMANDS)
    odd = [
        (each.words, each.stdout, done)
        for each, done in zip(asked, ended, strict=True)
        if not takes_nothing(done)
    ]
    assert odd == []


def test_a_reader_that_has_gone_is_no_failure():
    """As with ``| head``: what was wanted was read."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "scorer", "explain"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        env={**os.environ, "PYTHONPATH": str(TOP)},
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (0, b"")


@needs_fork
def test_a_reader_that_has_gone_is_no_failure_of_any_command(draft):
    words = ("explain", "explain small-text", "titles a b", "score draft")
    asked = [Command(each.split(), stdout=GONE) for each in words]

    ended = run_each(asked, draft.parent, QUIET)

    assert {(done.returncode, done.stderr) for done in ended} == {(0, "")}


@needs_fork
@pytest.mark.parametrize("command", ["score draft -f csv", "check drafts -j 1"])
def test_standard_error_that_takes_nothing_changes_nothing(draft, drafts, command):
    places = ["", CLOSED, *["/dev/full"] * HAS_FULL]
    asked = [Command(command.split(), stderr=place) for place in places]

    usual, *others = run_each(asked, drafts.parent, QUIET)

    assert usual.stdout
    assert {(each.stdout, each.returncode) for each in others} == {
        (usual.stdout, usual.returncode)
    }


@needs_shell
def test_standard_error_that_takes_nothing_and_an_error(drafts):
    assert shell("scorer score gone-and-no-folder/*.x 2>&-", drafts).returncode == 2


@needs_fork
def test_standard_error_that_takes_nothing_and_another_error(drafts):
    [done] = run_each([Command(["explain", "nothing"], stderr=CLOSED)], drafts)

    assert done.returncode == 2


@needs_fork
def test_standard_input_that_is_closed(drafts):
    words = ("score -", "check -", "titles --file -")
    asked = [Command(each.split(), stdin=CLOSED) for each in words]

    for done in run_each(asked, drafts, QUIET):
        assert done.returncode in (2, 3)
        assert done.stderr.startswith("scorer: ")
        assert "standard input cannot be read" in done.stderr
        assert "Traceback" not in done.stderr


@needs_shell
def test_all_streams_closed(draft):
    assert shell("scorer score draft <&- >&- 2>&-", draft.parent).returncode == 2


@needs_shell
def test_no_file_of_ours_takes_the_place_of_a_closed_stream(drafts):
    done = shell("scorer score drafts -j 1 -o out.jsonl <&- >&- 2>&-", drafts.parent)

    assert done.returncode == 0
    lines = (drafts.parent / "out.jsonl").read_text().splitlines()
    assert [line[:8] for line in lines] == ['{"path":'] * 2


def says_that_the_folder_is_gone(done):
    return (
        done.returncode == 2
        and "the current folder does not exist any more" in done.stderr
        and "Traceback" not in done.stderr
    )


@needs_shell
def test_a_current_folder_that_was_deleted(drafts):
    gone = drafts.parent / "gone"
    gone.mkdir()
    done = shell(f"cd {gone}; rmdir {gone}; scorer score {drafts}", drafts.parent)

    assert says_that_the_folder_is_gone(done), done


@needs_fork
def test_a_current_folder_that_was_deleted_under_any_command(drafts):
    asked = []
    for words in (["check", str(drafts)], ["doctor"], ["titles", "a", "b"]):
        folder = drafts.parent / f"gone-{words[0]}"
        folder.mkdir()
        asked.append(Command(words, folder=str(folder), is_deleted=True))
    ended = run_each(asked, drafts.parent, QUIET)

    assert [each for each in ended if not says_that_the_folder_is_gone(each)] == []


def test_a_step_summary_that_cannot_be_written_leaves_the_gate_its_answer(
    draft, monkeypatch
):
    def check(**environment):
        words = "check draft --format github"
        return invoke(words, draft.parent, monkeypatch, **environment)

    usual, done = check(), check(GITHUB_STEP_SUMMARY="/nonexistent/x")

    assert done.exit_code == usual.exit_code == 1
    assert done.stdout == usual.stdout
    assert "no step summary: /nonexistent/x: No such file" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="a limit that Linux has")
@pytest.mark.parametrize("kilobytes", [100_000, 300_000, 500_000])
def test_little_memory_is_said(drafts, kilobytes):
    import resource

    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (kilobytes * 1024,) * 2)

    done = shell("scorer score drafts -j 1", drafts.parent, preexec_fn=limit)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[0] == "scorer: not enough memory"


@needs_shell
@pytest.mark.parametrize(
    "error",
    [
        "ImportError('Failed to register type')",
        "SystemError('error return without exception set')",
    ],
)
def test_what_libraries_say_where_memory_ends_is_said_as_that(tmp_path, error):
    code = (
        "import resource; from pathlib import Path; "
        "from scorer.cli._output import sentences; "
        "pages = int(Path('/proc/self/statm').read_text().split()[0]); "
        "room = pages * resource.getpagesize() * 5 // 4; "
        "resource.setrlimit(resource.RLIMIT_AS, (room, room))\n"
        f"with sentences(): raise {error}"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert done.stderr.startswith("scorer: not enough memory")


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"words": 5}',
        '{"wrods": {}}',
        '{"words": {"benefit": [5]}}',
        '{"patterns": {"benefit": ["("]}}',
        b"\xff\xfe\x00",
        "[" * 100_000,
        '{"words":' * 100_000,
    ],
)
@pytest.mark.parametrize("command", ["titles 'a b' 'c d'", "score drafts/wide.jpg"])
def test_a_word_list_with_a_mistake_is_named(drafts, monkeypatch, command, text):
    lists = drafts.parent / "lists"
    lists.mkdir()
    data = text if isinstance(text, bytes) else text.encode()
    (lists / "en.json").write_bytes(data)
    done = invoke(command, drafts.parent, monkeypatch, SCORER_LEXICONS="lists")

    assert done.exit_code == 2
    assert done.stderr.startswith("scorer: word list lists/en.json: ")
    assert len(done.stderr.splitlines()) == 2


def test_a_folder_of_word_lists_that_is_none(drafts, monkeypatch):
    done = invoke("titles a b", drafts, monkeypatch, SCORER_LEXICONS="lsts")

    assert (done.exit_code, done.stderr.splitlines()[0]) == (
        2,
        "scorer: lexicons = 'lsts' is no folder",
    )


@pytest.mark.parametrize("text", ["[" * 100_000, '{"pins":' + "[" * 100_000, "null"])
def test_a_baseline_of_brackets(drafts, monkeypatch, text):
    (drafts.parent / "b.json").write_text(text)
    done = invoke("check drafts --baseline b.json", drafts.parent, monkeypatch)

    assert done.exit_code == 2
    assert done.stderr.startswith("scorer: b.json is not a baseline")


BROKEN = """
import scorer.pipeline
def boom(*arguments):
    raise RuntimeError("a mistake of ours")
scorer.pipeline.extract = boom
"""


@needs_fork
def test_debug_exists_where_it_is_named(drafts):
    words = ["score", "drafts/wide.jpg"]
    asked = [Command(words), Command([*words, "--debug"])]
    quiet, loud = run_each(asked, drafts.parent, QUIET, BROKEN)

    for done in (quiet, loud):
        assert done.returncode == 3
        assert "run with --debug" in done.stdout
    assert "Traceback" not in quiet.stderr
    assert "Traceback" in loud.stderr


def started(*arguments, cwd, temporary):
    return subprocess.Popen(
        [sys.executable, "-m", "scorer", *map(str, arguments)],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={
            **os.environ,
            "PYTHONPATH": str(TOP),
            **QUIET,
            "TMPDIR": str(temporary),
        },
        start_new_session=True,
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_stopped_run_leaves_nothing_behind(drafts, tmp_path, name):
    """As docker stop, a canceled CI run and a closed terminal end it."""
    number = getattr(signal, name)
    data = (PINS / "small-text.jpg").read_bytes()
    for each in range(400):
        (drafts / f"{each}.jpg").write_bytes(data + bytes(str(each), "ascii"))
    # Short, as sockets want it.
    temporary = Path(tempfile.mkdtemp(prefix="s"))
    out = tmp_path / "out"
    out.mkdir()
    old = out / "r.jsonl"
    old.write_text("old\n")
    run = started(
        "score", drafts, "-j", "2", "-o", old, cwd=tmp_path, temporary=temporary
    )
    half = []
    while run.poll() is None and not (half and half[0].stat().st_size):
        half = [path for path in out.iterdir() if path != old]
        time.sleep(0.02)
    assert half
    run.send_signal(number)
    _, said = run.communicate(timeout=60)

    assert run.returncode == 128 + number
    assert said == b""
    assert list(out.iterdir()) == [old]
    assert old.read_text() == "old\n"
    assert list(temporary.iterdir()) == []
    assert left_running(run.pid) == []
