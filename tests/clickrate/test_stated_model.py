"""What the package states of its model has the names that the code has."""

import re
from pathlib import Path

import scorer.clickrate

FOLDER = Path(scorer.clickrate.__file__).parent
SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in FOLDER.rglob("*.py")
    if path.parent != FOLDER
)


def is_in_code(name):
    """Whether a name is a module or folder of the package, or of something in it."""
    place = FOLDER.joinpath(*name.split("."))
    if place.is_dir() or place.with_suffix(".py").is_file():
        return True
    if "." in name and name[0].islower():  # of a module: what follows is in it
        module, _, last = name.rpartition(".")
        path = FOLDER.joinpath(*module.split(".")).with_suffix(".py")
        return path.is_file() and re.search(rf"\b{last}\b", path.read_text("utf-8"))
    return all(re.search(rf"\b{part}\b", SOURCE) for part in name.split("."))


def test_each_symbol_of_the_stated_model_is_in_the_code():
    named = set(re.findall(r"``([\w.]+)``", scorer.clickrate.__doc__))

    assert len(named) > 35
    assert [name for name in sorted(named) if not is_in_code(name)] == []
