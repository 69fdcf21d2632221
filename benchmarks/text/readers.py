"""What reads pins in the benchmark of overlay text: ours, and engines as they come."""

import collections
from pathlib import Path

import numpy as np
import pytesseract

from scorer.core.pin import Creative, Pin
from scorer.core.settings import Settings
from scorer.text.lines import read_text, text_lines


class Found(
    collections.namedtuple(
        "Found", "text box cap_px contrast role", defaults=["overlay"]
    )
):
    """A line; box is [x1, y1, x2, y2], contrast None where the reader has none."""


class Ours:
    """The scorer's own lines.

    Attributes:
        unread: Why text of the last pin may not have been read.
    """

    def __init__(self, engine):
        self.settings, self.unread = Settings(ocr_engine=engine), ""

    def __call__(self, pixels, image):
        creative = Creative(Pin(Path()), pixels, self.settings)
        self.unread = creative.once(read_text).unread
        return [
            Found(
                line.text,
                corners(*line.box),
                line.cap_height_px,
                line.contrast,
                line.role,
            )
            for line in creative.once(text_lines)
        ]


def bare_tesseract(mode):
    def read(pixels, image):
        kind = pytesseract.Output.DICT
        config = f"--psm {mode}"
        table = pytesseract.image_to_data(image, config=config, output_type=kind)
        lines = collections.defaultdict(list)
        for i, text in enumerate(table["text"]):
            if text.strip() and float(table["conf"][i]) >= 0:
                key = tuple(table[k][i] for k in ("block_num", "par_num", "line_num"))
                lines[key].append(i)
        return [_tesseract_line(table, words) for words in lines.values()]

    return read


def _tesseract_line(table, words):
    boxes = [
        corners(*(table[k][i] for k in ("left", "top", "width", "height")))
        for i in words
    ]
    a, b, c, d = zip(*boxes, strict=True)
    box = (min(a), min(b), max(c), max(d))
    text = " ".join(table["text"][i] for i in words)
    return Found(text, box, box[3] - box[1], None)


def bare_rapid():
    from rapidocr import RapidOCR

    threads = {
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        "Global.log_level": "error",
    }
    engine = RapidOCR(params=threads)

    def read(pixels, image):
        result = engine(pixels[:, :, ::-1])
        pairs = zip(result.boxes, result.txts, strict=True) if result.txts else ()
        return [
            Found(text, (*box.min(0), *box.max(0)), float(np.ptp(box[:, 1])), None)
            for box, text in pairs
        ]

    return read


def corners(left, top, width, height):
    return (left, top, left + width, top + height)
