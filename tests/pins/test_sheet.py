"""A sheet of pins judged as a whole."""

from datetime import date

import numpy as np
import pytest
from PIL import Image

from scorer.core.pin import Pin
from scorer.core.report import Report
from scorer.pins import find
from scorer.pins.sheet_limits import SheetLimits
from scorer.scoring.carousel import with_carousel_notices

HEADER = (
    "Title,Media URL,Pinterest board,Thumbnail,Description,Link,Publish date,Keywords"
)
LIMITS = SheetLimits(rows=3, days=14, today=date(2026, 8, 1))


def bulk(*rows):
    return "\n".join([HEADER, *rows]) + "\n"


def row(title="A", media="a.png", board="Home", link="https://l.example", day=""):
    return f"{title},https://x.example/{media},{board},,,{link},{day},"


def told(folder, text, name="pins.csv"):
    (folder / name).write_text(text)
    return [
        (each.refusals, each.notices) for each in find([folder / name], limits=LIMITS)
    ]


def test_a_good_sheet_has_no_remarks(tmp_path):
    rows = [row("A", "a.png", day="2026-08-15T10:00:00"), row("B", "b.png")]

    assert told(tmp_path, bulk(*rows)) == [((), ()), ((), ())]


REFUSED = {
    "equal titles": (
        [row("Cozy Ideas"), row("cozy ideas", "b.png")],
        "the same title as line 2: Pinterest takes each title once per sheet",
    ),
    "too many rows": (
        [row(str(n), f"{n}.png") for n in range(4)],
        "pin 4 of the sheet: Pinterest takes 3, split it",
    ),
    "no board": ([row("A"), row("B", "b.png", board="")], "no board"),
    "too far ahead": (
        [row("A", day="2026-08-16")],
        "publish date 2026-08-16 is 15 days ahead: Pinterest takes 14",
    ),
    "in the past": (
        [row("A", day="2026-07-31T23:59:59")],
        "publish date 2026-07-31T23:59:59 is in the past",
    ),
    "as a person writes it": (
        [row("A", day="16/8/2026")],
        "“16/8/2026” is no date for Pinterest: write 2026-08-01T10:00:00",
    ),
}


@pytest.mark.parametrize(("rows", "said"), REFUSED.values(), ids=REFUSED)
def test_what_pinterest_would_refuse(tmp_path, rows, said):
    *before, (refusals, _) = told(tmp_path, bulk(*rows))

    [refusal] = refusals
    assert refusal.startswith(f"pins.csv, line {len(rows) + 1}: ")
    assert said in refusal
    assert all(not each for each, _ in before)


def test_the_sheet_of_another_program_has_notices_only(tmp_path):
    text = (
        "Image URL,Page URL,Title,Date\na.png,,Cozy,x\nb.png,https://l.example,Cozy,\n"
    )

    assert told(tmp_path, text) == [
        ((), ("pins.csv, line 2: no link: a tap on the pin leads nowhere",)),
        ((), ("pins.csv, line 3: the same title as line 2",)),
    ]


def test_the_same_picture_twice_is_told_and_both_are_kept(tmp_path):
    text = "path,title\na.png,One\n./a.png,Two\na.png,One\n"

    assert [notices for _, notices in told(tmp_path, text)] == [
        (),
        ("pins.csv, line 3: the same picture as line 2",),
        (
            "pins.csv, line 4: the same title as line 2",
            "pins.csv, line 4: the same picture as line 2",
        ),
    ]


def test_a_carousel_has_five_pictures_at_most(tmp_path):
    cell = ", ".join(f"{n}.png" for n in range(6))

    found = told(tmp_path, f'Media URL(s),Title\n"{cell}",Six\n')

    assert len(found) == 6
    assert "5 pictures at most, not 6" in found[0][0][0]


def test_a_carousel_stays_together_in_its_folder(tmp_path):
    for name in ("a.png", "b.png", "z.png"):
        Image.fromarray(np.zeros((60, 40, 3), np.uint8)).save(tmp_path / name)
    (tmp_path / "pins.csv").write_text('path,title\n"a.png, z.png",Two\n')

    pins = list(find([tmp_path]))

    assert [(pin.path.name, pin.page, pin.pages) for pin in pins] == [
        ("a.png", 1, 2),
        ("z.png", 2, 2),
        ("b.png", 1, 1),
    ]


def shown(pins, sizes):
    reports = [Report("x", width_px=w, height_px=h) for w, h in sizes]
    return [each.notices for each in with_carousel_notices(pins, reports)]


def carousel(path, pages):
    return [Pin(path, page=page, pages=pages) for page in range(1, pages + 1)]


def test_pictures_of_a_carousel_are_told_of_each_other(tmp_path):
    pins = [Pin(tmp_path), *carousel(tmp_path, 2), Pin(tmp_path)]

    assert shown(pins, [(10, 15)] * 4) == [
        (),
        ("picture 1 of 2 of a carousel",),
        ("picture 2 of 2 of a carousel: feeds show the first",),
        (),
    ]


def test_a_carousel_of_two_shapes_says_so(tmp_path):
    [first, second] = shown(carousel(tmp_path, 2), [(1000, 1500), (1000, 1000)])

    says = "the pictures of the carousel differ in shape: 1000 × 1500, 1000 × 1000 px"
    assert first[1] == second[1] == says


def test_a_later_picture_by_itself_is_no_carousel(tmp_path):
    pins = [carousel(tmp_path, 3)[1], carousel(tmp_path, 2)[1]]

    assert shown(pins, [(10, 15), (10, 10)]) == [(), ()]


def test_a_carousel_of_which_a_picture_cannot_be_read(tmp_path):
    assert len(shown(carousel(tmp_path, 2), [(10, 15), (0, 0)])) == 2


@pytest.mark.parametrize(
    "media", ["https://mp]x://x.a ;b.jpg", "v.mp4", "https://[shop]/a.png"]
)
def test_an_address_that_is_none_names_no_file(tmp_path, media):
    """Found by the guided fuzzer: such an address was a traceback."""
    cells = f"A,{media},Home,https://[x]/a.jpg,,https://l.example,,"
    (tmp_path / "pins.csv").write_text(bulk(cells))

    [pin] = find([tmp_path / "pins.csv"])

    assert not pin.path.exists()
