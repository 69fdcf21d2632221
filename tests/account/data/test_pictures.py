"""Pins and pictures find each other, and what is left over is named."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from scorer.account.data.pictures import Picture, join
from scorer.account.data.similarity import are_alike, look
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


def titled(identity: str, title: str) -> PinStats:
    return PinStats(identity, 100, title=title)


CAKES = "5 Easy Layer Cakes for Beginners"


def test_by_the_last_part_of_an_address():
    address = "https://i.pinimg.com/originals/aa/bb/my%20cake.jpg?w=1"

    joined = join([pin("1", address)], [Picture(Path("pins/my cake.jpg"))])

    assert joined.matched_by == {"path": 1}


@pytest.mark.parametrize(
    "name",
    [
        "5 easy layer cakes for beginners.png",
        "5-easy-layer-cakes-for-beginners (1).png",
        "5_Easy_Layer_Cakes_for_Beginners-final.jpg",
        "5 Easy Layer Cakes for Beginners 1000x1500.jpg",
        "5 easy layer cakes for.png",
        "Cakes 5 Easy Layer Cakes for Beginners.png",
    ],
)
def test_by_the_title_in_a_file_name(name):
    joined = join([titled("1", CAKES), titled("2", "Pies")], [Picture(Path(name))])

    assert joined.pictures["1"].path == Path(name)
    assert joined.matched_by == {"title": 1}
    assert joined.reasons == {"2": "no file is named after its id or title"}


@pytest.mark.parametrize("name", ["cakes.png", "5 easy.png", "IMG_0042.png", "5.png"])
def test_a_few_words_of_a_title_are_not_the_title(name):
    joined = join([titled("1", CAKES)], [Picture(Path(name))])

    assert joined.pictures == {}
    assert joined.pictures_without == (Path(name),)


def test_a_listed_title_is_a_pin_s():
    joined = join([titled("1", CAKES)], [Picture(Path("x.png"), title=CAKES.upper())])

    assert joined.pictures["1"].path == Path("x.png")


def test_a_title_that_two_pins_have_is_nobody_s():
    picture = Picture(Path(f"{CAKES}.png"))

    joined = join([titled("1", CAKES), titled("2", CAKES)], [picture])

    assert joined.pictures == {}
    assert joined.reasons["1"] == joined.reasons["2"] == "other pins have its title"


def test_of_pictures_of_one_title_the_larger_counts_if_they_look_alike():
    pictures = [Picture(Path(f"{CAKES}{end}")) for end in (" (1).png", ".png")]
    alike = looks({f"{CAKES} (1).png": (1, 500), f"{CAKES}.png": (1, 1000)})
    unlike = looks({f"{CAKES} (1).png": (1, 500), f"{CAKES}.png": (2, 1000)})

    larger = join([titled("1", CAKES)], pictures, alike)
    neither = join([titled("1", CAKES)], pictures, unlike)

    assert larger.pictures["1"].path.name == f"{CAKES}.png"
    taken = "looks like one that is taken"
    assert larger.reasons == {Path(f"{CAKES} (1).png"): taken}
    assert neither.reasons["1"] == "several pictures have its title, and differ"


def test_the_original_takes_the_place_of_what_was_downloaded():
    pins = [pin("880000000000000013"), pin("880000000000000021")]
    names = ["880000000000000013.jpg", "880000000000000021.jpg", "cake.png", "pie.png"]
    drawn = [(1, 564), (2, 564), (1, 1000), (2, 564)]
    look_at = looks(dict(zip(names, drawn, strict=True)))

    joined = join(pins, [Picture(Path(name)) for name in names], look_at)

    assert joined.pictures["880000000000000013"].path == Path("cake.png")
    assert joined.pictures["880000000000000021"].path == Path(names[1])
    assert joined.matched_by == {"similarity": 1, "id": 1}
    assert joined.reasons[Path("pie.png")] == "looks like one that is taken"
    larger = "a larger one of the same design is taken"
    assert joined.reasons[Path(names[0])] == larger


def test_a_file_that_cannot_be_opened_is_compared_with_nothing():
    pictures = [Picture(Path("880000000000000013.jpg")), Picture(Path("broken.png"))]

    joined = join([pin("880000000000000013")], pictures, lambda _: None)

    assert joined.matched_by == {"id": 1}
    assert joined.reasons == {Path("broken.png"): ""}


def looks(widths):
    """A looker at drawn designs: number of the design and width by file name."""

    def drawn(path):
        seed, width = widths[path.name]
        rng = np.random.default_rng(seed)
        design = rng.integers(0, 255, (12, 8, 3), np.uint8)
        pixels = cv2.resize(design, (width, 3 * width // 2))
        return look(pixels, width, 3 * width // 2)

    return drawn


@pytest.mark.parametrize("quality", [40, 90])
def test_a_smaller_copy_is_alike_and_another_headline_is_not(quality):
    rng = np.random.default_rng(7)
    photo = cv2.resize(rng.integers(0, 255, (12, 8, 3), np.uint8), (600, 900))
    mine, other = photo.copy(), photo.copy()
    cv2.rectangle(mine, (60, 90), (540, 300), (250, 250, 250), -1)
    cv2.rectangle(other, (60, 600), (540, 810), (250, 250, 250), -1)
    small = cv2.resize(mine, (236, 354), interpolation=cv2.INTER_AREA)
    code = [cv2.IMWRITE_JPEG_QUALITY, quality]
    saved = cv2.imdecode(cv2.imencode(".jpg", small, code)[1], cv2.IMREAD_COLOR)

    found = look(mine, 600, 900)

    assert are_alike(found, look(saved, 236, 354))
    assert not are_alike(found, look(other, 600, 900))
    assert not are_alike(found, look(mine[:600], 600, 600))
