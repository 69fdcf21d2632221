"""Exports and features come together as a table, and nothing is lost silently."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from scorer.account.data.gather import (
    Request,
    gather,
    require_metric,
    summary_lines,
    to_table,
    uncounted,
    undated,
)
from scorer.clickrate.data.target import Metric
from scorer.core.errors import ExportError, ModelError
from scorer.core.settings import Settings
from scorer.exports import read
from tests.support.account import FEATURES, write_account, write_api_page


def test_a_table_of_stored_features(tmp_path):
    exports, features = write_account(tmp_path, pins=30)

    gathered = gather(Request([exports], features=features), Settings())
    table = to_table(gathered)

    assert len(table) == 30
    assert table.names == tuple(sorted(FEATURES))
    assert set(table.topic_names) == {"Board 0", "Board 1", "Board 2"}
    assert gathered.notices == ()


def test_both_sides_without_the_other_are_told(tmp_path):
    exports, features = write_account(tmp_path, pins=4)
    lines = features.read_text().splitlines()
    lines[2] = lines[2].replace("pin-1", "pin-99")
    features.write_text("\n".join(lines) + "\n")

    gathered = gather(Request([exports], features=features), Settings())

    assert [pin.id for pin in gathered.stats] == ["pin-0", "pin-2", "pin-3"]
    assert gathered.notices[0] == "1 pin without a row of features: pin-1"
    assert gathered.notices[1].startswith("1 row of features without a pin")
    assert "4 pins with figures, 3 with features" in summary_lines(gathered)[0]


def test_pictures_are_measured_and_near_duplicates_are_one_design(tmp_path):
    rng = np.random.default_rng(1)
    first, second = (
        Image.fromarray(rng.integers(0, 255, (12, 8, 3), np.uint8)).resize((80, 120))
        for _ in range(2)
    )
    first.save(tmp_path / "11.png")
    first.save(tmp_path / "12.jpg", quality=70)
    second.save(tmp_path / "13.png")
    (tmp_path / "14.png").write_bytes(b"broken")
    figures = {str(key): (500, 10) for key in range(11, 16)}
    page = write_api_page(tmp_path / "page.json", figures)

    settings = Settings(ocr_engine="none")
    gathered = gather(Request([page], pins=tmp_path), settings)
    table = to_table(gathered)

    designs = dict(zip(table.ids, table.designs.tolist(), strict=True))
    assert set(designs) == {"11", "12", "13"}
    assert designs["11"] == designs["12"] != designs["13"]
    assert gathered.notices[0] == "4 of 5 pins have a picture: 4 by id"
    assert gathered.notices[1] == (
        "1 pin without a picture (no file is named after its id or title): 15"
    )
    assert gathered.notices[2].startswith("1 picture that cannot be read: 14.png")


def test_words_alone(tmp_path):
    titles = tmp_path / "titles.csv"
    titles.write_text(
        "title,impressions,clicks,group\n10 Cozy Ideas,900,9,a\nDecor,800,4,b\n"
    )

    gathered = gather(Request([titles], families=("title",)), Settings())
    table = to_table(gathered)

    assert len(table) == 2
    assert all(name.startswith("title.") for name in table.names)
    with pytest.raises(ExportError, match="2 pins with figures, none with a picture"):
        gather(Request([titles]), Settings())


def test_what_cannot_be_learned_from_is_refused(tmp_path):
    exports, features = write_account(tmp_path, pins=3)
    promoted = tmp_path / "ads.csv"
    promoted.write_text("Pin ID,Impressions,Pin clicks,Promoted\n1,900,9,yes\n")
    other = tmp_path / "other.csv"
    other.write_text("Pin ID,Impressions,Pin clicks\n77,900,9\n")

    with pytest.raises(
        ExportError, match="no pin of these exports is of use: 1 left out: promoted"
    ):
        gather(Request([promoted]), Settings())
    with pytest.raises(ExportError, match="1 pin, none with a picture or a row"):
        gather(Request([other], features=features), Settings())
    table = to_table(gather(Request([exports], features=features), Settings()))
    with pytest.raises(
        ModelError, match="no pin has the counts for save_rate"
    ) as error:
        require_metric(table, Metric.SAVE_RATE)
    assert "pin_click_rate" in error.value.hint


def test_pins_that_do_not_count_and_days_that_nobody_knows_are_told(tmp_path):
    exports, features = write_account(tmp_path, pins=6)
    lines = [line.split(",") for line in exports.read_text().splitlines()]
    for row in lines[1:]:
        row[4] = ""
    lines[1][2], lines[0][5:] = "", ["Saves"]
    for row in lines[1:]:
        row[5:] = ["3"]
    exports.write_text("\n".join(map(",".join, lines)) + "\n")
    whole = to_table(gather(Request([exports], features=features), Settings()))
    clicked = require_metric(whole, Metric.PIN_CLICK_RATE)

    assert uncounted(whole, clicked, Metric.PIN_CLICK_RATE) == (
        "1 of 6 pins does not count: no export has both impressions and pin clicks of "
        "the same days"
    )
    assert uncounted(whole, whole, Metric.SAVE_RATE) == ""
    assert "known of none of your 5 pins" in undated(clicked)
    assert "list with pin_id and created_at" in undated(clicked)
    assert undated(replace(whole, days=np.array([9.0] * 3 + [np.nan] * 3))) == ""


def test_a_list_beside_the_pictures_says_boards_and_days(tmp_path):
    pictures = tmp_path / "pins"
    pictures.mkdir()
    for index, pin in enumerate(("1091700765947216952", "1091700765947224871")):
        rng = np.random.default_rng(index)
        noise = Image.fromarray(rng.integers(0, 255, (12, 8, 3), np.uint8))
        noise.resize((80, 120)).save(pictures / f"soup-{pin}.png")
    noise.save(pictures / "1091700765947299999.png")
    (pictures / "pins.csv").write_text(
        "path,title,board,created_at\n"
        "soup-1091700765947216952.png,Hot Soup,Soups,2026-03-01\n"
        "soup-1091700765947224871.png,Cold Soup,Soups,2026-03-02\n"
        "soup-109170076594729999.png,Nobody's,Soups,2026-03-02\n"
    )
    export = tmp_path / "may.csv"
    export.write_text(
        "Pin ID,Month,Impressions,Pin clicks\n1091700765947216952,2026-05,900,9\n"
        "1091700765947224871,2026-05,900,9\n"
    )

    data = gather(Request([export], pins=pictures), Settings(ocr_engine="none"))
    table = to_table(data)

    assert data.history.files == (("may.csv", "table of pins"),)
    assert data.history.left_out == ()
    assert table.titles == ("Hot Soup", "Cold Soup")
    assert table.topic_names == ("Soups",)
    assert list(np.diff(table.days)) == [1.0]
    assert [pin.impressions for pin in data.stats] == [900, 900]
    assert data.notices[1].startswith("2 pictures without figures: 10917007659472999")


def test_a_list_that_cannot_be_read_leaves_its_pictures_of_use(tmp_path):
    lists = tmp_path / "pins.csv"
    lists.write_text("path,created_at\n1091700765947216952.png,03/04/2026\n")
    export = tmp_path / "may.csv"
    export.write_text("Pin ID,Impressions,Pin clicks\n1091700765947216952,900,9\n")

    history = read([export], lists=[lists])

    assert len(history.pins) == 1
    assert "pins.csv, row 2" in history.notes[0]
    assert "two ways" in history.notes[0]
