"""The check command."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from scorer.cli import main
from scorer.scoring.gate import PRESETS


def draw(path, width, height):
    Image.fromarray(np.zeros((height, width, 3), np.uint8)).save(path)


@pytest.fixture
def drafts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drafts").mkdir()
    draw(tmp_path / "drafts" / "good.png", 60, 90)
    draw(tmp_path / "drafts" / "wide.png", 90, 60)
    return tmp_path


def check(*arguments):
    return CliRunner().invoke(
        main, ["check", "--select", "wide-image", *map(str, arguments)]
    )


def test_not_met_says_which_guideline_and_how_to_mend(drafts):
    done = check("drafts")

    assert done.exit_code == 1
    assert "✓ drafts/good.png" in done.output
    assert "✗ drafts/wide.png\n" in done.output
    assert "    wide-image (" in done.output
    assert "gate met by 1 of 2 pins\n" in done.output
    assert "export it at 1000 × 1500 px" in done.output


def test_met_is_silent_when_quiet(drafts):
    done = check("drafts/good.png", "--quiet")

    assert (done.exit_code, done.output) == (0, "")


def test_unreadable_file_is_three_where_the_rest_is_met(drafts):
    (drafts / "drafts" / "broken.png").write_bytes(b"no picture")

    assert check("drafts/good.png", "drafts/broken.png").exit_code == 3
    assert check("drafts").exit_code == 1


@pytest.mark.parametrize(
    "flags", [("--fail-on", "seriuos"), ("--min-score", "lots"), ("--baseline", "no")]
)
def test_unusable_flag_is_two(drafts, flags):
    assert check("drafts/good.png", *flags).exit_code == 2


def test_baseline_lets_old_drafts_through(drafts):
    assert check("drafts", "--write-baseline", "old.json").exit_code == 0
    assert check("drafts", "--baseline", "old.json").exit_code == 0


def test_folder_overrides_apply_to_that_folder_only(drafts):
    (drafts / "scorer.toml").write_text('[folders."*/old/*"]\nfail-on = "never"\n')
    (drafts / "drafts" / "old").mkdir()
    draw(drafts / "drafts" / "old" / "wide.png", 90, 60)

    assert check("drafts/old").exit_code == 0
    assert check("drafts").exit_code == 1


def test_a_flag_or_a_variable_is_stronger_than_the_table_of_a_folder(
    drafts, monkeypatch
):
    (drafts / "scorer.toml").write_text('[folders."drafts/*"]\nfail-on = "never"\n')

    assert check("drafts").exit_code == 0
    assert check("drafts", "--fail-on", "serious").exit_code == 1
    monkeypatch.setenv("SCORER_FAIL_ON", "serious")
    assert check("drafts").exit_code == 1


def test_unknown_key_of_a_folder_is_refused(drafts):
    (drafts / "scorer.toml").write_text('[folders."*"]\nmin-scor = 3\n')
    done = check("drafts")

    assert done.exit_code == 2
    assert "min-score" in done.output


def test_machine_format_is_alone_on_standard_output(drafts):
    done = check("drafts", "--format", "github")

    assert done.exit_code == 1
    assert done.stdout.startswith("::error file=drafts/wide.png")
    assert "✗" in done.stderr


def test_what_meets_the_gate_is_no_error_in_what_machines_read(drafts):
    done = check("drafts", "--format", "junit", "--fail-on", "never")

    assert done.exit_code == 0
    assert 'failures="0"' in done.stdout
    assert check("drafts", "--format", "junit").stdout.count("<failure") > 0


def test_github_summary_is_appended(drafts, monkeypatch):
    summary = drafts / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    check("drafts", "--format", "github")

    assert "**wide-image**" in summary.read_text()


@pytest.mark.parametrize("command", ["check", "score", "report"])
@pytest.mark.parametrize(
    ("form", "root"),
    [
        ("github", "GITHUB_WORKSPACE"),
        ("sarif", "GITHUB_WORKSPACE"),
        ("gitlab", "CI_PROJECT_DIR"),
    ],
)
def test_a_step_in_a_folder_names_files_from_the_root_of_the_repository(
    command, form, root, drafts, monkeypatch
):
    run = CliRunner()
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.setenv(root, str(drafts))
    monkeypatch.chdir(drafts / "drafts")
    Path("more").mkdir()
    draw(Path("more/wide.png"), 90, 60)
    run.invoke(main, ["score", ".", "-o", "old.jsonl"])
    paths = ["old.jsonl"] if command == "report" else [".", str(Path("more").resolve())]

    said = run.invoke(main, [command, *paths, "--format", form]).stdout

    assert "drafts/wide.png" in said
    assert "drafts/more/wide.png" in said
    assert "drafts/drafts" not in said
    assert '"uri": "file:' not in said


def test_elsewhere_files_are_named_as_they_were_given(drafts, monkeypatch):
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.delenv("CI_PROJECT_DIR", raising=False)
    monkeypatch.chdir(drafts / "drafts")

    assert "file=wide.png" in check(".", "--format", "github").stdout

    monkeypatch.setenv("GITHUB_WORKSPACE", str(drafts / "elsewhere"))
    assert "file=wide.png" in check(".", "--format", "github").stdout


def test_summary_never_grows_beyond_what_github_shows(drafts, monkeypatch):
    summary = drafts / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setattr("scorer.cli.check._SUMMARY_BYTES", 100)
    check("drafts", "--format", "github")

    assert summary.read_text().endswith("More pins than a summary holds.\n")
    assert "**wide-image**" not in summary.read_text()


def test_folder_without_pictures_could_not_be_checked(drafts):
    (drafts / "empty").mkdir()

    assert check("empty").exit_code == 2


def test_an_unreadable_file_is_told_and_no_pin(drafts):
    (drafts / "drafts" / "broken.png").write_bytes(b"no picture")
    lines = check("drafts").output.splitlines()

    assert "gate met by 1 of 2 pins" in lines
    assert "1 file could not be read" in lines
    assert any(
        line.startswith("! drafts/broken.png is not an image – use") for line in lines
    )


def whole(*arguments):
    return CliRunner().invoke(main, ["check", "--no-cache", *map(str, arguments)])


def test_a_gate_that_was_blind_is_three_and_says_why(drafts):
    done = whole("drafts/good.png", "--ocr-engine", "recorded", "--fail-on", "critical")

    assert done.exit_code == 3
    assert "? drafts/good.png\n    text" in done.output
    assert "not judged: no recorded reading" in done.output
    assert "gate met by 0 of 1 pin" in done.output


def test_text_switched_off_on_purpose_is_told_and_met(drafts):
    done = whole("drafts/good.png", "--ocr-engine", "none", "--fail-on", "never")

    assert done.exit_code == 0
    assert "gate met by 1 of 1 pin" in done.output
    assert "1 pin checked in part: text not judged: text was not read" in done.output
    assert "copy not judged: title and description were not given" in done.output


def test_a_language_that_there_is_not_stops_before_the_first_pin(drafts):
    done = whole("drafts", "--languages", "en")

    assert (done.exit_code, done.stdout) == (2, "")
    assert "did you mean eng?" in done.stderr


def test_a_row_that_pinterest_refuses_is_not_met(drafts):
    draw(drafts / "drafts" / "more.png", 60, 90)
    sheet = Path("drafts/sheet.csv")
    sheet.write_text(
        "Title,Media URL,Pinterest board\nOne,good.png,Home\nOne,more.png,Home\n",
        encoding="utf-8",
    )

    done = check(sheet)

    assert done.exit_code == 1
    assert "✓ drafts/good.png" in done.output
    assert "✗ drafts/more.png\n    sheet.csv, line 3: the same title" in done.output


def test_of_a_carousel_the_first_picture_counts(drafts):
    sheet = drafts / "drafts" / "pins.csv"
    sheet.write_text('path,title\n"good.png, wide.png",Two\n')

    assert check(sheet).exit_code == 0

    sheet.write_text('path,title\n"wide.png, good.png",Two\n')

    assert check(sheet).exit_code == 1


def test_a_path_that_is_missing_is_two_and_the_others_are_checked(drafts):
    done = check("drafts/good.png", "drafts/goood.png")

    assert done.exit_code == 2
    assert "✓ drafts/good.png" in done.output
    assert "goood.png does not exist" in done.output


def test_nothing_that_can_be_read_is_two(drafts):
    (drafts / "broken.png").write_bytes(b"no picture")

    assert check("broken.png").exit_code == 2
    assert check("nosuch").exit_code == 2


def test_a_pin_that_no_guideline_judges_is_not_met(drafts):
    done = CliRunner().invoke(
        main, ["check", "--select", "long-title", "drafts/good.png"]
    )

    assert done.exit_code == 2
    assert "? drafts/good.png\n    no guideline could judge it" in done.output
    assert "gate met by 0 of 1 pin" in done.output


def test_an_empty_folder_may_be_allowed(drafts):
    (drafts / "empty").mkdir()

    assert check("empty").exit_code == 2
    assert check("empty", "--allow-empty").exit_code == 0
    assert check("nosuch", "--allow-empty").exit_code == 2


def test_files_passed_over_are_counted_and_may_be_forbidden(drafts):
    folder = drafts / "drafts"
    (folder / "wide.png").unlink()
    for name in ("a.mp4", "b.psd", "notes.txt"):
        (folder / name).write_bytes(b"x")
    (folder / "photo").write_bytes((folder / "good.png").read_bytes())
    (folder / "LICENSE").write_text("free")

    done = check("drafts")
    strict = check("drafts", "--strict-files")

    assert (done.exit_code, strict.exit_code) == (0, 1)
    assert "3 files passed over, not opened: a.mp4, b.psd, photo" in done.output
    assert "✗ 3 files passed over" in strict.output


def test_a_folder_of_videos_is_not_empty_where_files_are_strict(drafts):
    (drafts / "clips").mkdir()
    (drafts / "clips" / "a.mp4").write_bytes(b"x")

    assert check("clips", "--allow-empty").exit_code == 0
    assert check("clips", "--allow-empty", "--strict-files").exit_code == 2


def test_a_baseline_says_what_it_lets_through(drafts):
    written = check("drafts", "--write-baseline", "old.json")
    done = check("drafts", "--baseline", "old.json")

    assert "old.json lets through 1 problem of 1 pin" in written.output
    assert "the baseline let 1 known problem of 1 pin through" in done.output


def test_a_baseline_counts_only_pins_that_would_fall_short(drafts):
    """A flaw of a pin that meets the gate is let through by the gate itself."""
    (drafts / "drafts" / "broken.png").write_bytes(b"")
    loose = ("--fail-on", "score:1")
    written = check("drafts", "--write-baseline", "old.json", *loose)
    done = check("drafts", "--baseline", "old.json", *loose)

    assert "old.json: every pin meets the gate by itself today" in written.output
    assert "! drafts/broken.png is empty" in written.output
    assert "the baseline let" not in done.output


def test_a_baseline_lets_nothing_through_of_pictures_that_do_not_count(drafts):
    """Of a carousel the first picture counts."""
    sheet = drafts / "drafts" / "pins.csv"
    sheet.write_text('path,title\n"good.png, wide.png",Two\n')
    written = check(sheet, "--write-baseline", "old.json")

    assert "old.json: every pin meets the gate by itself today" in written.output
    assert "the baseline let" not in check(sheet, "--baseline", "old.json").output


def test_a_baseline_that_settings_name_can_be_written_first_and_again(drafts):
    (drafts / "scorer.toml").write_text('baseline = "old.json"\n')
    missing = check("drafts")

    assert missing.exit_code == 2
    assert "old.json does not exist" in missing.output
    for _ in range(2):
        assert check("drafts", "--write-baseline", "old.json").exit_code == 0
    assert check("drafts").exit_code == 0


@pytest.mark.parametrize("folder", [".", "elsewhere"])
@pytest.mark.parametrize("way", ["relative", "absolute", "inside"])
def test_settings_are_those_nearest_to_the_picture(drafts, monkeypatch, folder, way):
    (drafts / "drafts" / "old").mkdir()
    (drafts / "elsewhere").mkdir()
    draw(drafts / "drafts" / "old" / "wide.png", 90, 60)
    (drafts / "drafts" / "wide.png").unlink()
    (drafts / "scorer.toml").write_text('[folders."drafts/old/*"]\nfail-on = "never"\n')
    start = drafts / "drafts" / "old" if way == "inside" else drafts / folder
    monkeypatch.chdir(start)
    typed = {
        "relative": Path("drafts") if folder == "." else Path("../drafts"),
        "absolute": drafts / "drafts",
        "inside": Path(),
    }[way]

    assert check(typed).exit_code == 0


def test_a_file_nearer_to_the_picture_is_stronger_than_that_of_the_folder(drafts):
    (drafts / "scorer.toml").write_text("min-score = 100\nfail-on = 'minor'\n")
    (drafts / "drafts" / "scorer.toml").write_text("fail-on = 'never'\n")

    assert check("drafts").exit_code == 0


@pytest.mark.parametrize("text", ["", "Foo,Bar\na,b\n", "path,title\n"])
def test_a_list_that_cannot_be_read_is_two(drafts, text):
    Path("pins.csv").write_text(text, encoding="utf-8")

    assert check("pins.csv").exit_code == 2
    assert check("pins.csv", "--allow-empty").exit_code == 2


def test_the_help_says_what_the_default_gate_stops():
    score, points = (each.split(":")[1] for each in PRESETS["team"].split(","))
    told = " ".join(CliRunner().invoke(main, ["check", "--help"]).stdout.split())

    assert f"what scores below {score} or loses {points} points by one fault" in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ignore = ['small-txt']", "unknown guideline 'small-txt' in ignore"),
        ("limits.small-txt.a = 1", "unknown guideline 'small-txt' in limits"),
        ("limits.small-text.a = 1", "small-text has no limit 'a'"),
        (
            "limits.hidden-subject.covered-share = 10",
            "limits: hidden-subject.covered-share = 10 is above 1: it is a share",
        ),
        ("ocr-engine = 'rapids'", "unknown OCR engine 'rapids'"),
        ("languages = ['klingon']", "there is no language 'klingon'"),
        ("fail-on = 'strickt'", "fail-on = 'strickt': no gate is called strickt"),
    ],
)
def test_what_is_wrong_with_a_setting_is_told_with_its_file(drafts, text, said):
    file = drafts / "drafts" / "scorer.toml"
    file.write_text(text)

    done = CliRunner().invoke(main, ["check", "drafts"])

    assert done.exit_code == 2
    assert done.output.startswith(f"scorer: {file}: {said}\n")


def test_what_is_wrong_with_a_folder_pattern_is_told_with_the_pattern(drafts):
    file = drafts / "scorer.toml"
    file.write_text('[folders."drafts/*"]\nignore = "small-txt"\n')

    done = check("drafts")

    assert done.exit_code == 2
    assert done.output.startswith(f"scorer: {file}: folders.'{drafts}/drafts/*': ")


def test_the_environment_is_told_by_its_variable_and_a_flag_by_itself(
    drafts, monkeypatch
):
    assert "scorer: unknown guideline 'x'" in check("drafts", "--ignore", "x").output

    monkeypatch.setenv("SCORER_IGNORE", "x")

    assert "scorer: SCORER_IGNORE: unknown guideline 'x'" in check("drafts").output


def test_unreadable_files_of_one_name_are_told_apart(drafts):
    for folder in ("a", "b"):
        (drafts / "drafts" / folder).mkdir()
        (drafts / "drafts" / folder / "x.png").write_bytes(b"")

    done = check("drafts")

    for folder in ("a", "b"):
        assert f"! drafts/{folder}/x.png is empty – export it again\n" in done.output


def test_a_report_is_not_written_over_a_baseline(drafts):
    check("drafts", "--write-baseline", "old.json")
    kept = (drafts / "old.json").read_text()

    done = check("drafts", "--baseline", "old.json", "-o", "old.json")

    assert (done.exit_code, (drafts / "old.json").read_text()) == (2, kept)
    assert "old.json is a baseline of `scorer check`: it is not" in done.output


def test_a_baseline_is_written_over_nothing_else(drafts):
    (drafts / "package.json").write_text('{"name": "site"}')

    done = check("drafts", "--write-baseline", "package.json")

    assert done.exit_code == 2
    assert (drafts / "package.json").read_text() == '{"name": "site"}'


def test_settings_that_begin_with_a_byte_order_mark_are_read(drafts):
    (drafts / "scorer.toml").write_text("\ufefffail-on = 'never'\n", "utf-8")

    assert check("drafts").exit_code == 0
