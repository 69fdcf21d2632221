"""The funnel of an account: its groups, what sets them apart, every form."""

import json

import numpy as np
import pytest
from PIL import Image

from tests.support.account import scorer, write_account
from tests.support.browsing import (
    LOOKS,
    axe_violations,
    chromium,
    has_sideways_scroll,
    in_browser,
    opened,
)

HEAD = "Pin ID,Title,Impressions,Pin clicks,Outbound clicks,Board\n"


@pytest.fixture
def exports(tmp_path):
    """Sixty ordinary pins, one scrolled past, one almost famous, one gem, one star."""
    rng = np.random.default_rng(0)
    rows = []
    for index in range(60):
        clicks = rng.poisson(20_000 * 0.012 * np.exp(rng.normal(0, 0.25)))
        outbound = rng.binomial(clicks, rng.beta(30, 60))
        rows.append(f"pin-{index},Cake {index},20000,{clicks},{outbound},Sweet")
    rows += [
        "past,\x1b[31m<b>Dull</b>,20000,20,7,Sweet",
        "famous,Almost,20000,500,12,Sweet",
        "gem,Gem,20000,150,110,Sweet",
        "star,Star,3000,200,70,Sweet",
    ]
    path = tmp_path / "pins.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n")
    return path


def test_each_group_has_its_pin(exports):
    result = scorer("diagnose", exports, "--format", "json")

    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    first = {group["name"]: group["cases"][0] for group in found["groups"]}
    assert {name: case["id"] for name, case in first.items()} == {
        "scrolled past": "past",
        "almost famous": "famous",
        "hidden gems": "gem",
        "stars": "star",
    }
    assert first["scrolled past"]["lost_clicks"] == pytest.approx(220, rel=0.2)
    assert first["almost famous"]["probability"] > 0.9
    assert first["stars"]["seldom_seen"]
    assert found["pins"] == len(found["spots"]) == 64


def test_text_and_page_are_clean(exports, tmp_path):
    page = tmp_path / "funnel.html"

    text = scorer("diagnose", exports)
    scorer("diagnose", exports, "-o", page)

    assert "stronger call to action" in text.stdout
    assert "\x1b" not in text.stdout
    assert "<b>Dull" not in page.read_text()
    assert "&lt;b&gt;Dull" in page.read_text()


class TestInBrowser:
    pytestmark = in_browser

    def test_the_page_reads_well_everywhere(self, exports, tmp_path):
        page = tmp_path / "funnel.html"
        scorer("diagnose", exports, "-o", page)

        with chromium() as browser:
            for size, scheme in LOOKS:
                with opened(browser, page.as_uri(), size, scheme) as tab:
                    assert not has_sideways_scroll(tab)
                    assert axe_violations(tab) == []


def test_what_sets_them_apart_is_said(tmp_path):
    exports, features = write_account(tmp_path)

    result = scorer("diagnose", exports, "--features", features)

    assert "width of the image: " in result.stdout
    assert "How many go on to the site is not known" in result.stdout


def test_columns_that_nobody_knows_are_named(tmp_path):
    path = tmp_path / "views.csv"
    path.write_text("Title,Views,Clicks\nCake,900,9\nTea,800,8\n")

    result = scorer("diagnose", path)

    assert result.exit_code == 2
    assert "views.csv: columns not known: Views" in result.output


def test_without_pin_clicks_it_says_what_to_do(tmp_path):
    path = tmp_path / "pins.csv"
    path.write_text("Pin ID,Impressions,Outbound clicks\n1,900,9\n")

    result = scorer("diagnose", path)

    assert result.exit_code == 2
    assert "no pin has both impressions and pin clicks" in result.output


@pytest.mark.parametrize("command", [("diagnose",), ("train", "--out", "model")])
def test_what_is_wrong_with_a_setting_is_told_with_its_file(
    tmp_path, monkeypatch, command
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pins").mkdir()
    Image.new("RGB", (60, 90), "red").save(tmp_path / "pins" / "1000000000001.png")
    figures = "Pin ID,Impressions,Pin clicks\n1000000000001,900,30\n"
    (tmp_path / "exports.csv").write_text(figures)
    (tmp_path / "scorer.toml").write_text("ignore = 'small-txt'\n")

    done = scorer(*command, "exports.csv", "--pins", "pins", "--ocr-engine", "none")

    file = tmp_path / "scorer.toml"
    assert done.output.startswith(f"scorer: {file}: unknown guideline 'small-txt'")
    assert done.exit_code == 2


def test_pins_that_nobody_clicked_have_no_usual_rate(tmp_path):
    export = tmp_path / "pins.csv"
    rows = [f"{n},900,0,0\n" for n in range(1, 31)]
    export.write_text("Pin ID,Impressions,Pin clicks,Outbound clicks\n" + "".join(rows))

    result = scorer("diagnose", export)

    assert result.exit_code == 2
    assert "none of 30 pins has a single pin click" in result.output
