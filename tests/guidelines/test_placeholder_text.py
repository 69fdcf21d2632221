"""The guideline placeholder-text, around its limits."""

import pytest

from tests.support.guideline_features import judged, line, overlay


@pytest.mark.parametrize(
    ("kind", "score"), [("headline", 0.0), ("body", 1 / 3), ("brand", 2 / 3)]
)
def test_a_placeholder_is_found_in_any_line(kind, score):
    left = line("Follow @reallygreatsite", kind=kind)
    verdict = judged("placeholder-text", overlay(line(), left))

    assert verdict.score == pytest.approx(score)
    assert verdict.findings[0].advice.startswith("replace “@reallygreatsite” with")
