"""RapidOCR's models, loaded once a process, called without its own pipeline.

Its wheel carries detector and recognizer; its pipeline around them costs more than
they do, pads each line and throws away where the characters stand.
"""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorer.core.errors import DependencyError

_HINT = "pip install rapidocr onnxruntime, or run with --ocr-engine tesseract"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """One network and the characters that its metadata lists."""

    session: Any
    characters: tuple[str, ...]

    def __call__(self, batch: Floats) -> Floats:
        """Return the network's first output."""
        name = self.session.get_inputs()[0].name
        output: Floats = self.session.run(None, {name: batch})[0]
        return output


@cache
def model(task: str) -> Model:
    """Return the detector (``det``) or recognizer (``rec``) of the RapidOCR wheel.

    Raises:
        DependencyError: RapidOCR, its models or onnxruntime is not installed.
    """
    # onnxruntime >= 1.29 opens sockets at import unless this is set before.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
    except ImportError as cause:
        raise DependencyError("onnxruntime is not installed", hint=_HINT) from cause
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(
        str(_file(task)), options, providers=["CPUExecutionProvider"]
    )
    listed = session.get_modelmeta().custom_metadata_map.get("character", "")
    # Index 0 is the blank of connectionist temporal classification; space comes last.
    return Model(session, ("", *listed.splitlines(), " "))


def _file(task: str) -> Path:
    found = importlib.util.find_spec("rapidocr")
    if found is None or found.origin is None:
        raise DependencyError("RapidOCR is not installed", hint=_HINT)
    models = sorted((Path(found.origin).parent / "models").glob(f"PP-*_{task}_*.onnx"))
    if not models:
        raise DependencyError("RapidOCR has no models in its wheel", hint=_HINT)
    return models[-1]
