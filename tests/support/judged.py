"""Findings of simulated accounts beside what they are truly worth."""

from dataclasses import replace

import numpy as np

from scorer.clickrate.data.target import Metric
from scorer.clickrate.fit.fit import build_model
from scorer.clickrate.fit.posterior import posterior
from scorer.clickrate.model.findings import findings
from scorer.clickrate.model.together import companions
from scorer.clickrate.validate.leave_out import leave_outs
from tests.support.simulator import simulate

METRIC = Metric.PIN_CLICK_RATE
DRAFTS = 15


def examined(world, seed):
    """Return an account with some later pins, and the model that training makes."""
    account = simulate(replace(world, later=DRAFTS), seed)
    whole = posterior(account.table, METRIC)
    model = build_model(whole, account.table, METRIC, {})
    others = leave_outs(model, whole, account.table, METRIC)
    return account, replace(model, leave_outs=others)


def judged(account, model):
    """Yield each finding with what going from its worst value to its best is worth.

    That is the mean over the later pins, all its features moved as they move together.
    """
    place = {name: j for j, name in enumerate(account.table.names)}
    found = companions(model.names, account.table.as_seen_by(model))
    for each in findings(model, found):
        ends = []
        for value in (each.worst, each.best):
            at = np.array([value])
            ends.append(
                {
                    place[name]: float(
                        found.values(each.feature, found.names.index(name), at)[0]
                    )
                    for name in each.members
                }
            )
        worth = [
            account.moves.worth_together(pin, ends[1])
            - account.moves.worth_together(pin, ends[0])
            for pin in range(DRAFTS)
        ]
        yield each, float(np.mean(worth))
