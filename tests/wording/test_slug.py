"""Links and file names."""

from pathlib import Path

import pytest

from scorer.wording.slug import is_file_name, slug_words


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("", ()),
        ("https://shop.example/products/oak-side-table?v=2", ("oak", "side", "table")),
        ("shop.example/p/8f3k2j91", ()),
        ("https://[shop]/oak-table", ()),
        ("https://b.example/2024/05/best%20cake.html", ("2024", "05", "best", "cake")),
    ],
)
def test_slug_words(link, words):
    assert slug_words(link) == words


@pytest.mark.parametrize(
    ("title", "is_name"),
    [
        ("IMG_2034", True),
        ("pin-final-2", True),
        ("pin-final-2.png", True),
        ("Cozy bedroom ideas", False),
        ("Sourdough", False),
        ("", False),
    ],
)
def test_file_names(title, is_name):
    assert is_file_name(title, Path("drafts/pin-final-2.png")) is is_name
