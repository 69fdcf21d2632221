"""An evaluation in every form."""

import json

import pytest

from scorer.account.data.gather import Request, gather, to_table
from scorer.account.data.provenance import versions
from scorer.account.training.card import card
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model import store
from scorer.core.settings import Settings
from tests.support.account import METRICS, scorer, write_account


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("account")
    exports, features = write_account(folder)
    gathered = gather(Request([exports], features=features), Settings())
    table = to_table(gathered)
    model = fit(table, Metric.PIN_CLICK_RATE, versions=versions(table.names))
    written = card(model, METRICS, table, gathered)
    store.save(model, METRICS, folder / "model", card=written.markdown)
    return folder, model, table, written


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_evaluate_in_every_form(trained, form):
    folder = trained[0]
    result = scorer(
        "evaluate",
        folder / "pins.csv",
        "--features",
        folder / "features.csv",
        "--model",
        folder / "model",
        "--format",
        form,
    )

    assert result.exit_code == 0, result.output
    assert "learned from your pins" in result.stdout
    assert "200 pins" in result.stdout
    if form == "json":
        assert len(json.loads(result.stdout)["check"]["lift"]) == 5
    if form == "html":
        assert result.stdout.count("<svg") >= 3
        assert "http" not in result.stdout.replace("http://www.w3.org", "")
