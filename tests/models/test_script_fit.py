"""The script network is fitted on lines drawn for it, and kept as its fit writes it."""

import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from scorer.core.storage.packaged import unsealed
from scorer.text.script import Script, network, read_network, stroke_cells

FOLDER = Path(__file__).parents[2] / "models" / "script"
FACES = Path("/usr/share/fonts/truetype/dejavu")
needs_faces = pytest.mark.skipif(
    not (FACES / "DejaVuSans.ttf").exists(), reason="needs Debian's DejaVu"
)


@pytest.fixture
def fit(monkeypatch):
    monkeypatch.syspath_prepend(FOLDER)
    # Its lists are no part of the tests; the words of the repository remain.
    none = SimpleNamespace(top_n_list=lambda *_: [])
    monkeypatch.setitem(sys.modules, "wordfreq", none)
    import fit

    yield fit
    for name in ("fit", "draw", "letters"):
        sys.modules.pop(name, None)


def striped(fit, count):
    """Lines of upright or level stripes, which two scripts are made of here."""
    chance = np.random.default_rng(3)
    cells, scripts = [], []
    for number in range(count):
        plane = chance.integers(100, 156, (32, 96), np.uint8)
        plane[:, :: 8 + number % 5] = 255
        cells.append(stroke_cells(plane if number % 2 else plane[:, :32].T))
        scripts.append(number % 2)
    return fit.Drawn(cells, np.array(scripts), [""] * count)


def test_a_network_learns_what_its_lines_show(fit):
    data = striped(fit, 256)
    held = fit.scores(fit.fit(data, rounds=6), striped(fit, 40))

    assert (held[:, :2].argmax(1) == np.arange(40) % 2).mean() > 0.95


def test_the_file_holds_what_was_fitted_in_eight_bits(fit, tmp_path):
    made = fit.fit(striped(fit, 128), rounds=1)
    fit.write(made, tmp_path)
    text = (tmp_path / "model.json").read_text("utf-8")
    kept = read_network(unsealed(text, "model.json"))

    largest = np.abs(made.hints[0]).max(0)
    assert (np.abs(kept.hints[0] - made.hints[0]).max(0) <= largest / 250).all()
    assert kept.verdict[1] == pytest.approx(made.verdict[1], rel=1e-4, abs=1e-6)


def test_a_model_of_letters_learns_what_forms_no_words(fit):
    import letters

    even = dict.fromkeys(Script, 0.1)
    texts = [("easy dinner", 0), ("ALC UXL", 4), ("soup", 0), ("3AKYCKA", 1)]
    some = [letters.Line(even, n, "", text, 0.9, 4.0) for text, n in 8 * texts]
    scripts, weight = np.array([line.script for line in some]), np.ones(len(some))
    model = letters.fitted(letters.inputs(some), scripts, weight)
    told = letters.inputs(some) @ model.weights + model.bias

    assert (told.argmax(1) == scripts).all()
    assert letters.NAMES[4] == "hebrew"


@needs_faces
def test_lines_are_drawn_in_scripts_that_the_faces_hold(fit):
    data = fit.drawn([FACES], 40, seed=2)
    names = {list(Script)[number].value for number in data.scripts}

    assert names <= {"latin", "cyrillic", "greek", "arabic", "hebrew", "none"}
    assert len(names) > 3
    assert all(cells.shape[1:] == (8, 8) and len(cells) >= 8 for cells in data.cells)


def test_a_typeface_is_in_one_fold(fit):
    assert len({fit._fold("Lato", number, 3) for number in range(9)}) == 1
    assert {fit._fold("", number, 3) for number in range(9)} == {0, 1, 2}


def test_the_network_of_the_package_is_small_and_of_all_scripts():
    known = network()

    assert (FOLDER / "model.json").stat().st_size < 300_000
    assert known.verdict[0].shape[1] == len(Script)
