"""Names of the retired dialect that are still in a package.

python tools/words.py scorer

A word is a name of a module, function, class, parameter, attribute or variable, or a
part of one between underscores or capitals. Sentences are not looked at.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

# Retired word: what to write instead (docs/glossary.md has the meanings).
RETIRED = {
    "anyway": "force",
    "beforehand": "leave_one_out",
    "beliefs": "scaled_priors",
    "estimating": "estimate, estimator_for",
    "examined": "score_pins",
    "friendly": "handle_errors",
    "ground": "background",
    "learnt": "learned",
    "luck": "pin_effects, residual_variance",
    "mend": "fix",
    "misfit": "lack_of_fit",
    "modelled": "build_model",
    "recalled": "from_records",
    "refitted": "refit_on",
    "remembered": "cached_report",
    "sign": "char",
    "signs": "chars",
    "smell": "mis-joined",
    "supposing": "what_if",
    "told": "format_values, lines, captions",
    "untouched": "unread_features",
    "vouched": "verified",
}
# Words with another meaning where numbers are pixels and letters.
RETIRED_IN_STATISTICS = {
    "beside": "the other side's name",
    "doubt": "covariance, variance, sd",
    "energy": "sum_of_squares",
    "faded": "squared_exponential",
    "gathered": "AccountData",
    "leap": "extrapolate",
    "likeness": "similarity, perceptual_hash",
    "moves": "improvements, counterfactual",
    "pace": "ratio",
    "rough": "single_precision",
    "spread": "variance, sd, range",
    "spreads": "variances",
    "standing": "current",
    "stands": "is_current",
    "strange": "notices",
    "traits": "group_differences",
}
_STATISTICS = (
    "account/",
    "clickrate/",
    "titles/",
    "exports/",
    "batch/",
    "cache/",
    "cli/",
)
# British spellings, wherever they are part of a name.
BRITISH = re.compile(
    "colour|normalis|standardis|randomis|recognis|optimis|centred|labelled|modelled|"
    "neighbour|behaviour|favour|learnt"
)
# Where a word has its usual meaning: (path begins so, word).
ALLOWED = (
    ("account/rejudged", "sign"),  # of a number
    ("reports/html", "sign"),
)
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def parts(name: str) -> list[str]:
    """Return the words of a name: ``luckSd``, ``luck_sd`` and ``LuckSd`` have two."""
    return [part.lower() for part in _PART.findall(name)]


def names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and name of everything that a module names itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr


def hits(package: Path) -> Iterator[str]:
    """Yield each retired name once a line, with its place and what to write."""
    for path in sorted(package.rglob("*.py")):
        below = path.relative_to(package).as_posix()
        is_statistics = below.startswith(_STATISTICS)
        words = RETIRED | (RETIRED_IN_STATISTICS if is_statistics else {})
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for line, name in sorted({(1, path.stem), *names(tree)}):
            for part in parts(name):
                if any(below.startswith(p) and part == word for p, word in ALLOWED):
                    continue
                if part in words:
                    yield f"{path}:{line}: {name}: write {words[part]}"
                elif BRITISH.search(part):
                    yield f"{path}:{line}: {name}: US spelling"


def main(package: Path) -> int:
    """Print the hits; return 1 where there are any."""
    found = list(hits(package))
    print(*found, f"{len(found)} names of the retired dialect", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
