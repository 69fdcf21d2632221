"""The list of pins that waits for the names of their pictures."""

import csv

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from scorer.account.data.filling import FILE, write_list
from scorer.account.data.pictures import Picture
from scorer.cli import main
from scorer.exports import PinStats, read
from scorer.pins import find

CAKE, PIE = "880000000000000013", "880000000000000021"
PINS = [
    PinStats(CAKE, 900, 20, title="A cake", link="https://x.example/a", board="Cakes"),
    PinStats(PIE, 100, 5, title="=A pie"),
]


def rows(folder):
    with (folder / FILE).open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_pins_without_a_picture_stand_first(tmp_path):
    said = write_list(tmp_path, PINS, {CAKE: Picture(tmp_path / "more" / "a.png")})

    first, second = rows(tmp_path)
    assert "the 1 without a picture first" in said
    assert (first["path"], first["title"]) == ("", "'=A pie")
    assert first["pin_url"] == f"https://www.pinterest.com/pin/{PIE}/"
    assert (second["path"], second["board"]) == ("more/a.png", "Cakes")


def test_what_was_filled_in_stays(tmp_path):
    write_list(tmp_path, PINS[:1], {})
    path = tmp_path / FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n,", "\nmine.png,"), encoding="utf-8")

    write_list(tmp_path, PINS, {})

    assert [each["path"] for each in rows(tmp_path)] == ["mine.png", ""]


def test_a_filled_in_pin_of_another_export_stays(tmp_path):
    write_list(tmp_path, PINS[:1], {CAKE: Picture(tmp_path / "a.png")})

    write_list(tmp_path, PINS[1:], {})

    assert [each["path"] for each in rows(tmp_path)] == ["", "a.png"]


def test_somebody_s_own_list_is_left_alone(tmp_path):
    (tmp_path / FILE).write_text("Bild,Titel\na.png,A\n")

    said = write_list(tmp_path, PINS, {})

    assert "is your own list and stays as it is: add 2 pins to it" in said
    assert (tmp_path / FILE).read_text() == "Bild,Titel\na.png,A\n"


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path):
    said = write_list(tmp_path / "gone", PINS, {})

    assert said.startswith("no list to be filled in: ")


def test_the_list_is_a_list_of_pins_and_of_facts(tmp_path):
    Image.fromarray(np.zeros((60, 40, 3), np.uint8)).save(tmp_path / "a.png")
    write_list(tmp_path, PINS, {CAKE: Picture(tmp_path / "a.png")})

    [pin] = find([tmp_path])
    figures = tmp_path / "figures.csv"
    figures.write_text(f"Pin ID,Impressions,Pin clicks\n{CAKE},900,20\n")
    [stats] = read([tmp_path]).pins

    assert (pin.title, pin.id, pin.path.name) == ("A cake", CAKE, "a.png")
    assert (stats.title, stats.board, str(stats.path)) == ("A cake", "Cakes", "a.png")


def test_a_list_is_read_before_all_of_it_is_filled_in(tmp_path):
    """Also of pins that have no id, of which only the title is known."""
    Image.fromarray(np.zeros((60, 40, 3), np.uint8)).save(tmp_path / "a.png")
    pins = [PinStats("Cake", 900, 20), PinStats("Pie", 100, 5), PINS[0]]
    write_list(tmp_path, pins, {"Cake": Picture(tmp_path / "a.png")})

    [pin] = find([tmp_path])

    assert (pin.title, pin.path.name) == ("Cake", "a.png")


@pytest.fixture
def exports(tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    lines = [f"{880000000000000013 + n},Pin {n},{900 + n},20" for n in range(3)]
    header = "Pin ID,Title,Impressions,Pin clicks"
    (folder / "table.csv").write_text("\n".join([header, *lines]))
    return folder


def test_training_without_pictures_leaves_a_list_to_fill_in(exports, tmp_path):
    result = CliRunner().invoke(
        main, ["train", str(exports), "--out", str(tmp_path / "m")]
    )

    assert result.exit_code == 2
    assert "3 pins with figures, none with a picture" in result.output
    assert "pins.csv lists the pins, the 3 without a picture first" in result.output
    assert [each["title"] for each in rows(exports)] == ["Pin 2", "Pin 1", "Pin 0"]


def test_too_few_pictures_are_told_with_what_lacks(exports, tmp_path):
    Image.new("RGB", (40, 60)).save(exports / "Pin 1.png")
    command = ["train", str(exports), "--ocr-engine", "none", "-o", str(tmp_path / "m")]

    result = CliRunner().invoke(main, command)

    assert result.exit_code == 2
    assert "1 of 3 pins have a picture: 1 by title" in result.output
    assert "2 pins without a picture (no file is named after its id" in result.output
    assert rows(exports)[2]["path"] == "Pin 1.png"


def test_diagnosis_writes_nothing(exports):
    result = CliRunner().invoke(main, ["diagnose", str(exports)])

    assert result.exit_code == 0
    assert not (exports / FILE).exists()
