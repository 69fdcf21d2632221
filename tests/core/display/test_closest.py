"""Names that somebody may have meant."""

from scorer.core.display.closest import nearest


def test_a_hint_lists_a_family_or_what_names_begin_with_and_never_a_page_of_them():
    known = [f"{x}.{n}" for x in ("color", "text") for n in range(40)]

    assert nearest("color.39x", known) == "did you mean color.39?"
    assert nearest("color.qqqqqqqq", known).startswith("known are: color.0, color.1")
    assert "text" not in nearest("color.qqqqqqqq", known)
    assert nearest("zzz", known) == "they begin with one of: color, text"
    assert nearest("zzz", ["a", "b"]) == "known are: a, b"
