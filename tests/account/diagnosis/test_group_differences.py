"""Features that set some pins apart."""

import numpy as np

from scorer.account.diagnosis.group_differences import group_differences

HEAD = "Pin ID,Title,Impressions,Pin clicks,Outbound clicks,Board\n"


def test_traits_find_the_rule_and_no_more():
    rng = np.random.default_rng(4)
    values = rng.normal(size=(200, 12))
    these = np.arange(200) < 40
    values[these, 3] += 1.2
    values[:, 5] = np.nan

    found = group_differences(tuple(f"f.x{i}" for i in range(12)), values, these)

    assert found[0].feature == "f.x3"
    assert found[0].z > 4
    assert len(found) <= 2
    assert group_differences(("a",), np.ones((200, 1)), these) == ()
    assert group_differences(("a",), values[:, :1], np.arange(200) < 3) == ()
