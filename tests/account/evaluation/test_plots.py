"""Plots are whole SVG."""

from xml.etree import ElementTree as ET

from scorer.account.evaluation import plots


def test_plots_are_whole_and_escaped():
    drawn = (
        plots.curve("<a> & b", [(0, 1), (1, 2)]),
        plots.against("x", [(0.1, 0.1)], x_label="<", y_label=">"),
        plots.bars("x", [0.0, 0.0], x_label="", y_label=""),
    )

    for svg in drawn:
        assert ET.fromstring(svg).tag.endswith("svg")
