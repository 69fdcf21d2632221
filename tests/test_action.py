"""The GitHub action and the pre-commit hook, as far as they run without their hosts."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

TOP = Path(__file__).parents[1]
PROGRAMS = Path(sys.executable).parent


@pytest.fixture
def drafts(tmp_path):
    (tmp_path / "drafts").mkdir()
    Image.new("RGB", (60, 90), "teal").save(tmp_path / "drafts" / "good.png")
    Image.new("RGB", (90, 60), "teal").save(tmp_path / "drafts" / "wide.png")
    return tmp_path


def shell(command, folder, **variables):
    """Run a command as a GitHub runner's bash does."""
    path = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
        cwd=folder,
        env=os.environ | {"PATH": path, "SCORER_OCR_ENGINE": "none"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def last_step():
    """The command of the action's last step."""
    text = (TOP / "action.yml").read_text(encoding="utf-8")
    return re.findall(r"^ +run: \|\n((?: {8}.+\n)+)", text, re.MULTILINE)[-1]


def test_action_annotates_fails_and_writes_the_summary(drafts):
    summary = drafts / "summary.md"
    done = shell(
        last_step(),
        drafts,
        PATHS="drafts/",
        ARGS="--select wide-image --fail-on serious",
        GITHUB_STEP_SUMMARY=str(summary),
    )

    assert done.returncode == 1
    assert done.stdout.startswith("::error file=drafts/wide.png,line=1,title=")
    assert "good.png | nothing |" in summary.read_text()


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        ("drafts/good.png drafts/wide.png", "gate met by 1 of 2 pins"),
        ("Fall pins/\ndrafts/wide.png\n", "gate met by 1 of 2 pins"),
        ("Fall pins\n", "gate met by 1 of 1 pin"),
    ],
)
def test_action_takes_paths_by_word_or_by_line(drafts, paths, said):
    (drafts / "Fall pins").mkdir()
    Image.new("RGB", (60, 90), "teal").save(drafts / "Fall pins" / "good.png")
    done = shell(
        last_step(), drafts, PATHS=paths, ARGS="--select wide-image --fail-on serious"
    )

    assert said in done.stderr


def test_action_installs_what_was_locked_from_its_own_folder():
    text = (TOP / "action.yml").read_text(encoding="utf-8")

    installs = re.findall(r"^ +pip install (.+)$", text, re.MULTILINE)
    assert installs == [
        '--quiet --require-hashes -r "$ACTION_PATH/requirements/action.txt"',
        '--quiet --no-deps --no-build-isolation "$ACTION_PATH"',
    ]
    assert "ACTION_PATH: ${{ github.action_path }}" in text


def test_action_takes_no_program_of_the_pull_request_for_its_own(drafts):
    """`python -m` looks into the current folder first: a pip.py there would run."""
    text = (TOP / "action.yml").read_text(encoding="utf-8")
    runs = re.findall(r"^(?: +run: (?!\|)| {8})(.+)$", text, re.MULTILINE)
    (drafts / "pip.py").write_text("open('ran', 'w')\n")
    done = shell("python -I -m pip --version", drafts)

    assert done.returncode == 0
    assert not (drafts / "ran").exists()
    assert not [run for run in runs if re.search(r"python[\d.]* (?!-I )", run)]


def test_actions_of_others_are_pinned_by_commit():
    text = (TOP / "action.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)", text)

    assert used
    assert all(re.search(r"@[0-9a-f]{40}$", each) for each in used)


def test_hook_blocks_a_bad_pin_and_says_how_to_mend_it(drafts):
    text = (TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entry = re.search(r"^  entry: (.+)$", text, re.MULTILINE)[1]
    named = "--select wide-image drafts/good.png drafts/wide.png"
    done = shell(f"{entry} {named}", drafts)

    assert done.returncode == 1
    assert "wide-image (" in done.stdout
    assert "export it at 1000 × 1500 px" in done.stdout
    assert "good.png" not in done.stdout
