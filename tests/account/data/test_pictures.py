"""Pins and pictures find each other, and what is left over is named."""

from pathlib import Path

from scorer.account.data.pictures import Picture, join
from scorer.exports import PinStats


def pin(identity: str, path: str = "") -> PinStats:
    return PinStats(identity, 100, path=Path(path) if path else None)


def test_by_path_by_id_and_by_file_name():
    pins = [
        pin("1", "pins/a.jpg"),
        pin("22"),
        pin("1091700765947216952"),
        pin("7", r"C:\pins\b.jpg"),
        pin("33"),
    ]
    pictures = [
        Picture(Path("/home/me/pins/a.jpg")),
        Picture(Path("x/any.png"), "22"),
        Picture(Path("x/cake_1091700765947216952_final.png")),
        Picture(Path("x/pins/b.jpg")),
        Picture(Path("33.webp")),
    ]

    joined = join(pins, pictures)

    names = {key: each.path.name for key, each in joined.pictures.items()}
    assert names == {
        "1": "a.jpg",
        "22": "any.png",
        "1091700765947216952": "cake_1091700765947216952_final.png",
        "33": "33.webp",
    }
    assert joined.pins_without == ("7",)
    assert joined.pictures_without == (Path("x/pins/b.jpg"),)


def test_short_numbers_in_names_are_not_ids():
    joined = join([pin("2026")], [Picture(Path("summer 2026.png"))])

    assert joined.pins_without == ("2026",)
    assert joined.pictures_without == (Path("summer 2026.png"),)


def test_a_second_picture_of_a_pin_is_left_over():
    joined = join([pin("12")], [Picture(Path("12.png")), Picture(Path("12.jpg"))])

    assert joined.pictures["12"].path == Path("12.png")
    assert joined.pictures_without == (Path("12.jpg"),)
