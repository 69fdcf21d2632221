"""Rows are joined by pin, designs and boards are coded, unknown stays unknown."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from scorer.clickrate.data.table import build
from scorer.clickrate.data.target import Metric
from scorer.core.errors import ModelError
from scorer.exports import PinStats

MADE = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)


def row(identity, **said):
    usual = {"impressions": 100, "pin_clicks": 3, "saves": 1, "board": "A"}
    return PinStats(identity, **{**usual, "created_at": MADE, **said})


def made(stats, features=None, **more):
    features = features or {each.id: {"a.x": float(each.id)} for each in stats}
    return build(features, {"a.x": "px"}, {"1": 80.0}, stats, **more)


def test_rows_are_joined_by_pin():
    table = made([row("1"), row("2", board="B")])

    assert table.ids == ("1", "2")
    assert (table.names, table.units) == (("a.x",), ("px",))
    assert table.values[:, 0].tolist() == [1.0, 2.0]
    assert table.topic_names == ("A", "B")
    assert table.guidelines[0] == 80
    assert np.isnan(table.guidelines[1])


def test_an_unknown_count_is_not_zero():
    table = made([row("1"), row("2", pin_clicks=None)])

    assert len(table.with_known(Metric.PIN_CLICK_RATE)) == 1
    assert len(table.with_known(Metric.SAVE_RATE)) == 2
    assert len(table.with_known(Metric.OUTBOUND_CLICK_RATE)) == 0


def test_rows_without_impressions_or_features_are_left_out():
    stats = [row("1"), row("2", impressions=0), row("3")]

    assert made(stats, {"1": {"a.x": 1.0}, "2": {"a.x": 2.0}}).ids == ("1",)


def test_nothing_joined_is_said():
    with pytest.raises(ModelError, match="measured picture"):
        made([row("1")], {"9": {"a.x": 1.0}})


def test_what_is_not_measured_is_nan():
    table = made([row("1"), row("2")], {"1": {"a.x": None}, "2": {"b.y": 1.0}})

    assert np.isnan(table.values).tolist() == [[True, True], [True, False]]


def test_designs_come_from_group_then_pictures_then_features():
    stats = [row("1", group="g"), row("2", group="g"), row("3"), row("4"), row("5")]
    features = {each.id: {"a.x": 7.0 if each.id == "5" else 1.0} for each in stats}

    by_features = made(stats, features)
    by_pictures = made(stats, features, designs={"3": "k", "5": "k"})

    assert by_features.designs[0] == by_features.designs[1]
    assert by_features.designs[2] == by_features.designs[3]
    assert by_features.design_count() == 3
    assert by_pictures.designs[2] == by_pictures.designs[4]
    assert by_pictures.designs[2] != by_pictures.designs[3]
