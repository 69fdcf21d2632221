"""Reports made by hand, for the tests of formats."""

from scorer.core.guideline import Finding, Impact, Outcome, Part
from scorer.core.report import (
    Contribution,
    Document,
    Estimate,
    Failure,
    GuidelineResult,
    Report,
    Score,
    Words,
)
from scorer.core.units import Box, Quantity, Unit

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
REGION = Box(100, 150, 500, 300)
ESTIMATE = Estimate(
    metric="pin_click_rate",
    rate=0.013,
    low=0.009,
    high=0.019,
    level=0.8,
    baseline=0.011,
    percentile=0.71,
    contributions=(Contribution("clutter.edge_density", -0.08),),
    notices=("early signs",),
)


def finding(message="the line is 4.4 dp high", region=REGION):
    return Finding(
        code="below-minimum",
        message=message,
        advice="use larger letters",
        measured=Quantity(4.4, Unit.DP),
        limit=Quantity(7.7, Unit.DP),
        region=region,
    )


def result(name="small-text", outcome=Outcome.FAIL, impact=Impact.SERIOUS, findings=()):
    scores = {Outcome.FAIL: 0.5, Outcome.PASS: 1.0}
    if outcome is Outcome.FAIL:
        findings = findings or (finding(),)
    return GuidelineResult(
        id=name,
        title=f"Title of {name}",
        part=Part.TEXT,
        outcome=outcome,
        score=scores.get(outcome),
        impact=impact,
        findings=tuple(findings),
        reason="" if outcome in scores else "a person should look",
    )


def report(path="a.png", value=50.0, results=None, title="A title", **more):
    chosen = (result(),) if results is None else tuple(results)
    fields = {
        "path": path,
        "pin": Words(title),
        "width_px": 1000,
        "height_px": 1500,
        "score": Score(value, {"text": value}),
        "features": {"text_overlay.cap_height_max_dp": Quantity(4.4, Unit.DP)},
        "results": chosen,
        "thumbnail": PIXEL,
    }
    return Report(**(fields | more))


def unread(path="broken.png"):
    failure = Failure("not-an-image", f"{path} is no image", "export it again")
    return Report(path, failure=failure)


def document(*reports):
    return Document(reports, {"scorer": "0.1.0"})
