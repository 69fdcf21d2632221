"""Print how long the functions and modules of a package are. A figure, not a gate.

python tools/shape.py scorer

Nobody stops at a line for it, or bundles arguments: a file that reads better long stays
long. A median that creeps up over months is worth a look.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from statistics import median


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function's body, without its docstring."""
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def percentile(values: list[int], share: float) -> int:
    """Return the value below which that share lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main(folder: Path) -> None:
    """Print the table, and the longest of both."""
    modules = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.py")}
    functions = {
        f"{path}:{node.lineno} {node.name}": body_lines(node)
        for path, text in modules.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    lengths = {str(path): text.count("\n") for path, text in modules.items()}
    print(f"{'lines of':12} {'median':>8} {'p95':>8} {'longest':>8} {'of':>8}")
    for name, found in (("a function", functions), ("a module", lengths)):
        values = list(found.values())
        row = (median(values), percentile(values, 0.95), max(values), len(values))
        print(f"{name:12}", *(f"{value:8.0f}" for value in row))
    for found in (functions, lengths):
        for name, length in sorted(found.items(), key=lambda each: -each[1])[:5]:
            print(f"  {length:5} {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
