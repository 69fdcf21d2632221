"""Exports and features come together as a table, and nothing is lost silently."""

import numpy as np
import pytest
from PIL import Image

from scorer.account.data.gather import (
    Request,
    gather,
    require_metric,
    summary_lines,
    to_table,
)
from scorer.clickrate.data.target import Metric
from scorer.core.errors import ExportError, ModelError
from scorer.core.settings import Settings
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
        ExportError, match="no pin is left to learn from: 1 left out: promoted"
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
