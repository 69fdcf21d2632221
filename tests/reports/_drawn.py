"""A report over pictures that are drawn here, with everything a page can show."""

import base64
import io
from dataclasses import replace

from PIL import Image, ImageDraw

from scorer import reports
from scorer.core.guideline import Finding, Impact, Outcome
from scorer.core.report import Contribution, Gain, Score, Suggestion
from scorer.core.units import Box, Quantity, Unit
from scorer.scoring.score import score, with_costs
from tests.reports import _make as make

LINES = (Box(150, 180, 700, 90), Box(200, 300, 600, 90), Box(300, 1300, 400, 24))
HEIGHTS = (82.0, 80.0, 21.0)


def picture(hue, size=(300, 450)):
    """A flat pin: a ground, a disc, a panel with two bars for its lines."""
    image = Image.new("RGB", size, hue)
    draw = ImageDraw.Draw(image)
    w, h = size
    draw.ellipse((0.2 * w, 0.4 * h, 0.8 * w, 0.8 * h), fill="#f4c95d")
    draw.rectangle((0.1 * w, 0.08 * h, 0.9 * w, 0.28 * h), fill="#fffaf0")
    for left, top, width, height in LINES:
        scale = w / 1000
        box = [side * scale for side in (left, top, left + width, top + height)]
        draw.rectangle(box, fill="#2b2118")
    return encoded(image)


def encoded(image):
    """A picture as a report carries it."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


def evidence():
    lines = [
        {
            "text": f"line {number}",
            "box": list(box),
            "cap_height_px": height,
            "contrast": 5.0,
        }
        for number, (box, height) in enumerate(zip(LINES, HEIGHTS, strict=True))
    ]
    ramp = [[round((x + y) / 60, 2) for x in range(24)] for y in range(36)]
    return {
        "text_lines": lines,
        "focal_box": [200, 600, 600, 600],
        "faces": [[400, 700, 200, 200]],
        "clutter_map": ramp,
        "saliency_map": ramp[::-1],
    }


def small(box, number):
    return Finding(
        code="below-minimum",
        message=f"capitals of line {number} are 3.8 dp high in the feed",
        advice="make it 2.0x larger: capitals 42 px high",
        measured=Quantity(3.8, Unit.DP),
        limit=Quantity(7.7, Unit.DP),
        region=box,
    )


def failed(name, impact, findings, met=0.0):
    return replace(make.result(name, impact=impact, findings=findings), score=met)


def whole(message):
    return [make.finding(message, region=None)]


def results():
    lines = [small(LINES[2], 3), small(LINES[1], 2)]
    return with_costs(
        (
            make.result("late-keyword", Outcome.PASS),
            failed("no-benefit", Impact.MODERATE, whole("the words name no gain")),
            failed("small-text", Impact.SERIOUS, lines, met=0.3),
            make.result("tinted-background", Outcome.REVIEW, Impact.MINOR),
            make.result("tall-image", Outcome.NOT_APPLICABLE),
            make.result("wide-image", Outcome.PASS),
        )
    )


FEATURES = {
    "clutter.edge_density": Quantity(0.12),
    "text_overlay.cap_height_max_px": Quantity(82.0, Unit.PX),
    "text_overlay.cap_height_max_dp": Quantity(15.0, Unit.DP),
}
EFFECTS = {"color.lightness": 0.21, "clutter.edge_density": -0.12, "title.length": 0.05}
ESTIMATE = replace(
    make.ESTIMATE,
    contributions=tuple(Contribution(*each) for each in EFFECTS.items()),
)
MOVE = Suggestion("lightness of the picture: from 40 towards 70", Gain(0.0, 0.001))


def poor():
    judged = results()
    parts = {"mobile": 100.0, "text": 86.0, "focus": 73.0, "copy": 42.0}
    return make.report(
        "drafts/poor.png",
        title="10 Cozy Bedroom Ideas for Small Spaces",
        score=Score(score(judged).guidelines, parts, ESTIMATE),
        results=judged,
        features=FEATURES,
        evidence=evidence(),
        advice=(MOVE,),
        thumbnail=picture("#7a3b2e"),
    )


def good(name="drafts/good.png", hue="#2f6f73"):
    passed = (make.result("small-text", Outcome.PASS),)
    return make.report(
        name,
        100.0,
        title="Calm Colors for a Bright Kitchen",
        results=passed,
        features=FEATURES | {"text_overlay.cap_height_max_dp": Quantity(12.0, Unit.DP)},
        evidence=evidence(),
        thumbnail=picture(hue),
    )


def wide():
    judged = (
        failed("missing-title", Impact.MODERATE, whole("the pin has no title")),
        failed("wide-image", Impact.CRITICAL, whole("the pin is wider than 2:3")),
    )
    return make.report(
        "drafts/wide.png",
        score(judged).guidelines,
        title="",
        results=judged,
        width_px=1500,
        height_px=1000,
        thumbnail=picture("#39406b", (450, 300)),
    )


def document():
    return make.document(poor(), good(), wide(), make.unread("drafts/broken.png"))


def page():
    """The text of the page."""
    return "".join(reports.render(document(), "html"))
