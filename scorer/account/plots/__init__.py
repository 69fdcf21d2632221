"""Numbers drawn as SVG text: curves, points, bars. Colors follow the page."""
