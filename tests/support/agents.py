"""What stands for the workers of the agents' server, where none has to read a pin."""

import base64
import io

from PIL import Image

from scorer.core.settings import Settings
from scorer.web.workers import tried
from tests.reports import _make as make


def _picture():
    """A picture as a report carries it."""
    buffer = io.BytesIO()
    Image.new("RGB", (100, 150)).save(buffer, "WEBP")
    return "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode()


class Ready:
    """Workers that have the report of every picture, and try changes on the spot."""

    def warm(self):
        pass

    def close(self):
        pass

    async def report(self, upload):
        return make.report(upload.name, thumbnail=_picture())

    async def what_if(self, upload, changes):
        return tried(upload, Settings(ocr_engine="none"), None, changes)
