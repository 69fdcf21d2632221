"""Near-duplicates are one design."""

from __future__ import annotations

from scorer.clickrate.data.designs import design_keys


def test_near_pictures_are_one_design():
    near, far = 0b111, 0xFFFF_0000_FFFF_0000
    found = design_keys({"1": 0, "2": near, "3": far, "4": near << 5})

    assert found["1"] == found["2"]
    assert found["3"] not in (found["1"], found["4"])


def test_a_shared_link_allows_more_difference():
    hashes = {"1": 0, "2": 0xFF}

    assert len(set(design_keys(hashes).values())) == 2
    assert len(set(design_keys(hashes, {"1": "a", "2": "a"}).values())) == 1
