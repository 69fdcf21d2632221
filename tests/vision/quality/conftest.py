"""What the measures of a photo's quality look at."""

import pytest

from tests.support.planes import ellipses


@pytest.fixture
def scene():
    """A sharp, clean picture, gray, 1500 x 1000."""
    return ellipses()
