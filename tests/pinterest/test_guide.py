"""The guide's way from an account to a scored draft, typed as it stands there."""

import re
import shlex
import shutil
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from scorer.cli import main
from tests.support.fake_pinterest import TOKEN, serving

TOP = Path(__file__).parents[2]
GUIDE = TOP / "docs" / "guide" / "pull.md"
PICTURES = sorted((TOP / "fixtures" / "account" / "pins").glob("*.jpg"))[:40]


def commands():
    """The block of the guide that begins with the pull."""
    blocks = re.findall(r"```\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    [block] = [each for each in blocks if each.startswith("scorer pull")]
    return [shlex.split(line)[1:] for line in block.splitlines()]


@pytest.mark.slow
def test_from_the_account_to_a_scored_draft(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCORER_OCR_ENGINE", "none")
    monkeypatch.setenv("SCORER_CACHE_FOLDER", str(tmp_path / "cache"))
    monkeypatch.setenv("SCORER_PINTEREST_TOKEN", TOKEN)
    (tmp_path / "drafts").mkdir()
    shutil.copy(PICTURES[0], "drafts")
    draw = np.random.default_rng(0)
    with serving() as fake:
        monkeypatch.setenv("SCORER_PINTEREST_API", f"{fake.address}/v5")
        for _ in PICTURES:
            views = int(draw.integers(800, 6000))
            clicks = int(draw.poisson(0.02 * views))
            figures = {"impression": views, "pin_click": clicks, "clickthrough": 1}
            fake.add(1, pin_metrics={"lifetime_metrics": figures})
        shown = dict(zip((each["id"] for each in fake.pins), PICTURES, strict=True))
        fake.picture = lambda identity: shown[identity].read_bytes()
        for arguments in commands():
            done = CliRunner().invoke(main, arguments)
            assert done.exit_code == 0, (arguments, done.output)

    assert "40 pins" in (tmp_path / "insights.html").read_text("utf-8")
    assert (tmp_path / "report.html").stat().st_size
    assert len(commands()) == 4
