"""The page's question which pin is likelier to be clicked."""

import json

import pytest

from scorer.core.errors import InputError
from scorer.web import _chances
from tests.web._serving import ask, serving

BINARY = {"content_type": "application/octet-stream"}
SIDES = [{"numbers": {"color.lightness": 40.0}, "score": 80.0}, {"numbers": {}}]


@pytest.fixture
def asked(monkeypatch):
    """The reports that the model is asked about; it believes in the lighter."""
    seen = []

    def probability(model, one, other):
        seen.append((model, one, other))
        return 0.3

    monkeypatch.setattr(_chances, "_model", lambda folder: folder)
    monkeypatch.setattr(_chances, "win_probability", probability)
    return seen


def test_each_further_pin_is_held_against_the_first(asked, tmp_path):
    sides = [*SIDES, {"numbers": {}, "score": None}]
    found = _chances.chances(tmp_path, json.dumps({"sides": sides}).encode())

    assert found == pytest.approx([0.7, 0.7])
    first = asked[0][1]
    assert first.numbers() == {"color.lightness": 40.0}
    assert first.score.guidelines == 80.0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"sides": []}',
        json.dumps({"sides": SIDES[:1]}),
        '{"sides": [{"numbers": {"a": NaN}}, {"numbers": {}}]}',
        '{"sides": [{"numbers": {"a": 1e308}}, {"numbers": {}}]}',
        '{"sides": [{"numbers": {"a": "b"}}, {"numbers": {}}]}',
        json.dumps({"sides": [{"numbers": {}, "score": 101}, SIDES[1]]}),
    ],
)
def test_what_is_no_comparison_is_refused(asked, tmp_path, text):
    with pytest.raises(InputError, match="not a comparison"):
        _chances.chances(tmp_path, text.encode())
    assert asked == []


def test_without_a_model_nothing_is_asked():
    with serving() as port:
        body = json.dumps({"sides": SIDES})
        found = ask(port, "POST", "/chances", body, **BINARY)
        form = ask(port, "POST", "/chances", body, content_type="text/plain")
        page = ask(port, "GET", "/")

    assert found[0] == 404
    assert form[0] == 415
    assert 'id="model"' not in page[2]
