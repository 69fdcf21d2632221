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

from scorer.cli import main
from tests.support.sessions import left_running

TOP = Path(__file__).parents[2]
PINS = TOP / "fixtures" / "pins"
HAS_FULL = Path("/dev/full").exists()
needs_shell = pytest.mark.skipif(os.name == "nt", reason="streams as bash gives them")


@pytest.fixture
def drafts(tmp_path):
    folder = tmp_path / "drafts"
    folder.mkdir()
    for name in ("wide.jpg", "square.jpg"):
        (folder / name).write_bytes((PINS / name).read_bytes())
    return folder


def shell(command, cwd, **more):
    """Run a command line, in which scorer is this one."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(TOP),
        "SCORER_OCR_ENGINE": "none",
        "SCORER_CACHE": "false",
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
    quiet = {"SCORER_OCR_ENGINE": "none", "SCORER_CACHE": "false"}
    return CliRunner().invoke(main, shlex.split(command), env={**quiet, **environment})


@needs_shell
@pytest.mark.skipif(not HAS_FULL, reason="no /dev/full here")
@pytest.mark.parametrize(
    "command",
    [
        "score drafts",
        "score drafts -f jsonl",
        "check drafts",
        "check drafts --format github",
        "features drafts",
        "advise drafts/wide.jpg",
        "compare drafts/wide.jpg drafts/square.jpg",
        "titles 'a b' 'c d'",
        "titles 'a b' 'c d' --format json",
        "explain",
        "explain small-text",
        "doctor",
        "--help",
        "score --help",
        "--version",
    ],
)
def test_standard_output_that_takes_nothing(drafts, command):
    is_odd = len(command) % 2 and command != "score drafts"
    to = "> /dev/full" if is_odd else ">&-"
    done = shell(f"scorer {command} {to}", drafts.parent)

    assert done.returncode == 2, done.stderr
    lines = done.stderr.splitlines()
    assert "scorer: standard output cannot be written:" in "\n".join(lines)
    assert "Traceback" not in done.stderr
    assert len([line for line in lines if line.startswith("scorer:")]) == 1


@pytest.mark.parametrize("command", ["explain", "explain small-text", "titles a b"])
def test_a_reader_that_has_gone_is_no_failure(drafts, command):
    """As with ``| head``: what was wanted was read."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "scorer", *command.split()],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        env={**os.environ, "PYTHONPATH": str(TOP)},
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (0, b"")


@needs_shell
@pytest.mark.parametrize("command", ["score drafts -f csv -j 1", "check drafts -j 2"])
def test_standard_error_that_takes_nothing_changes_nothing(drafts, command):
    usual = shell(f"scorer {command}", drafts.parent)
    assert usual.stdout

    for to in ["2>&-", *["2>/dev/full"] * HAS_FULL]:
        done = shell(f"scorer {command} {to}", drafts.parent)

        assert (to, done.stdout) == (to, usual.stdout)
        assert done.returncode == usual.returncode


@needs_shell
def test_standard_error_that_takes_nothing_and_an_error(drafts):
    assert shell("scorer score gone-and-no-folder/*.x 2>&-", drafts).returncode == 2
    assert shell("scorer explain nothing 2>&-", drafts).returncode == 2


@needs_shell
@pytest.mark.parametrize("command", ["score -", "check -", "titles --file -"])
def test_standard_input_that_is_closed(drafts, command):
    done = shell(f"scorer {command} <&-", drafts)

    assert done.returncode in (2, 3)
    assert done.stderr.startswith("scorer: ")
    assert "standard input cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


@needs_shell
def test_all_streams_closed(drafts):
    assert shell("scorer score drafts <&- >&- 2>&-", drafts.parent).returncode == 2


@needs_shell
def test_no_file_of_ours_takes_the_place_of_a_closed_stream(drafts):
    done = shell("scorer score drafts -o out.jsonl <&- >&- 2>&-", drafts.parent)

    assert done.returncode == 0
    lines = (drafts.parent / "out.jsonl").read_text().splitlines()
    assert [line[:8] for line in lines] == ['{"path":'] * 2


@needs_shell
@pytest.mark.parametrize("command", ["score", "check", "doctor #", "titles a b #"])
def test_a_current_folder_that_was_deleted(drafts, command):
    gone = drafts.parent / "gone"
    gone.mkdir()
    done = shell(f"cd {gone}; rmdir {gone}; scorer {command} {drafts}", drafts.parent)

    assert done.returncode == 2
    assert "the current folder does not exist any more" in done.stderr
    assert "Traceback" not in done.stderr


@needs_shell
def test_a_step_summary_that_cannot_be_written_leaves_the_gate_its_answer(drafts):
    summary = {"GITHUB_STEP_SUMMARY": "/nonexistent/x"}
    usual = shell("scorer check drafts --format github", drafts.parent)
    done = shell("scorer check drafts --format github", drafts.parent, env=summary)

    assert done.returncode == usual.returncode == 1
    assert done.stdout == usual.stdout
    assert "no step summary: /nonexistent/x: No such file" in done.stderr
    assert "Traceback" not in done.stderr


@needs_shell
@pytest.mark.parametrize("kilobytes", [200_000, 300_000, 500_000])
def test_little_memory_is_said(drafts, kilobytes):
    import resource

    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (kilobytes * 1024,) * 2)

    done = shell("scorer score drafts -j 1", drafts.parent, preexec_fn=limit)

    assert "Traceback" not in done.stderr
    if done.returncode:
        assert done.stderr.count("scorer:") <= 1


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
import sys
import scorer.pipeline
def boom(*arguments):
    raise RuntimeError("a mistake of ours")
scorer.pipeline.extract = boom
from scorer.cli import main
main(prog_name="scorer")
"""


@needs_shell
@pytest.mark.parametrize("flag", ["", "--debug"])
def test_debug_exists_where_it_is_named(drafts, flag):
    (drafts.parent / "broken.py").write_text(BROKEN)
    done = shell(
        f"{shlex.quote(sys.executable)} broken.py score drafts/wide.jpg {flag}",
        drafts.parent,
    )

    assert done.returncode == 3
    assert "run with --debug" in done.stdout
    assert ("Traceback" in done.stderr) == bool(flag)


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
            "SCORER_CACHE": "false",
            "SCORER_OCR_ENGINE": "none",
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
