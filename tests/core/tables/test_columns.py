"""Names of columns."""

from scorer.core.tables.columns import roles


def test_what_stands_in_parentheses_is_no_part_of_a_name():
    assert roles(["Pin clicks (lifetime)"]) == roles(["Pin clicks"]) != {}


def test_a_cell_of_brackets_is_read_in_one_pass():
    assert roles(["[" * 1_000_000]) == {}  # hours, if each began a search to the end
