"""RapidOCR's models, loaded once a process, called without its own pipeline.

Its wheel carries detector and recognizer; its pipeline around them costs more than
they do, pads each line and throws away where the characters stand.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import unicodedata
from dataclasses import dataclass
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from scorer.core.errors import DependencyError
from scorer.text.networks.graph import Floats, Linear, cut, with_outputs

# By the checksum of a detector's file: the tensors at the ends of its backbone's last
# three stages, 96, 192 and 384 channels of an 8th, 16th and 32nd of the picture's size.
# PP-OCRv6 small, as RapidOCR 3.10 ships it.
_STAGES = {
    "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f": (
        b"Add.65",
        b"Add.121",
        b"Add.153",
    ),
}
# More wait for each other longer than they work.
_MOST_THREADS = 4
_HINT = "pip install rapidocr onnxruntime, or run with --ocr-engine tesseract"


@dataclass(frozen=True, slots=True)
class Network:
    """A network of one input and one output."""

    session: Any
    input: str

    def __call__(self, batch: Floats) -> Floats:
        """Return the network's first output."""
        return self.outputs(batch)[0]

    def outputs(self, batch: Floats) -> list[Floats]:
        """Return all outputs of the network for a batch (n, …), each (n, …)."""
        found: list[Floats] = self.session.run(None, {self.input: batch})
        return found


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The characters that a last layer tells apart; the first is none."""

    characters: tuple[str, ...]
    layer: Linear

    def only(self, places: NDArray[np.intp]) -> Alphabet:
        """Return the alphabet of the characters at some places, (m,)."""
        characters = tuple(self.characters[i] for i in places)
        return Alphabet(characters, self.layer.only(places))


@dataclass(frozen=True, slots=True)
class Recognizer:
    """The recognizer without its last layer, and that layer as alphabets.

    Attributes:
        network: Crops (1, 3, 48, W) to steps (1, about W / 8, 120).
        full: All characters that the network knows.
        narrow: Those that are not East Asian, a tenth of them.
        places: Where in ``full`` each character of ``narrow`` stands.
        mark: Checksum of the last layer's bias: another network has another.
    """

    network: Network
    full: Alphabet
    narrow: Alphabet
    places: NDArray[np.intp]
    mark: str


@cache
def detector() -> Network:
    """Return the detector of the RapidOCR wheel; after the first, stages are put out.

    A file of another checksum puts out none: what was learned from the stages of one
    network means nothing in another.

    Raises:
        DependencyError: RapidOCR, its models or onnxruntime is not installed.
    """
    model = _content("det")
    stages = _STAGES.get(hashlib.sha256(model).hexdigest(), ())
    return network(with_outputs(model, stages))


@cache
def recognizer() -> Recognizer:
    """Return the recognizer of the RapidOCR wheel.

    Raises:
        DependencyError: RapidOCR, its models or onnxruntime is not installed.
    """
    shortened, last = cut(_content("rec"))
    steps = network(shortened)
    listed = steps.session.get_modelmeta().custom_metadata_map["character"]
    # Space comes last; index 0 is the blank of connectionist temporal classification.
    characters = ("", *listed.splitlines(), " ")
    if len(characters) != len(last.bias):
        raise DependencyError(
            "this version of RapidOCR is not known to scorer", hint=_HINT
        )
    full = Alphabet(characters, last)
    width = unicodedata.east_asian_width  # none of East Asia's (Unicode annex 11)
    narrow = [i for i, c in enumerate(characters) if not c or width(c[0]) not in "FHW"]
    places = np.array(narrow)
    mark = hashlib.sha256(last.bias.tobytes()).hexdigest()
    return Recognizer(steps, full, full.only(places), places, mark)


def planes(pixels: np.ndarray) -> Floats:
    """Return RGB pixels (H, W, 3) as both networks want them: planes of BGR, -1..1."""
    blob = cv2.dnn.blobFromImage(pixels, 1 / 127.5, mean=(127.5,) * 3, swapRB=True)
    return np.asarray(blob, np.float32)


def network(model: bytes) -> Network:
    """Return the network of an ONNX file.

    It runs on as many threads as OMP_NUM_THREADS says, of which onnxruntime by itself
    takes no notice; on one by default. What it puts out is the same to the bit.

    Raises:
        DependencyError: onnxruntime is not installed.
    """
    # onnxruntime >= 1.29 opens sockets at import unless this is set before.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
    except ImportError as cause:
        raise DependencyError("onnxruntime is not installed", hint=_HINT) from cause
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _threads()
    options.inter_op_num_threads = 1
    # A thread that waits for the next layer leaves its core to others.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(
        model, options, providers=["CPUExecutionProvider"]
    )
    return Network(session, session.get_inputs()[0].name)


def _threads() -> int:
    given = os.environ.get("OMP_NUM_THREADS", "")
    return int(given) if given.isdecimal() and 0 < int(given) <= _MOST_THREADS else 1


def _content(task: str) -> mmap:
    """Return a model's bytes; of 10 or 20 MB that are put together anew once more."""
    with _file(task).open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def _file(task: str) -> Path:
    found = importlib.util.find_spec("rapidocr")
    if found is None or found.origin is None:
        raise DependencyError("RapidOCR is not installed", hint=_HINT)
    models = sorted((Path(found.origin).parent / "models").glob(f"PP-*_{task}_*.onnx"))
    if not models:
        raise DependencyError("RapidOCR has no models in its wheel", hint=_HINT)
    return models[-1]
