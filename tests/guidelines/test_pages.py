"""Every guideline has its page, its file name and its sources."""

import dataclasses
from pathlib import Path

import pytest

from scorer import guidelines
from scorer.core.registry import names

HEADINGS = [
    "## What it checks",
    "## Why it matters",
    "## How it is measured",
    "## How to fix it",
    "## Known limits",
    "## Sources",
]


@pytest.mark.parametrize("name", names(guidelines))
def test_page_and_id(name):
    found = guidelines.guideline(name.replace("_", "-"))
    page = guidelines.page(found.id)
    headings = [line for line in page.splitlines() if line.startswith("## ")]

    assert found.id == name.replace("_", "-")
    assert headings == HEADINGS


@pytest.mark.parametrize("name", names(guidelines))
def test_every_limit_has_a_source(name):
    found = guidelines.guideline(name.replace("_", "-"))

    for field in dataclasses.fields(found.limits):
        assert field.metadata["limit"].source


@pytest.mark.parametrize("name", names(guidelines))
def test_each_has_a_file_of_tests(name):
    assert Path(__file__).with_name(f"test_{name.replace('-', '_')}.py").is_file()


def test_what_a_guideline_settles_is_another_one():
    known = guidelines.guidelines()
    settling = {name: each.settles for name, each in known.items() if each.settles}

    assert settling
    for name, others in settling.items():
        assert set(others) <= set(known) - {name}
