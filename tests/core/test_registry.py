"""Folders are registers."""

import sys

import pytest

from scorer import features, guidelines
from scorer.core import registry
from scorer.core.family import Family
from scorer.core.guideline import Guideline

SOURCE = '''"""A pin with no page."""
from scorer.core.guideline import Guideline, Impact, Part, Verdict
from scorer.features.geometry import Geometry

GUIDELINE = Guideline(
    id="dropped-in", title="t", failure_title="f", part=Part.MOBILE,
    impact=Impact.MINOR, needs=(Geometry,), limits=None,
    check=lambda features, limits: Verdict.judged((), score=1.0), since="0.1",
)
'''


@pytest.fixture
def extra_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(guidelines, "__path__", [*guidelines.__path__, str(tmp_path)])
    guidelines.guidelines.cache_clear()
    yield tmp_path
    guidelines.guidelines.cache_clear()
    for name in [name for name in sys.modules if name.endswith(".dropped_in")]:
        del sys.modules[name]


def test_a_new_file_is_a_new_guideline(extra_folder):
    (extra_folder / "dropped_in.py").write_text(SOURCE)

    assert "dropped-in" in guidelines.guidelines()


def test_a_file_without_its_constant_is_refused(extra_folder):
    (extra_folder / "dropped_in.py").write_text("")

    with pytest.raises(TypeError, match="must define GUIDELINE"):
        guidelines.guidelines()


def test_names_are_sorted_and_public():
    names = registry.names(features)

    assert list(names) == sorted(names)
    assert not any(name.startswith("_") for name in names)


def test_every_entry_has_its_type():
    assert registry.load(features, "FAMILY", Family)
    assert registry.load(guidelines, "GUIDELINE", Guideline)
