"""An account with a known rule and its model, fitted once for all that only reads."""

import pytest

from scorer.account.data.gather import Request, gather, to_table
from scorer.account.data.provenance import versions
from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import fit
from scorer.clickrate.model import store
from scorer.core.settings import Settings
from tests.support.account import METRICS, write_account


@pytest.fixture(scope="session")
def fitted(tmp_path_factory):
    """Folder of exports, features and model; the model; the table that it is of."""
    folder = tmp_path_factory.mktemp("account")
    exports, features = write_account(folder)
    gathered = gather(Request([exports], features=features), Settings())
    table = to_table(gathered)
    model = fit(table, Metric.PIN_CLICK_RATE, versions=versions(table.names))
    store.save(model, METRICS, folder / "model")
    return folder, model, table
