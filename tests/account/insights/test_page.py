"""The page about an account: what it says, and that nothing foreign gets into it."""

import json
import re
import zipfile

import pytest
from PIL import Image, ImageDraw

from scorer.account.data import small_pictures
from scorer.account.insights import record, words
from scorer.account.insights.pairs import Pair
from tests.support.account import scorer, write_account
from tests.support.browsing import (
    LOOKS,
    axe_violations,
    chromium,
    has_sideways_scroll,
    in_browser,
    opened,
)


def draw_pins(folder, count):
    """Write a little picture for each of the first pins."""
    folder.mkdir()
    for index in range(count):
        image = Image.new("RGB", (200, 300), (40 * index % 255, 120, 160))
        ImageDraw.Draw(image).text((20, 40), f"Pin {index}", (255, 255, 255))
        image.save(folder / f"pin-{index}.png")
    return folder


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """An account of 200 pins, 120 of which have pictures, trained and retrained."""
    folder = tmp_path_factory.mktemp("account")
    exports, features = write_account(folder)
    rows = [line.split(",") for line in exports.read_text().splitlines()]
    rows[0] += ["Title", "Outbound clicks"]
    for number, row in enumerate(rows[1:]):
        row += [f"<b>Title {number}</b>", str(int(row[2]) // (2 + number % 7))]
    lines = [",".join(row) for row in rows]
    exports.write_text("\n".join(lines[:151]) + "\n")
    pictures = draw_pins(folder / "pins", 120)
    model = folder / "m"
    given = ("--features", features, "--pins", pictures)
    first = scorer("train", exports, *given, "--out", model)
    assert first.exit_code == 0, first.output
    exports.write_text("\n".join(lines) + "\n")
    second = scorer("train", exports, *given, "--update", model)
    assert second.exit_code == 0, second.output
    return model, first, second


def test_training_writes_the_page_and_names_it(trained):
    model, first, _ = trained

    assert "Open " in first.output
    assert (model / "insights.html").is_file()
    assert "From 200 pins: yes, your designs explain" in page(model)


def test_the_rule_of_the_account_is_the_first_effect(trained):
    found = record.load(trained[0])

    best = found.effects[0]
    assert best.feature == "geometry.width_px"
    assert best.is_rising
    assert best.probability > 0.97
    assert sum(best.counts) == 200
    assert len(set(best.low)) == len(set(best.high)) == 3
    assert not set(best.low) & set(best.high)
    assert "Width of the image" in page(trained[0])
    assert "Make more of" in page(trained[0])


def test_examples_lie_at_their_ends_and_have_pictures(trained):
    model = trained[0]
    widths = {
        row.split(",")[1]: float(row.split(",")[4])
        for row in (model.parent / "features.csv").read_text().splitlines()[1:]
    }
    best = record.load(model).effects[0]

    assert max(widths[pin] for pin in best.low) < min(widths[pin] for pin in best.high)
    assert all(int(pin[4:]) < 120 for pin in (*best.low, *best.high))


def test_winners_and_losers_share_board_and_time(trained):
    found = record.load(trained[0])
    pins = {pin.id: pin for pin in found.pins}

    assert found.pairs
    for pair in found.pairs:
        winner, loser = pins[pair.winner], pins[pair.loser]
        assert winner.board == loser.board == pair.board
        assert abs((winner.day - loser.day).days) <= 31 * pair.months
        assert pair.times > 1.2
        assert pair.differences[0].feature == "geometry.width_px"


def test_what_changed_and_what_came_true_are_in_the_page(trained):
    text = page(trained[0])

    assert "How the last estimates came true" in text
    assert "Of 50 pins new to it, the last model expected" in text
    assert "All 2 trainings" in text
    listed = scorer("insights", trained[0], "--history")
    assert listed.output.count("Figures up to") == 2


def test_pins_without_a_picture_are_told(trained):
    assert "80 pins are shown without a picture" in page(trained[0])


def test_terminal_and_json_say_the_same(trained):
    model = trained[0]

    text, data = scorer("insights", model), scorer("insights", model, "-f", "json")

    headline = re.search("<h1>(.*?)</h1>", page(model)).group(1)
    assert headline in text.output
    assert json.loads(data.stdout)["insights"]["effects"][0]["together"] == []
    card = (model / "card.md").read_text()
    assert headline.removesuffix(".") in card


def test_nothing_is_fetched_and_titles_are_text(trained):
    text = page(trained[0])

    assert "<b>Title" not in text
    assert "&lt;b&gt;Title" in text
    assert "<script" not in text
    wanted = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?([^"' )>]+)""", text)
    assert all(each.startswith(("data:", "#")) for each in wanted)


def test_a_rule_is_told_of_made_up_accounts_only(trained, tmp_path):
    rule = tmp_path / "rule.json"
    rule.write_text("{}")

    real = scorer("insights", trained[0], "--rule", rule)

    assert real.exit_code == 2
    assert "made-up accounts" in real.output


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive"])
def test_a_broken_archive_of_pictures_is_a_sentence(trained, tmp_path, content):
    model = copied(trained[0], tmp_path)
    (model / small_pictures.FILE).write_bytes(content)

    result = scorer("insights", model)

    assert result.exit_code == 2
    assert "pictures.zip cannot be read" in result.output


def test_what_is_no_small_picture_is_not_shown(trained, tmp_path):
    model = copied(trained[0], tmp_path)
    path = model / small_pictures.FILE
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, name in enumerate(names):
            content = b"<svg onload=alert(1)>" if number % 2 else b"RIFF1234WEBP" * 9999
            archive.writestr(name, content)

    result = scorer("insights", model, "-o", tmp_path / "a.html")

    assert result.exit_code == 0, result.output
    assert "data:image/webp" not in (tmp_path / "a.html").read_text()


def test_an_altered_file_is_refused(trained, tmp_path):
    model = copied(trained[0], tmp_path)
    path = model / record.FILE
    path.write_text(path.read_text().replace('"pin-1"', '"pin-x"', 1))

    assert scorer("insights", model).exit_code == 2
    assert "no insights" in scorer("insights", tmp_path).output


def test_pins_that_are_named_link_to_their_own_reports(tmp_path):
    pictures = draw_pins(tmp_path / "pins", 24)
    lines = ["Pin ID,Title,Impressions,Pin clicks,Outbound clicks"]
    lines += [
        f"pin-{n},Title {n},9000,{20 + 25 * n},{4 + (7 * n) % 90}" for n in range(24)
    ]
    (tmp_path / "pins.csv").write_text("\n".join(lines) + "\n")
    given = ("--pins", pictures, "--ocr-engine", "none", "--jobs", 1)
    model, page_elsewhere = tmp_path / "m", tmp_path / "a" / "b.html"
    page_elsewhere.parent.mkdir()

    result = scorer("train", tmp_path / "pins.csv", *given, "-o", model)

    assert result.exit_code == 0, result.output
    found = record.load(model)
    assert len(found.reports) > 8
    reports = (model / "pins.html").read_text()
    for pin, place in found.reports.items():
        detail = reports.split(f'<template data-pin="{place}"', 1)[1]
        title = f"Title {pin.removeprefix('pin-')}"
        assert title in detail.split("<template data-pin=")[0]
        assert f'href="pins.html#pin-{place}"' in page(model)
    scorer("insights", model, "-o", page_elsewhere)
    assert f'href="../m/pins.html#pin-{place}"' in page_elsewhere.read_text()


def page(model):
    return (model / "insights.html").read_text()


def copied(model, folder):
    import shutil

    return shutil.copytree(model, folder / "copy")


class TestInBrowser:
    pytestmark = in_browser

    def test_reads_well_everywhere(self, trained):
        address = (trained[0] / "insights.html").as_uri()
        with chromium() as browser:
            for size, scheme in LOOKS:
                with opened(browser, address, size, scheme) as tab:
                    assert not has_sideways_scroll(tab)
                    assert tab.locator(".map .spot").count() > 20
                    assert axe_violations(tab) == []


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("Soups", 1), ("Cakes", 12)], "of one board and of about one time, so that"),
        ([("Soups", 0), ("Cakes", 12)], "Two pins of one board, so that this does not"),
        ([("", 3)], "Two pins of about one time, so that this does not"),
        ([("", 0)], "Their boards and days may explain a part"),
    ],
)
def test_what_pairs_have_in_common_is_said_where_it_is_known(pairs, said):
    made = [Pair(board, months, "1", "2", 2.0, ()) for board, months in pairs]

    assert said in words.pairs_are(made)
