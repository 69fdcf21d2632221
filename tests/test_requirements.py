"""The locked versions: those that pyproject allows, each with its checksum."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

TOP = Path(__file__).parents[1]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]
EXTRAS = {"action": (), "ci": ("ci",), "lowest": ("ci",)}


def asked(extras):
    """Yield the requirements of the project with some extras."""
    yield from map(Requirement, PROJECT["dependencies"])
    for extra in extras:
        for text in PROJECT["optional-dependencies"][extra]:
            each = Requirement(text)
            if each.name == PROJECT["name"]:
                yield from asked(each.extras)
            else:
                yield each


def locked(name):
    """Return the lines of a lock: (name, version, its hashes) of each."""
    text = (TOP / "requirements" / f"{name}.txt").read_text()
    return re.findall(
        r"^([\w.-]+)==([^ ;]+)[^\\\n]*((?: \\\n +--hash=sha256:[0-9a-f]{64})*)$",
        text,
        re.MULTILINE,
    )


@pytest.mark.parametrize("name", [*EXTRAS, "release"])
def test_each_version_has_a_checksum_and_nothing_else_is_there(name):
    found = locked(name)
    lines = (TOP / "requirements" / f"{name}.txt").read_text().splitlines()

    assert [each for each, _, hashes in found if not hashes] == []
    assert len(lines) == sum(1 + hashes.count("--hash") for _, _, hashes in found)


@pytest.mark.parametrize("name", EXTRAS)
def test_each_requirement_is_locked_within_its_bounds(name):
    versions = {}
    for package, version, _ in locked(name):
        versions.setdefault(package, []).append(version)

    wanted = list(asked(EXTRAS[name]))
    assert len(wanted) >= len(PROJECT["dependencies"])
    for each in wanted:
        assert each.name.lower() in versions, f"{each.name}: run `make locks`"
        for version in versions[each.name.lower()]:
            assert each.specifier.contains(version), f"{each.name} {version}"


def test_the_lowest_are_the_lower_bounds():
    versions = {package: Version(version) for package, version, _ in locked("lowest")}
    for each in asked(EXTRAS["lowest"]):
        [bound] = [part for part in each.specifier if part.operator == ">="]
        wanted = (*Version(bound.version).release, 0)
        assert versions[each.name.lower()].release[:2] == wanted[:2], each.name
