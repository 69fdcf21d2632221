"""Words of a pin for tests, measured without reading a picture."""

from pathlib import Path

import numpy as np

from scorer.core.family import Features
from scorer.core.pin import Creative, Pin
from scorer.features import agreement, description, overlay_copy, title
from scorer.text.lines import doubtful_words, overlay_words, read_text, readable_words
from scorer.text.reading import Reading

_FAMILIES = (title, description, overlay_copy, agreement)


def measured(path="pin.png", overlay="", unread="", doubtful="", **words):
    """Return the features of the families that read words only."""
    pin = Pin(Path(path), **words)
    creative = Creative(pin, np.zeros((3, 2, 3), np.uint8))
    creative._derived.update(
        {
            overlay_words: overlay,
            readable_words: overlay,
            doubtful_words: doubtful,
            read_text: Reading((), unread),
        }
    )
    families = [module.FAMILY for module in _FAMILIES]
    return Features({each.record: each.extract(creative) for each in families})
