"""What people see at a terminal: a line a pin, whole pins, totals."""

from dataclasses import replace

import pytest

from scorer import reports as formats
from scorer.core.display.wrapping import cells
from scorer.core.guideline import Impact, Outcome
from scorer.core.report import Document, Failure, Gain, Report, Score, Suggestion
from scorer.reports._terminal.view import Detail, View
from tests.reports._make import ESTIMATE, finding, report, unread
from tests.reports._make import result as make_result

CHANGE = Suggestion("crop it to 2:3, 800 × 1200 px", Gain(16.7), "wide-image")


@pytest.fixture(autouse=True)
def narrow(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


def shown(*reports, **view):
    return "".join(formats.terminal_text(Document(reports), View(**view)))


def whole(*reports):
    return shown(*reports, detail=Detail.BLOCKS)


def pins(count, **more):
    """So many pins with rising scores."""
    return [report(f"pin-{n}.png", float(n), **more) for n in range(1, count + 1)]


def with_findings(number):
    made = report()
    failed = next(each for each in made.results if each.findings)
    many = replace(failed, findings=failed.findings[:1] * number)
    return replace(made, results=(many,))


def test_a_line_a_pin_the_worst_last_above_the_totals():
    lines = shown(*pins(9)).splitlines()

    assert [line.split()[0] for line in lines[1:10]] == list("987654321")
    assert lines[0].split()[0] == "score"
    assert "9 pins scored, average 5" in lines[11]


def test_a_line_names_score_parts_and_the_first_change():
    pin = report("a.png", 50.0, advice=(CHANGE,))
    text = shown(pin, report("b.png", 90.0))

    assert "   50   50  a.png         +17 crop it to 2:3, 800 × 1200 px" in text


def test_100_pins_and_their_totals_fit_in_114_lines_of_80_cells():
    long = Suggestion("cut the text from 246 words to about 12; " * 3, Gain(9.0), "a")
    named = [
        report(f"drafts/a-rather-long-name-of-a-pin-{n}.png", float(n), advice=(long,))
        for n in range(100)
    ]
    problems = tuple(make_result(f"guideline-{n}") for n in range(9))
    named = [replace(each, results=problems) for each in named]
    partial = replace(named[50].score, partial=("copy",), parts={"copy": None})
    unworded = replace(named[50].pin, title="")
    named[50] = replace(named[50], score=partial, pin=unworded)
    steps = [(f"scorer advise 'drafts/{'long-name-' * 9}.png'", "the worst")] * 2
    lines = shown(*named, next_steps=lambda: steps).splitlines()

    assert len(lines) <= 114
    assert max(map(cells, lines[:-2])) <= 80
    assert "15 post it (85+), 15 a small change would help (70+)," in "".join(lines)


def test_no_word_is_broken_in_the_middle():
    words = "extraordinarily incomprehensible characterizations misunderstand"
    long = Suggestion(words, Gain(9.0), "a")
    line = shown(*pins(2, advice=(long,))).splitlines()[1]
    last = line.rsplit(maxsplit=1)[1]

    assert last.endswith("…")
    assert last.removesuffix("…") in words.split()


@pytest.mark.parametrize(
    ("columns", "has_parts", "least"),
    [(40, False, 15), (60, False, 24), (80, True, 24)],
)
def test_a_narrow_terminal_leaves_out_parts_before_it_cuts_what_to_change(
    columns, has_parts, least, monkeypatch
):
    monkeypatch.setenv("COLUMNS", str(columns))
    parts = {"mobile": 90.0, "text": 80.0, "focus": 70.0, "copy": 60.0}
    change = Suggestion("enlarge the picture or the words " * 3, Gain(9.0), "a")
    made = [
        replace(each, score=replace(each.score, parts=parts), advice=(change,))
        for each in pins(2)
    ]
    lines = shown(*made).splitlines()[:3]

    assert ("mobile" in lines[0]) is has_parts
    assert all(cells(line) <= columns for line in lines)
    assert all(len(line.partition(".png")[2].strip()) >= least for line in lines[1:])


def test_wide_characters_keep_the_columns():
    wide = [report(f"日本語-{n}.png", 50.0, advice=(CHANGE,)) for n in range(2)]
    lines = shown(*wide, report("plain.png", 50.0, advice=(CHANGE,))).splitlines()

    assert len({cells(line[: line.index("crop")]) for line in lines[1:4]}) == 1


def test_colors_only_where_a_terminal_shows_them(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" in shown(*pins(2))

    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in shown(*pins(2))


def test_the_worst_alone():
    text = shown(*pins(9), top=2)

    assert text.startswith("7 better pins not shown\n")
    assert "pin-3.png" not in text
    assert "pin-2.png" in text
    assert "9 pins scored" in text


def test_files_that_could_not_be_read_take_no_place_of_the_worst():
    broken = [unread(f"broken-{n}.png") for n in range(3)]
    text = shown(*pins(9), *broken, top=2)

    assert text.startswith("7 better pins and 1 unreadable file not shown\n")
    assert "pin-2.png" in text
    assert "pin-1.png" in text
    assert text.count("could not be read:") == 2


def guess(**more):
    return Score(50.0, {"text": 50.0}, replace(ESTIMATE, **more))


def test_a_line_names_the_rate_that_a_model_expects():
    rare = guess(rate=0.0042, notices=("early signs", "unlike your pins"))
    text = shown(
        report("a.png", score=guess()), report("b.png", score=rare), *pins(1), unread()
    )

    assert "text    rate  pin" in text.splitlines()[0]
    assert "   50   1.3 %  a.png" in text
    assert "   50  0.42 %  b.png" in text
    assert "    1       –  pin-1.png" in text
    assert "rate: the pin click rate to expect; --verbose has its range; early" in text
    assert "unlike your pins" not in text
    assert max(map(cells, text.splitlines())) <= 80


def test_without_a_model_nothing_is_said_of_rates():
    text = shown(*pins(2))

    assert "rate" not in text
    assert text.splitlines()[3] == ""
    assert text.splitlines()[4].startswith("2 pins")


def test_no_pin_is_better_than_all():
    assert "better than 99 %" in whole(report(score=guess(percentile=0.999)))


def test_the_totals_alone():
    text = shown(*pins(9), detail=Detail.NONE)

    assert text.startswith("9 pins scored")
    assert "pin-1.png" not in text


def test_totals_count_the_bands_and_the_commonest_problems():
    other = make_result("wide-image")
    made = [replace(each, results=(*each.results, other)) for each in pins(2)]
    text = shown(*made, report("good.png", 90.0))

    assert "1  85 and more  post it" in text
    assert "2  below 35     do not post it" in text
    assert text.index("3  Title of small-text") < text.index("2  Title of wide-image")


@pytest.mark.parametrize(
    ("value", "number", "range_"),
    [(49.6, "50", "50 to 70"), (84.5, "84", "70 to 85"), (84.6, "85", "85 and more")],
)
def test_a_pin_is_counted_in_the_range_of_the_number_that_is_shown(
    value, number, range_
):
    text = shown(report("a.png", value), report("b.png", 10.0))

    assert text.splitlines()[1].split()[0] == number
    assert f"   1  {range_}" in text


def test_what_to_run_next_is_asked_at_the_end():
    text = shown(*pins(2), next_steps=lambda: [("scorer advise a.png", "the worst")])

    assert text.endswith("Next  scorer advise a.png  the worst\n")


def test_what_a_line_says_without_a_change():
    doubt = replace(
        make_result(outcome=Outcome.REVIEW), findings=(finding("it may be a face"),)
    )
    text = shown(
        report("a.png", results=(doubt,)),
        report("b.png", results=()),
        Report("c.png", failure=Failure("x", "c.png is no picture")),
    )

    assert "check by eye: it may be a face" in text
    assert "no problems found" in text
    assert "could not be read: c.png is no picture" in text
    assert "2 pins scored, average 50; 1 file could not be read" in text


def test_a_partial_score_has_a_star_and_says_why():
    made = report()
    score = replace(made.score, partial=("copy",), parts={"text": 50.0, "copy": None})
    text = shown(replace(made, score=score, pin=replace(made.pin, title="")), *pins(1))

    assert " 50*" in text
    assert "* partial: copy not judged: title and description were not given" in text


def test_paths_are_told_from_the_folder_that_holds_all():
    text = shown(report("/home/me/drafts/a.png"), report("/home/me/drafts/old/b.png"))

    assert "  a.png" in text
    assert "old/b.png" in text
    assert "/home" not in text


def test_a_single_pin_is_shown_whole():
    text = shown(report())

    assert "small-text (serious) the line is 4.4 dp high → use larger letters" in text


def test_three_findings_of_a_guideline_are_shown_and_the_rest_counted():
    text = whole(with_findings(5))

    assert text.count("✗") == 4
    assert "and 2 more of this kind" in text


def test_each_finding_names_its_own_points():
    first, second = with_findings(2).results[0].findings
    parted = (replace(first, cost=9.3), replace(second, cost=5.1))
    costly = replace(with_findings(2).results[0], cost=14.4, findings=parted)
    lines = whole(replace(report(), results=(costly,))).splitlines()

    assert [line.split()[1] for line in lines if "✗" in line] == ["+9", "+5"]


def test_a_problem_names_its_points_and_impact_once():
    costly = replace(with_findings(2).results[0], cost=14.4, impact=Impact.CRITICAL)
    text = whole(replace(report(), results=(costly,)))

    assert text.count("+14") == 1
    assert text.count("(critical)") == 1


def test_no_line_ends_in_blanks_and_the_last_one_ends():
    text = shown(report(), Report("a.png", failure=Failure("x", "cannot be read")))

    assert text.endswith("\n")
    assert not any(line.endswith(" ") for line in text.splitlines())


def test_guidelines_left_to_a_person_for_one_reason_share_a_line():
    unsure = [
        make_result(name, Outcome.REVIEW) for name in ("small-text", "tall-image")
    ]
    text = whole(replace(report(), results=tuple(unsure)))

    assert "small-text, tall-image a person should look" in text
    assert text.count("?") == 1


def test_what_every_pin_has_in_common_stands_once_at_the_end():
    unsure = (make_result("missing-title", Outcome.REVIEW),)
    made = [replace(report(), path=name, results=unsure) for name in ("a", "b")]
    text = whole(*made, Report("c", failure=Failure("x", "cannot be read")))

    assert text.count("missing-title") == 1
    assert text.index("for every pin") < text.index("missing-title")


def test_a_verdict_of_other_reason_stays_with_its_pin():
    first = make_result("missing-title", Outcome.REVIEW)
    made = [
        replace(report(), results=(each,))
        for each in (first, replace(first, reason="another one"))
    ]

    assert "for every pin" not in whole(*made)


def test_a_problem_that_takes_no_points_is_told_as_one():
    small = replace(
        make_result(outcome=Outcome.FAIL),
        findings=(replace(finding("too few pixels"), advice="export it larger"),),
        cost=0.0,
    )
    tried = replace(small, preview=True)
    text = shown(report("a.png", results=(small,)), report("b.png", results=(tried,)))

    assert "costs no points: export it larger" in text
    assert text.count("no problems found") == 1


def test_a_low_score_without_a_problem_by_name_says_what_takes_the_points():
    made = report(results=())
    low = replace(made, score=replace(made.score, guidelines=70.0, finish=-14.2))
    high = replace(made, score=replace(made.score, guidelines=90.0, finish=-4.0))
    text = shown(low, high)

    assert "no single problem: the overall look takes 14 points" in text
    assert "no problems found" in text


@pytest.mark.parametrize(
    ("chances", "first", "then"),
    [
        (
            (0.2,),
            "Post b.png: 80 % likely to be clicked more than a.png",
            "By score alone",
        ),
        (
            (0.7,),
            "Rather post a.png: 70 % likely to be clicked more than b.png",
            "By sco",
        ),
        ((0.5,), "Your own pins cannot tell which will be clicked more", "Best: a.png"),
        ((), "Best: a.png, 90 against 50 of b.png", ""),
    ],
)
def test_a_comparison_ends_with_which_to_post(chances, first, then):
    variants = [report("a.png", 90.0), report("b.png", 50.0)]
    lines = "".join(formats.comparison_text(variants, chances)).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(first))

    assert not lines[at - 1]
    assert not then or any(line.startswith(then) for line in lines[at + 1 :])


def test_long_names_of_variants_are_cut_in_the_middle_and_never_broken():
    named = [report(f"10917007659{n}2328888890.jpg", 90.0 - n) for n in range(4)]
    text = "".join(formats.comparison_text(named, [0.5, 0.5, 0.5]))

    assert sum("….jpg" in line or "890.jpg" in line for line in text.splitlines()) >= 4
    assert not any(line.strip() in {"g", "pg", "jpg"} for line in text.splitlines())
