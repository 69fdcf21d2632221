"""Flag over environment over nearest file over the user's own file over default."""

import dataclasses

import pytest

from scorer.core.errors import SettingsError
from scorer.core.loaded_settings import load
from scorer.core.settings import FEED_WIDTH_DP, Reach, Settings
from scorer.core.settings_files import own_settings_file

REACH = {each.name: each.metadata["reach"] for each in dataclasses.fields(Settings)}
OUTSIDE = {
    "cluster": '"tcp://127.0.0.1:9"',
    "cache-folder": '"/tmp/elsewhere"',
    "cache-bytes": "0",
    "lexicons": '"lists"',
}


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The user's own settings, written anew."""
    # On every system; Linux alone would listen to XDG_CONFIG_HOME.
    monkeypatch.setattr("platformdirs.user_config_path", (tmp_path / "own").joinpath)
    path = own_settings_file()

    def write(text):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return write


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


def test_the_file_may_be_hidden_and_the_one_in_sight_is_stronger(tmp_path):
    (tmp_path / ".scorer.toml").write_text('ocr-engine = "none"\n')
    inner = tmp_path / "inner"
    inner.mkdir()

    loaded = load(inner, {})
    assert (loaded.settings.ocr_engine, loaded.file) == (
        "none",
        tmp_path / ".scorer.toml",
    )

    (tmp_path / "scorer.toml").write_text('ocr-engine = "tesseract"\n')

    assert load(inner, {}).settings.ocr_engine == "tesseract"


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


def test_every_setting_of_the_table_is_out_of_reach():
    named = {
        name.replace("_", "-")
        for name, reach in REACH.items()
        if reach is Reach.OUTSIDE
    }

    assert named == set(OUTSIDE)


def test_what_a_stranger_may_not_do_says_why():
    for each in dataclasses.fields(Settings):
        assert bool(each.metadata["harm"]) == (each.metadata["reach"] is not Reach.ANY)


@pytest.mark.parametrize("name", ["scorer.toml", "pyproject.toml"])
@pytest.mark.parametrize(("key", "value"), OUTSIDE.items())
def test_a_file_found_in_a_folder_cannot_reach_outside(tmp_path, own, name, key, value):
    table = "" if name == "scorer.toml" else "[tool.scorer]\n"
    (tmp_path / name).write_text(f"{table}{key} = {value}\n")

    with pytest.raises(SettingsError) as caught:
        load(tmp_path, {})

    assert str(tmp_path / name) in caught.value.message
    assert f"{key} is not taken from a file found in a folder" in caught.value.message
    assert f"SCORER_{key.replace('-', '_').upper()}" in caught.value.hint
    assert str(own_settings_file()) in caught.value.hint


@pytest.mark.parametrize("key", [*OUTSIDE, "baseline"])
def test_nor_can_its_table_for_a_pattern(tmp_path, key):
    value = OUTSIDE.get(key, '"old.json"')
    (tmp_path / "scorer.toml").write_text(f'[folders."*"]\n{key} = {value}\n')

    with pytest.raises(SettingsError, match=f"{key} holds for a whole run"):
        load(tmp_path, {})


def test_the_user_may_say_so_anywhere_else(tmp_path, own):
    path = own('cluster = "local"\nlexicons = "/home/me/lists"\ncache-bytes = 5\n')

    found = load(tmp_path, {"SCORER_CACHE_FOLDER": "/x"}, {"cluster": "tls://a:1"})

    assert found.settings.cluster == "tls://a:1"
    assert found.settings.lexicons == "/home/me/lists"
    assert found.settings.cache_folder == "/x"
    assert found.settings.cache_bytes == 5
    assert found.origins["lexicons"] == str(path)


def test_the_user_own_settings_are_weaker_than_those_of_a_folder(tmp_path, own):
    own('fail-on = "minor"\nmin-score = 40\n')
    (tmp_path / "scorer.toml").write_text("min-score = 70\n")

    found = load(tmp_path, {}).settings

    assert (found.fail_on, found.min_score) == ("minor", 70.0)


def test_the_user_own_file_stays_the_user_own_where_it_lies(own):
    path = own('cluster = "local"\n')

    assert load(path.parent, {}).settings.cluster == "local"


@pytest.mark.parametrize("table", ["", '[folders."*"]\n'])
@pytest.mark.parametrize("key", ["max-pixels", "max-file-bytes", "max-seconds"])
def test_a_file_found_in_a_folder_may_lower_a_guard_and_not_raise_it(
    tmp_path, own, key, table
):
    file = tmp_path / "scorer.toml"
    file.write_text(f"{table}{key} = 7\n")
    load(tmp_path, {})
    file.write_text(f"{table}{key} = 99999999999\n".replace("9" * 11, "900000"))
    if key == "max-seconds":
        with pytest.raises(SettingsError, match="may not raise"):
            load(tmp_path, {})
        own("max-seconds = 1000000\n")
        load(tmp_path, {})
    file.write_text(f"{table}{key} = 1000000\n")
    own(f"{key} = 1000\n")

    with pytest.raises(SettingsError, match=f"{key} = 1e.06 is above 1000"):
        load(tmp_path, {})


def test_a_baseline_of_a_folder_lies_below_it(tmp_path):
    inner = tmp_path / "repo" / "drafts"
    inner.mkdir(parents=True)
    file = tmp_path / "repo" / "scorer.toml"
    file.write_text('baseline = "old.json"\n')

    assert load(inner, {}).settings.baseline == str(tmp_path / "repo" / "old.json")

    (tmp_path / "repo" / "link.json").symlink_to(tmp_path / "secret.json")
    for value in ("../old.json", "/etc/passwd", "link.json", "a\\u0000b"):
        file.write_text(f'baseline = "{value}"\n')
        with pytest.raises(SettingsError, match="outside the folder of that file"):
            load(inner, {})


@pytest.mark.parametrize(
    "line",
    [
        "feed-width-dp = nan",
        "feed-width-dp = inf",
        "feed-width-dp = 0",
        "feed-width-dp = true",
        "closeup-width-dp = -1",
        "max-seconds = -1",
        "max-seconds = nan",
        "max-seconds = 0",
        "max-pixels = true",
        "max-pixels = -5",
        "max-file-bytes = 0",
        "min-score = nan",
        "min-score = 101",
        "limits.small-text.cap-height-dp = nan",
        "limits.small-text.cap-height-dp = true",
        "limits.small-text.cap-height-dp = -3",
        "limits = 5",
        'folders."*".min-score = nan',
        f"min-score = {'9' * 5000}",
    ],
)
def test_a_value_that_means_nothing_is_refused_by_name(tmp_path, line):
    (tmp_path / "scorer.toml").write_text(line)

    with pytest.raises(SettingsError) as caught:
        load(tmp_path, {})

    key = line.partition(" ")[0].rpartition('".')[2].partition(".")[0]
    assert key in caught.value.message or "TOML" in caught.value.message
    assert len(caught.value.message) < 500 + len(str(tmp_path))


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "{b=" * 100_000,
        "#" * (2**20 + 1),
        "tool = 5\nx",
    ],
)
@pytest.mark.parametrize("name", ["scorer.toml", "pyproject.toml"])
def test_a_file_that_would_break_the_parser_is_a_sentence(tmp_path, text, name):
    (tmp_path / name).write_text(text)

    with pytest.raises(SettingsError, match="cannot be read as TOML"):
        load(tmp_path, {})


def test_a_pyproject_whose_tool_is_no_table_has_no_settings(tmp_path):
    (tmp_path / "pyproject.toml").write_text("tool = 5\n")

    assert load(tmp_path, {}).settings == Settings()
