"""What templates bring along is told from a shop's own words."""

import pytest

from scorer.wording.placeholder import placeholders


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lorem Ipsum dolor sit amet", ("Lorem Ipsum", "dolor sit amet")),
        ("Follow us for more tips @reallygreatsite", ("@reallygreatsite",)),
        ("REALLYGREATSITE.COM", ("REALLYGREATSITE.COM",)),
        ("hello@reallygreatsite.com", ("hello@reallygreatsite.com",)),
        ("RECIPE NAME GOES HERE", ("RECIPE NAME GOES HERE",)),
        ("Your logo here", ("Your logo here",)),
        ("Add a subheading", ("Add a subheading",)),
        ("Add a little bit of body text", ("Add a little bit of body text",)),
        ("123 Anywhere St., Any City", ("123 Anywhere St",)),
        ("+123-456-7890", ("+123-456-7890",)),
        ("www.yourwebsite.com", ("www.yourwebsite.com",)),
        ("Grow your website in 5 days", ()),
        ("A really great site for cooks", ()),
        ("Add your photo to the frame", ()),
        ("Your brand is here to stay", ()),
    ],
)
def test_placeholders(text, found):
    assert placeholders(text) == found
