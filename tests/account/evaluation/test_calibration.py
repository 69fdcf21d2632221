"""A stored model beside the account's figures."""

from scorer.account.evaluation.calibration import check, effects


def test_the_known_rule_is_found_and_drawn(fitted):
    _, model, table = fitted

    first = effects(model, table)[0]
    found = check(model, table)

    assert first.feature == "geometry.width_px"
    assert first.points[-1][1] - first.points[0][1] > 0.5
    assert found.spearman > 0.5
    assert found.lift[-1] > 1.2
    assert found.lift[0] < 1
    assert len(found.calibration) == 10
