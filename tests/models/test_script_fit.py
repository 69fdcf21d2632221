"""The script network is fitted on lines drawn for it, and kept as its fit writes it."""

import random
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from scorer.core.storage.packaged import unsealed
from scorer.text.scripts.script import Script, network, read_network, stroke_cells

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
    for name in ("fit", "cut", "draw", "letters"):
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
    return fit.Lines(cells, np.array(scripts), [""] * count)


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


def test_a_network_learns_on_from_other_lines_and_keeps_what_it_knew(fit):
    known = fit.fit(striped(fit, 256), rounds=6)
    other = striped(fit, 128)
    joined = fit._joined(
        [striped(fit, 128), fit.Lines(other.seen, 2 + other.scripts, other.families)]
    )
    alone = fit.go_on(
        known, fit.Lines(other.seen, 2 + other.scripts, other.families), rounds=6
    )
    before, after = fit.scores(known, other), fit.scores(alone, other)

    assert len(joined.seen) == len(joined.families) == 256
    assert (before[:, :4].argmax(1) == 2 + other.scripts).mean() < 0.05
    assert after[np.arange(128), 2 + other.scripts].mean() > (
        before[np.arange(128), 2 + other.scripts].mean() + 0.5
    )


@needs_faces
def test_what_is_cut_out_is_named_after_the_one_line_that_it_holds(fit):
    import cut
    import draw

    found = list(cut.cut_lines(draw.faces([FACES]), 1, seed=4))
    laid = [
        cut.Laid((10, 10, 200, 60), "greek", "A"),
        cut.Laid((10, 80, 200, 130), "thai", "B"),
    ]

    def named(left, top, right, bottom):
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        return cut._under(np.array(corners, np.float32), laid)

    assert len(found) >= 3
    assert {script for _, script, _ in found} <= {each.value for each in Script}
    assert all(strip.ndim == 3 and strip.shape[0] >= 8 for strip, _, _ in found)
    assert named(12, 12, 190, 58) == ("greek", "A")
    assert named(300, 300, 400, 340) == ("none", "")
    assert named(12, 55, 190, 80) is None


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
    assert all(cells.shape[1:] == (8, 8) and len(cells) >= 8 for cells in data.seen)


@pytest.mark.parametrize("way", ["by_hand", "_rounded", "_rough", "_striped"])
def test_ink_is_changed_as_faces_differ_and_cut_to_what_is_left(fit, way):
    import draw

    ink = np.zeros((44, 160), np.uint8)
    ink[:, 0:12] = ink[:, 148:160] = ink[:8, 20:120] = ink[36:, 20:120] = 255
    changed = getattr(draw, way)(ink, random.Random(2))
    lit = changed > 60

    assert changed.dtype == np.uint8
    assert not np.array_equal(changed, ink)
    assert 0.3 < lit.sum() / (ink > 60).sum() < 1.7
    assert all(edge.any() for edge in (lit[0], lit[-1], lit[:, 0], lit[:, -1]))


def test_ink_of_which_nothing_would_be_left_stays(fit):
    import draw

    ink = np.full((30, 90), 255, np.uint8)

    assert draw._cut(np.zeros_like(ink), ink) is ink


def test_a_typeface_is_in_one_fold(fit):
    assert len({fit._fold("Lato", number, 3) for number in range(9)}) == 1
    assert {fit._fold("", number, 3) for number in range(9)} == {0, 1, 2}


def test_the_network_of_the_package_is_small_and_of_all_scripts():
    known = network()

    assert (FOLDER / "model.json").stat().st_size < 300_000
    assert known.verdict[0].shape[1] == len(Script)
