"""Variants side by side, drafts watched, advice."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from scorer.cli import main
from scorer.cli._settling import Settling
from scorer.cli.advise import _advice
from scorer.cli.watch import _Watch
from scorer.core.loaded_settings import Loaded, load
from scorer.core.report import Gain, Score, Suggestion
from scorer.core.settings import Settings
from scorer.scoring.advice import suggest
from scorer.scoring.weights import weights
from tests.reports import _make as make

LIGHT = ("--select", "wide-image", "--ocr-engine", "none")

# What a pin without faults has, and one that is wider than tall, in full.
_BY = weights()
_CLASSES = _BY.base - _BY.shares["wide-image"]
GOOD, WIDE = f"{_BY.points(_BY.base):.1f}", f"{_BY.points(_CLASSES):.1f}"
GAIN = f"{_BY.points(_BY.base) - _BY.points(_CLASSES):+.1f}"


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
    lines = [line.split() for line in done.output.splitlines() if line.strip()]
    rows = {words[0]: words[1:] for words in lines}

    assert done.exit_code == 0
    assert rows["score"] == [GOOD, WIDE]
    assert rows["to"] == ["fix", "nothing", "wide-image"]
    assert lines[0] == ["a.png", "b.png"]
    assert rows["width"] == ["of", "the", "image", "60", "px", "90", "px"]


def test_many_variants_are_a_line_each_the_best_first(drafts, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    names = [f"variant-{number}.png" for number in range(1, 13)]
    for name in names:
        like = "b.png" if name == "variant-2.png" else "a.png"
        (drafts / name).write_bytes((drafts / like).read_bytes())
    done = run("compare", *(drafts / name for name in names))
    lines = done.output.splitlines()
    ranked = [line.split()[:3] for line in lines[:-1] if ".png" in line]

    assert [name for _, name, _ in ranked] == [names[0], *names[2:], names[1]]
    assert [number for number, _, _ in ranked][-2:] == ["12", "2"]
    assert ranked[-1][2] == WIDE
    assert ["wide-image", "2"] in [line.split() for line in lines]
    width = "width of the image 60 px 1 90 px 2"
    assert width in [" ".join(line.split()) for line in lines]
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("command", ["compare", "advise", "features", "score"])
def test_a_path_that_is_missing_is_two_in_every_command(drafts, command):
    broken = drafts / "broken.png"
    broken.write_bytes(b"no picture")
    given = (command, "--ocr-engine", "none", str(drafts / "a.png"))

    for other, status in ((drafts / "gone.png", 2), (broken, 3)):
        done = CliRunner().invoke(main, [*given, str(other)])
        assert done.exit_code == status


@pytest.mark.parametrize(
    ("command", "flags", "said"),
    [
        ("advise", ("--pictures", "next"), "give one"),
        ("check", ("--write-baseline", "old.json", "-o", "a.html"), "writes no report"),
        ("train", ("--force", "-o", "m"), "--force goes with --update"),
    ],
)
def test_a_flag_that_would_do_nothing_is_refused(drafts, command, flags, said):
    done = CliRunner().invoke(main, [command, str(drafts / "a.png"), *flags])

    assert done.exit_code == 2
    assert said in done.output


def test_one_pin_is_no_comparison(drafts):
    assert run("compare", drafts / "a.png").exit_code == 2


def test_comparison_as_a_page(drafts):
    page = drafts / "variants.html"

    assert run("compare", drafts, "-o", page).exit_code == 0
    assert page.read_text().count('class="card"') == 2


def test_advice_names_the_guideline(drafts):
    done = run("advise", drafts / "b.png")

    assert (
        f"{GAIN}  take an upright picture, or crop the original to 2:3 and export it "
        "at 1000 × 1500 px: that cuts off 56 % of what it shows "
        "(wide-image: 90 × 60 px is wider than 2:3)" in done.output
    )


def test_a_pin_at_the_end_of_the_scale_hears_of_all_its_problems():
    faults = [make.result(name) for name in ("dark-image", "noisy-photo", "text-card")]
    faint = replace(make.result("misspelled-word"), preview=True)
    change = Suggestion("brighten it", Gain(1.1), "dark-image")
    low = make.report(value=0.0, results=(*faults, faint), advice=(change,))
    last = list(_advice(low))[-1]

    assert last.startswith(" also  noisy-photo, text-card: the score rises once")
    assert len(list(_advice(replace(low, score=Score(50.0))))) == 1


def test_a_pin_whose_every_fault_is_hidden_has_problems():
    faults = [
        replace(make.result(name), score=0.0) for name in ("dark-image", "text-card")
    ]
    low = make.report(value=0.0, results=faults, advice=suggest(faults))
    first, *_, last = _advice(low)

    assert first.startswith("    –  use larger letters (")
    assert last == "       the score rises once several are fixed"


@pytest.mark.parametrize(
    "change", ["geometry.width_px", "geometry.width_px=wide", "sharpen", "crop 0:3"]
)
def test_what_if_that_nobody_can_draw_is_refused_with_what_can_be_asked(drafts, change):
    done = run("advise", drafts / "b.png", "--what-if", change)

    assert done.exit_code == 2
    assert f"change {change!r}" in done.output
    assert "“headline 1.5x”" in done.output


def test_what_if_judges_again(drafts):
    done = run("advise", drafts / "b.png", "--what-if", "geometry.aspect_ratio=0.667")
    rows = [line.rsplit(maxsplit=1) for line in done.output.splitlines()]

    assert ["as it is", WIDE] in rows
    assert ["geometry.aspect_ratio=0.667", GOOD] in rows
    assert "wide-image passes now" in done.output


def test_what_if_draws_measures_and_keeps_the_picture(drafts, tmp_path):
    folder = tmp_path / "new"
    done = run(
        "advise", drafts / "b.png", "--what-if", "crop 2:3", "--pictures", folder
    )
    rows = [line.rsplit(maxsplit=1) for line in done.output.splitlines()]

    assert done.exit_code == 0
    assert ["crop 2:3", GOOD] in rows
    assert "  crop 2:3:\n    wide-image passes now\n" in done.output
    with Image.open(folder / "001-b-1.png") as picture:
        assert picture.size == (40, 60)


def test_pictures_that_cannot_be_kept_are_said(drafts):
    done = run(
        "advise",
        drafts / "b.png",
        "--what-if",
        "crop 2:3",
        "--pictures",
        drafts / "a.png/x",
    )

    assert done.exit_code == 2
    assert "cannot be made" in done.output


def test_of_several_pins_it_is_said_which_one_a_what_if_does_not_fit(drafts):
    done = run("advise", drafts / "a.png", drafts / "b.png", "--what-if", "crop 2:3")

    assert "a.png: crop 2:3: it has that shape already" in done.stderr
    assert "b.png: crop" not in done.stderr


def test_what_if_that_fits_none_of_the_pins_is_said_and_no_success(drafts):
    done = run("advise", drafts / "b.png", "--what-if", "headline 2x")

    assert done.exit_code == 2
    assert "headline 2x: its text was not read" in " ".join(done.output.split())


def test_what_if_of_an_unknown_feature_names_the_nearest(drafts):
    done = run("advise", drafts / "b.png", "--what-if", "geometry.aspect_rati=1")

    assert done.exit_code == 2
    assert "did you mean geometry.aspect_ratio?" in done.output


def test_watched_drafts_are_told_once_and_the_page_follows(drafts, capsys):
    page = drafts / "report.html"
    settings = Settings(ocr_engine="none", select=("wide-image",))
    watch = _Watch(drafts, Loaded(settings, {}), page, Settling(1.0))
    for now in (0, 1, 2, 3):
        watch.look(now)
    said = capsys.readouterr().out.splitlines()
    (drafts / "b.png").unlink()
    watch.look(4)

    assert [line.split()[0] for line in said] == [GOOD, WIDE]
    assert page.read_text().count('class="card"') == 1


def test_watched_drafts_take_their_words_from_the_manifest_beside_them(drafts):
    (drafts / "pins.csv").write_text("path,title\na.png,A cozy title\n")
    page = drafts / "report.html"
    settings = Settings(ocr_engine="none", select=("wide-image",))
    watch = _Watch(drafts, Loaded(settings, {}), page, Settling(1.0))
    for now in (0, 2):
        watch.look(now)

    assert "A cozy title" in page.read_text()


def test_a_change_in_the_list_of_pins_scores_those_pins_again(drafts, capsys):
    page = drafts / "report.html"
    settings = Settings(ocr_engine="none", select=("wide-image",))
    watch = _Watch(drafts, Loaded(settings, {}), page, Settling(1.0))
    for now in (0, 2):
        watch.look(now)
    capsys.readouterr()
    for title in ("A cozy title", "Another title"):
        (drafts / "pins.csv").write_text(f"path,title\na.png,{title}\n")
        for now in (4, 6):
            watch.look(now)

        assert capsys.readouterr().out.count("a.png") == 1
        assert title in page.read_text()


def test_half_a_list_of_pins_keeps_the_last_one_and_is_told_if_it_stays(drafts, capsys):
    (drafts / "pins.csv").write_text("path,title\na.png,A cozy title\n")
    page = drafts / "report.html"
    settings = Settings(ocr_engine="none", select=("wide-image",))
    watch = _Watch(drafts, Loaded(settings, {}), page, Settling(1.0))
    for now in (0, 2):
        watch.look(now)
    capsys.readouterr()
    (drafts / "pins.csv").write_text('path,title\na.png,"Half')
    for now in range(4, 14):
        watch.look(now)

    [line] = capsys.readouterr().out.splitlines()
    assert "pins.csv: line 2" in line
    assert "A cozy title" in page.read_text()


def test_settings_of_a_folder_hold_while_it_is_watched(drafts, capsys):
    own = {"*/b.png": {"ignore": ["wide-image"], "select": ["tall-image"]}}
    settings = Settings(ocr_engine="none", select=("wide-image",), folders=own)
    watch = _Watch(drafts, Loaded(settings, {}), None, Settling(1.0))
    for now in (0, 2):
        watch.look(now)

    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said] == [GOOD, GOOD]


def looked(watch, capsys, *times):
    """What is said at some looks."""
    for now in times:
        watch.look(now)
    return capsys.readouterr().out.splitlines()


def test_a_change_of_settings_scores_again_whose_settings_changed(drafts, capsys):
    file = drafts / "scorer.toml"
    file.write_text('ocr-engine = "none"\nselect = ["wide-image"]\n')
    watch = _Watch(drafts, load(drafts, {}), None, Settling(1.0))
    assert [x.split()[0] for x in looked(watch, capsys, 0, 2)] == [GOOD, WIDE]
    file.write_text(
        'ocr-engine = "none"\nselect = ["wide-image"]\n'
        '[folders."b.png"]\nselect = ["tall-image"]\n'
    )

    [line] = looked(watch, capsys, 3, 5)

    assert line.endswith(f"b.png ({float(WIDE):.1f} before)")


def test_broken_settings_are_told_once_and_the_last_ones_hold(drafts, capsys):
    file = drafts / "scorer.toml"
    file.write_text('ocr-engine = "none"\nselect = ["wide-image"]\n')
    watch = _Watch(drafts, load(drafts, {}), None, Settling(1.0))
    looked(watch, capsys, 0, 2)
    file.write_text('ocr-engine = "none"\nselekt = ["wide-image"]\n')
    [line] = looked(watch, capsys, 3, 4, 5)
    assert f"{file}: unknown setting 'selekt'" in line
    (drafts / "c.png").write_bytes((drafts / "a.png").read_bytes())

    [line] = looked(watch, capsys, 6, 8)

    assert line.endswith("c.png")


def test_a_folder_that_comes_with_broken_settings_ends_nothing(drafts, capsys):
    settings = Settings(ocr_engine="none", select=("wide-image",))
    flags = {"ocr_engine": "none", "select": settings.select}
    watch = _Watch(drafts, load(drafts, {}, flags), None, Settling(1.0))
    looked(watch, capsys, 0, 2)
    new = drafts / "new"
    new.mkdir()
    (new / "scorer.toml").write_text('ignore = ["wide-imag"]\n')
    (new / "c.png").write_bytes((drafts / "a.png").read_bytes())
    [line] = looked(watch, capsys, 3, 5, 6)
    assert f"{new / 'scorer.toml'}: " in line
    assert "did you mean wide-image?" in line
    (new / "scorer.toml").write_text('ignore = ["tall-image"]\n')

    [line] = looked(watch, capsys, 7, 9)

    assert line.split()[0] == GOOD
    assert "new/c.png" in Path(line.split()[1]).as_posix()


def test_a_draft_that_is_saved_again_is_told_with_its_former_score(drafts, capsys):
    settings = Settings(ocr_engine="none", select=("wide-image",))
    watch = _Watch(drafts, Loaded(settings, {}), None, Settling(1.0))
    looked(watch, capsys, 0, 2)
    good = (drafts / "a.png").read_bytes()
    (drafts / "b.png").write_bytes(good + b" ")
    (drafts / "a.png").write_bytes(good + b" ")

    same, better = looked(watch, capsys, 3, 5)

    assert same.split()[0] == better.split()[0] == GOOD
    assert same.endswith("a.png (as before)")
    assert better.endswith(f"b.png ({float(WIDE):.1f} before)")


def test_half_a_draft_is_told_only_after_some_looks(drafts, capsys):
    whole = (drafts / "a.png").read_bytes()
    (drafts / "b.png").unlink()
    (drafts / "a.png").write_bytes(whole[: len(whole) // 2])
    settings = Settings(ocr_engine="none", select=("wide-image",))
    watch = _Watch(drafts, Loaded(settings, {}), None, Settling(1.0))
    for now in range(5):
        watch.look(now)
    assert capsys.readouterr().out == ""
    watch.look(5)

    assert capsys.readouterr().out.startswith("    –  ")


def test_a_folder_that_goes_keeps_its_report_and_is_told_once(drafts, capsys):
    page = drafts.parent / "report.html"
    settings = Settings(ocr_engine="none", select=("wide-image",))
    watch = _Watch(drafts, Loaded(settings, {}), page, Settling(1.0))
    for now in (0, 2):
        watch.look(now)
    whole = page.read_text()
    drafts.rename(drafts.parent / "away")
    for now in (3, 4):
        watch.look(now)

    assert page.read_text() == whole
    assert capsys.readouterr().err == f"{drafts} is not there: waiting for it\n"

    (drafts.parent / "away").rename(drafts)
    watch.look(5)

    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"{drafts} is back\n")


def test_a_report_that_cannot_be_written_is_told_and_tried_again(drafts, capsys):
    page = drafts.parent / "reports" / "report.html"
    settings = Settings(ocr_engine="none", select=("wide-image",))
    watch = _Watch(drafts, Loaded(settings, {}), page, Settling(1.0))
    for now in (0, 2, 3):
        watch.look(now)
    assert capsys.readouterr().err.count("report.html cannot be written") == 1
    page.parent.mkdir()
    watch.look(4)

    assert page.read_text().count('class="card"') == 2


@pytest.mark.parametrize("name", ["x.unknown", "no-folder/x.html"])
def test_a_report_that_has_no_place_is_refused_before_the_first_draft(drafts, name):
    done = run("watch", drafts, "-o", name)

    assert done.exit_code == 2
    assert name in done.output
