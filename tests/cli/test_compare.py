"""Variants side by side, drafts watched, advice."""

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from scorer.cli import main
from scorer.cli._settling import Settling
from scorer.cli.watch import _Watch
from scorer.core.settings import Settings

LIGHT = ("--select", "wide-image", "--ocr-engine", "none")


@pytest.fixture
def drafts(tmp_path):
    for name, (width, height) in {"a.png": (60, 90), "b.png": (90, 60)}.items():
        picture = np.zeros((height, width, 3), np.uint8)
        Image.fromarray(picture).save(tmp_path / name)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, [str(each) for each in (*arguments, *LIGHT)])


def test_variants_stand_side_by_side(drafts):
    done = run("compare", drafts / "a.png", drafts / "b.png")
    rows = {line.split()[0]: line.split()[1:] for line in done.output.splitlines()[1:]}

    assert done.exit_code == 0
    assert rows["score"] == ["100.0", "72.0"]
    assert rows["to"] == ["mend", "nothing", "wide-image"]
    assert rows["geometry.width_px"] == ["60", "px", "90", "px"]


def test_one_pin_is_no_comparison(drafts):
    assert run("compare", drafts / "a.png").exit_code == 3


def test_comparison_as_a_page(drafts):
    page = drafts / "variants.html"

    assert run("compare", drafts, "-o", page).exit_code == 0
    assert page.read_text().count('class="card"') == 2


def test_advice_names_the_guideline(drafts):
    done = run("advise", drafts / "b.png")

    assert "+28.0  make it 90 x 135 px  (wide-image)" in done.output


@pytest.mark.parametrize("change", ["geometry.width_px", "geometry.width_px=wide"])
def test_unusable_what_if_is_refused(drafts, change):
    done = run("advise", drafts / "b.png", "--model", "none", "--what-if", change)

    assert done.exit_code == 2
    assert "FEATURE=NUMBER" in done.output


def test_what_if_needs_a_model(drafts):
    assert run("advise", drafts, "--what-if", "geometry.width_px=3").exit_code == 2


def test_watched_drafts_are_told_once_and_the_page_follows(drafts, capsys):
    page = drafts / "report.html"
    settings = Settings(ocr_engine="none", select=("wide-image",))
    watch = _Watch(drafts, settings, page, Settling(1.0))
    for now in (0, 1, 2, 3):
        watch.look(now)
    said = capsys.readouterr().out.splitlines()
    (drafts / "b.png").unlink()
    watch.look(4)

    assert [line.split()[0] for line in said] == ["100.0", "72.0"]
    assert page.read_text().count('class="card"') == 1


def test_half_a_draft_is_told_only_after_some_looks(drafts, capsys):
    whole = (drafts / "a.png").read_bytes()
    (drafts / "b.png").unlink()
    (drafts / "a.png").write_bytes(whole[: len(whole) // 2])
    settings = Settings(ocr_engine="none", select=("wide-image",))
    watch = _Watch(drafts, settings, None, Settling(1.0))
    for now in range(5):
        watch.look(now)
    assert capsys.readouterr().out == ""
    watch.look(5)

    assert capsys.readouterr().out.startswith("    –  ")
