"""Flag over environment over nearest file over default."""

import pytest

from scorer.core.errors import SettingsError
from scorer.core.settings import FEED_WIDTH_DP, load


def test_defaults_say_so(tmp_path):
    found = load(tmp_path, environment={})

    assert found.settings.feed_width_dp == FEED_WIDTH_DP
    assert found.origins["feed_width_dp"] == "default"


def test_order_of_sources(tmp_path):
    (tmp_path / "scorer.toml").write_text(
        'ocr-engine = "none"\nfeed-width-dp = 168\nlanguages = ["deu"]\n'
    )
    environment = {"SCORER_FEED_WIDTH_DP": "170", "SCORER_LANGUAGES": "fra,eng"}

    found = load(tmp_path, environment, {"languages": ("ita",), "ignore": None})

    assert found.settings.ocr_engine == "none"
    assert found.settings.feed_width_dp == 170.0
    assert found.settings.languages == ("ita",)
    assert found.origins["feed_width_dp"] == "SCORER_FEED_WIDTH_DP"


def test_pyproject_counts_only_with_its_table(tmp_path):
    (tmp_path / "scorer.toml").write_text('ocr-engine = "none"\n')
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[project]\nname = 'x'\n")

    assert load(inner, {}).settings.ocr_engine == "none"

    (inner / "pyproject.toml").write_text("[tool.scorer]\nocr-engine = 'tesseract'\n")

    assert load(inner, {}).settings.ocr_engine == "tesseract"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('ocr-engin = "none"', "unknown setting 'ocr-engin'"),
        ("feed-width-dp = 'wide'", "feed-width-dp = 'wide'"),
        ("= 3", "cannot be read as TOML"),
    ],
)
def test_unusable_files_are_refused(tmp_path, text, message):
    (tmp_path / "scorer.toml").write_text(text)

    with pytest.raises(SettingsError, match=message):
        load(tmp_path, {})


def test_the_closest_name_is_offered(tmp_path):
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, {"SCORER_OCR_ENGIN": "none"})

    assert "ocr-engine" in caught.value.hint


def test_folder_table_is_checked_before_any_pin_matches_it(tmp_path):
    (tmp_path / "scorer.toml").write_text('[folders."old/*"]\nfail-onn = "never"\n')

    with pytest.raises(SettingsError) as caught:
        load(tmp_path, {})

    assert "fail-on" in caught.value.hint
