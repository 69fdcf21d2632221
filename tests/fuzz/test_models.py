"""Models from anybody are used, or refused with the reason."""

import contextlib
import functools
import json
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scorer.account.training import training_rows as rows
from scorer.clickrate.model import store
from scorer.core.errors import ModelError
from scorer.core.storage.checksums import checksum_of
from scorer.core.storage.packaged import packaged, unsealed
from scorer.features.finish import read_finish
from scorer.scoring.weights import read_weights
from scorer.text.detection.line_looks import read_looks
from scorer.text.roles.model import role_model
from scorer.text.scripts.letters import read_letter_model
from scorer.text.scripts.pin_model import read_pin_model
from scorer.text.scripts.script import read_network
from scorer.text.scripts.step_scripts import read_step_model
from scorer.titles.headline_store import headline_model
from tests.fuzz.test_reports import changed, junk, places

TOP = Path(__file__).parents[2] / "models"
FILES = (store.MODEL, store.METRICS, rows.FILE)


@functools.cache
def seed(name):
    text = (TOP / "demo" / name).read_text(encoding="utf-8")
    return json.loads(text.splitlines()[1] if name == rows.FILE else text)


@functools.cache
def seed_places(name):
    """Places of a file, two of each list: some hold thousands of numbers."""
    found = list(places(seed(name)))[1:]
    return [
        path
        for path in found
        if all(isinstance(part, str) or part < 2 for part in path)
    ]


def ends_well(name, text):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / name).write_bytes(text)
        load = {store.MODEL: store.load, store.METRICS: store.load_metrics}
        try:
            load.get(name, rows.load)(folder)
        except ModelError as error:
            assert name in error.message
            assert error.hint


def sealed(document):
    """Write a changed document under the checksum that fits, as a poisoner would."""
    if isinstance(document, dict):
        kind = document.get("kind")
        if isinstance(kind, str) and kind in document and "sha256" in document:
            document = document | {"sha256": checksum_of(document[kind])}
        elif "designs" in document:
            return rows.sealed(json.dumps(document).encode())
    return json.dumps(document).encode()


@given(st.sampled_from(FILES), st.data(), junk, st.booleans())
def test_one_thing_changed(name, data, value, is_sealed):
    path = data.draw(st.sampled_from(seed_places(name)))
    document = changed(path, value, seed(name))

    ends_well(name, sealed(document) if is_sealed else json.dumps(document).encode())


@given(st.sampled_from(FILES), st.data())
def test_truncated_or_flipped(name, data):
    text = bytearray((TOP / "demo" / name).read_bytes())
    if data.draw(st.booleans()):
        del text[data.draw(st.integers(0, len(text))) :]
    else:
        text[data.draw(st.integers(0, len(text) - 1))] ^= data.draw(st.integers(1, 255))

    ends_well(name, bytes(text))


PACKAGED = {
    "score/score.json": read_weights,
    "score/finish.json": read_finish,
    "roles/roles.json": role_model,
    "roles/looks.json": read_looks,
    "script/model.json": read_network,
    "script/letters.json": read_letter_model,
    "script/pins.json": read_pin_model,
    "script/steps.json": read_step_model,
}


@functools.cache
def packaged_places(name):
    """Places of a fitted file, two of each list."""
    return [
        path
        for path in places(packaged(name))
        if all(isinstance(part, str) or part < 2 for part in path)
    ]


@given(st.sampled_from(sorted(PACKAGED)), st.data(), junk)
def test_fitted_file_with_one_thing_changed(name, data, value):
    path = data.draw(st.sampled_from(packaged_places(name)))
    text = packed({"model": (model := changed(path, value, packaged(name)))}, model)

    fitted_ends_well(name, text)


def packed(document, model):
    """Return the text of a fitted file under the checksum that fits."""
    return json.dumps({**document, "sha256": checksum_of(model)})


def fitted_ends_well(name, text):
    try:
        PACKAGED[name](unsealed(text, name))
    except ModelError as error:
        assert name in error.message
        assert error.hint


@given(st.binary(max_size=200) | junk.map(lambda value: json.dumps(value).encode()))
def test_anything(data):
    for name in FILES:
        ends_well(name, data)


@given(st.data())
def test_title_model_truncated_or_flipped(data):
    text = bytearray((TOP / "titles" / "model.json").read_bytes())
    at = data.draw(st.integers(0, len(text) - 1))
    if data.draw(st.booleans()):
        del text[at:]
    else:
        text[at] ^= data.draw(st.integers(1, 127))

    with contextlib.suppress(ModelError):
        headline_model(text.decode("utf-8", "replace"))
