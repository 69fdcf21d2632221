"""Pictures are measured with the export's words; words alone need no picture."""

import numpy as np
import pytest
from PIL import Image

from scorer.account.data.feature_table import FeatureRow
from scorer.account.data.measure import (
    measure,
    measure_words,
    only_families,
    pictures_of,
)
from scorer.account.data.pictures import Picture
from scorer.core.errors import SettingsError
from scorer.core.settings import Settings
from scorer.exports import PinStats


@pytest.fixture
def folder(tmp_path):
    for name, shade in (("11", 10), ("12", 200)):
        pixels = np.full((60, 40, 3), shade, np.uint8)
        pixels[: shade // 5] = 255
        Image.fromarray(pixels).save(tmp_path / f"{name}.png")
    (tmp_path / "13.png").write_bytes(b"not a picture")
    return tmp_path


def test_pictures_carry_the_exports_words(folder):
    stats = [PinStats("11", 100, title="Cake", link="https://example.com")]

    pins, joined = pictures_of(stats, [folder], Settings())

    assert [(pin.id, pin.title, pin.link) for pin in pins] == [
        ("11", "Cake", "https://example.com")
    ]
    assert {path.name for path in joined.pictures_without} == {"12.png", "13.png"}


def test_a_list_that_nobody_understands_is_told_and_the_export_s_title_counts(folder):
    (folder / "pins.csv").write_text("Grafik 1;Zeile\n11.png;A\n")
    stats = [PinStats("11", 100, title="Cake"), PinStats("12", 100)]

    (first, second), joined = pictures_of(stats, [folder], Settings())

    assert (first.title, first.is_worded, first.unworded) == ("Cake", True, "")
    assert not second.is_worded
    [problem] = joined.problems
    assert problem == second.unworded
    assert "Grafik 1, Zeile" in problem


def test_what_cannot_be_read_is_a_report(folder):
    stats = [PinStats(name, 100) for name in ("11", "12", "13")]
    pins, _ = pictures_of(stats, [folder], Settings())

    first, second, broken = measure(pins, Settings())

    assert isinstance(first, FeatureRow)
    assert first.values["geometry.width_px"] == 40
    assert first.perceptual_hash != second.perceptual_hash
    assert broken.failure is not None


def test_words_need_a_family_of_words():
    with pytest.raises(SettingsError, match="pictures are needed for geometry"):
        measure_words([PinStats("1", 9)], ["geometry"], Settings())
    with pytest.raises(SettingsError, match="are needed for all but words"):
        measure_words([PinStats("1", 9)], [], Settings())


def test_only_some_families():
    row = FeatureRow(Picture("a"), {"title.chars": 3.0, "color.hue": 1.0})

    assert only_families({"a": row}, ["title"])["a"].values == {"title.chars": 3.0}
    assert only_families({"a": row}, [])["a"].values == row.values
    with pytest.raises(SettingsError, match="no numbers of colour"):
        only_families({"a": row}, ["colour"])
