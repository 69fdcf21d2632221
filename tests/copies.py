"""Words of a pin for tests, measured without a picture."""

from pathlib import Path

import numpy as np

from scorer.core.family import Features
from scorer.core.pin import Creative, Pin
from scorer.features import agreement, description, title

_FAMILIES = (title.FAMILY, description.FAMILY, agreement.FAMILY)


def measured(path="pin.png", **words):
    """Return the features of the families that read words only."""
    pin = Pin(Path(path), **words)
    creative = Creative(pin, np.zeros((3, 2, 3), np.uint8))
    return Features({each.record: each.extract(creative) for each in _FAMILIES})
