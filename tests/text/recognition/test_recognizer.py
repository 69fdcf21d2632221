"""What one line says."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from scorer.text.recognition.recognizer import recognize

pytestmark = pytest.mark.rapid


def fields(count):
    """Boxes with a cross in them, the character 田."""
    canvas = Image.new("RGB", (20 + 65 * count, 80), "white")
    draw = ImageDraw.Draw(canvas)
    for left in range(20, 65 * count, 65):
        for step in (0, 20, 40):
            draw.line((left + step, 15, left + step, 65), "black", 5)
            draw.line((left, 15 + step * 1.25, left + 40, 15 + step * 1.25), "black", 5)
    return np.array(canvas)


@pytest.mark.parametrize("is_east_asian", [True, False])
def test_east_asian_line_is_read_whether_asked_for_or_not(is_east_asian):
    found = recognize(fields(3), is_east_asian=is_east_asian)

    assert found.text == "田田田"
    assert found.confidence > 0.5
    assert len(found.centers) == 3
    assert sum(found.script_shares) == pytest.approx(1, abs=1e-3)


def test_nothing_is_read_on_a_plain_ground():
    found = recognize(np.full((30, 200, 3), 90, np.uint8))

    assert (found.text, found.confidence, found.centers) == ("", 0.0, ())
