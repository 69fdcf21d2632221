"""What people made is not written over."""

import pytest

from scorer.core.errors import OutputError
from scorer.pins.replaceable import check_baseline_replaceable, check_replaceable

BASELINE = '{\n "baseline": 2,\n "pins": {\n<<<<<<< HEAD\n'


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.PNG", "", "picture"),
        ("pins.csv", "path,title\na.png,A title\n", "list of pins"),
        ("mine.tsv", "path\ttitle\na.png\tA title\n", "list of pins"),
        ("export.csv", "Pin ID,Impressions\n1,200\n", "table that scorer did not"),
        ("ideas.xlsx", "PK", "table that scorer did not"),
        ("a.psd", "8BPS", "video, design file or picture"),
        ("scorer.toml", "min-score = 70\n", "settings file"),
        ("old.json", BASELINE, "baseline"),
    ],
)
def test_what_people_made_is_not_written_over(tmp_path, name, text, kind):
    file = tmp_path / name
    check_replaceable(file)
    file.write_text(text)

    with pytest.raises(OutputError, match=f"is a {kind}"):
        check_replaceable(file)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("scores.csv", "\ufeffpath,title,score,first_advice\r\na.png,A,50,crop\r\n"),
        (
            "pins.csv",
            '"path";"title";"score";"first_advice"\r\n"a.png";"A";"5";"c"\r\n',
        ),
        ("features.csv", "path,id,sha256,guidelines\na.png,7,0a,50.0\n"),
        ("empty.csv", ""),
        ("pins.xml", "<testsuites/>"),
        ("run.json", '{"schema_version": 1}'),
        ("a.html", ""),
    ],
)
def test_what_this_program_wrote_is_written_over(tmp_path, name, text):
    (tmp_path / name).write_text(text, "utf-8")

    check_replaceable(tmp_path / name)


@pytest.mark.parametrize("text", ["", BASELINE])
def test_baseline_is_written_over_a_baseline(tmp_path, text):
    file = tmp_path / "old.json"
    check_baseline_replaceable(file)
    file.write_text(text)

    check_baseline_replaceable(file)


@pytest.mark.parametrize("name", ["a.png", "pins.csv", "package.json", "README.md"])
def test_baseline_is_written_over_nothing_else(tmp_path, name):
    (tmp_path / name).write_text('{"name": "site"}')

    with pytest.raises(OutputError, match="is no baseline"):
        check_baseline_replaceable(tmp_path / name)
