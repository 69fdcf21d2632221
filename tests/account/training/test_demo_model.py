"""The model that travels in the repository belongs to what is measured today."""

from __future__ import annotations

from pathlib import Path

from scorer.account.estimate import require_compatible
from scorer.account.training import training_rows as rows
from scorer.clickrate.model import store
from scorer.clickrate.model.terms.title_words import TITLE_WORDS

DEMO = Path(__file__).parents[3] / "models" / "demo"


def test_demo_model_is_fresh():
    """Fails when a family's version rises: ``make account`` renews the model."""
    require_compatible(store.load(DEMO))


def test_demo_model_says_that_it_is_simulated():
    assert store.load(DEMO).simulated
    assert "simulated" in (DEMO / "card.md").read_text(encoding="utf-8")


def test_demo_rows_are_those_of_the_model():
    table, model = rows.load(DEMO), store.load(DEMO)
    assert len(table) == model.span.pins
    assert set(model.names) - {TITLE_WORDS} <= set(table.names)
