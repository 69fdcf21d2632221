"""Folders as registers: one public module, one entry."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from types import ModuleType

T = TypeVar("T")


def names(package: ModuleType) -> tuple[str, ...]:
    """Return the public module names of a folder in alphabetical order, unimported."""
    found = (module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(sorted(name for name in found if not name.startswith("_")))


def entry(package: ModuleType, name: str, constant: str, kind: type[T]) -> T:
    """Return the constant that one module of a folder defines.

    Args:
        package: The folder.
        name: Module name, one of ``names(package)``.
        constant: Name of the constant, such as ``GUIDELINE``.
        kind: Its type.

    Raises:
        TypeError: The module does not define the constant, or with another type.
    """
    module = importlib.import_module(f"{package.__name__}.{name}")
    value = getattr(module, constant, None)
    if not isinstance(value, kind):
        raise TypeError(f"{module.__name__} must define {constant}: {kind.__name__}")
    return value


def load(package: ModuleType, constant: str, kind: type[T]) -> dict[str, T]:
    """Return the constant of every public module of a folder, by module name."""
    return {name: entry(package, name, constant, kind) for name in names(package)}
