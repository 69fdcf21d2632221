"""Print function and module lengths of a package, and fail above the house's ceilings.

python tools/shape.py scorer
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from statistics import median

MEDIAN_LINES, P95_LINES, MODULE_LINES = 6, 30, 300


def statements_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function's body, without its docstring."""
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def percentile(values: list[int], share: float) -> int:
    """Return the value below which that share lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main(folder: Path) -> int:
    """Print the table; return 1 when a ceiling is broken."""
    modules = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.py")}
    functions = [
        statements_lines(node)
        for text in modules.values()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = {path: text.count("\n") for path, text in modules.items()}
    figures = (
        ("function lines, median", median(functions), MEDIAN_LINES),
        ("function lines, p95", percentile(functions, 0.95), P95_LINES),
        ("module lines, p95", percentile(list(lengths.values()), 0.95), MODULE_LINES),
    )
    for name, value, ceiling in figures:
        print(f"{name:26} {value:6} (ceiling {ceiling})")
    for path, length in sorted(lengths.items(), key=lambda each: -each[1])[:5]:
        print(f"  {length:5} {path}")
    return int(any(value > ceiling for _, value, ceiling in figures))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
