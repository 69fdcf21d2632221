"""Faces."""

import numpy as np

from scorer.vision.faces import faces


def test_no_face_in_skin_colored_noise():
    picture = np.full((375, 250, 3), (220, 170, 140), np.uint8)
    picture[::7, ::5] = (120, 80, 60)

    assert faces(picture) == ()
