"""Fitted files travel with the package."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[3]
NAME = re.compile(r'"([a-z_]+/[a-z_]+\.(?:json|onnx))"')


def test_every_fitted_file_that_is_read_is_in_the_wheel():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    named = {
        name
        for path in (ROOT / "scorer").rglob("*.py")
        for name in NAME.findall(path.read_text("utf-8"))
        if (ROOT / "models" / name).is_file()
    }

    assert "roles/looks.json" in named
    assert {f"models/{name}" for name in named} == set(wheel)
    assert all(wheel[f"models/{name}"] == f"scorer/models/{name}" for name in named)
