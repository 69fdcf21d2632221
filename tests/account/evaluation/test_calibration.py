"""A stored model beside the account's figures."""

import pytest

from scorer.account.data.gather import Request, gather, to_table
from scorer.account.data.provenance import versions
from scorer.account.evaluation.calibration import check, effects
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model import store
from scorer.core.settings import Settings
from tests.support.account import METRICS, write_account


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("account")
    exports, features = write_account(folder)
    gathered = gather(Request([exports], features=features), Settings())
    table = to_table(gathered)
    model = fit(table, Metric.PIN_CLICK_RATE, versions=versions(table.names))
    store.save(model, METRICS, folder / "model")
    return folder, model, table


def test_the_known_rule_is_found_and_drawn(trained):
    _, model, table = trained

    first = effects(model, table)[0]
    found = check(model, table)

    assert first.feature == "geometry.width_px"
    assert first.points[-1][1] - first.points[0][1] > 0.5
    assert found.spearman > 0.5
    assert found.lift[-1] > 1.2
    assert found.lift[0] < 1
    assert len(found.calibration) == 10
