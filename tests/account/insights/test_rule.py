"""The demo account: what its rule does is found, what it does not do is not."""

import json
from pathlib import Path

import pytest

from scorer.account.insights import read
from tests.support.account import scorer

DEMO, RULE = Path("models/demo"), Path("fixtures/account/rule.json")


@pytest.fixture(scope="module")
def shown():
    return read.shown(DEMO, RULE)


def test_what_the_rule_does_is_found_and_nothing_else(shown):
    parts = json.loads(RULE.read_text(encoding="utf-8"))["parts"]

    assert len(parts) == len(shown.truth) == 6
    for part, truth in zip(parts, shown.truth, strict=True):
        expected = "rightly not sure" if part["times"] == 1 else "found"
        assert truth.verdict.startswith(expected), truth
        assert truth.agrees


def test_the_parts_of_the_rule_are_what_the_page_leads_with(shown):
    first = [{each.feature, *each.together} for each in shown.found.effects[:4]]
    real = [
        part["feature"]
        for part in json.loads(RULE.read_text(encoding="utf-8"))["parts"]
        if part["times"] != 1
    ]

    assert all(any(name in group for group in first) for name in real)


def test_the_page_tells_the_truth_beside_it(tmp_path):
    page = tmp_path / "a.html"

    result = scorer("insights", DEMO, "--rule", RULE, "-o", page)

    assert result.exit_code == 0, result.output
    text = page.read_text()
    assert "The rule behind this account, and what the model found" in text
    assert "Bigger headlines are clicked more" in text
    assert "nothing here is real" in text
    assert page.stat().st_size < 8e6


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("no json", "holds no rule"),
        ('{"parts": [{"says": "a"}]}', "holds no rule: parts.0.feature"),
        (
            '{"parts": [{"says": "a", "feature": "b", "start": 0, "end": 1, '
            '"times": -1}]}',
            "holds no rule: parts.0.times",
        ),
    ],
)
def test_what_is_no_rule_is_said(tmp_path, content, message):
    path = tmp_path / "rule.json"
    path.write_text(content)

    result = scorer("insights", DEMO, "--rule", path)

    assert result.exit_code == 2
    assert message in result.output
