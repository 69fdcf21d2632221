"""Print how often the title model is right, on a file of the Upworthy archive.

python -m benchmarks.model.titles upworthy_dev.csv.gz [--built-in | --guidelines]

Without --built-in the model is fitted anew in ten folds of tests, so that no headline
is scored by a model that saw its test; the mean over the seeds of the folds is printed.
With it, the lab's own score is used as shipped: only fair on tests that it was not
fitted on. With --guidelines: how often the headline that lost fails each guideline.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from pathlib import Path
from types import ModuleType

import numpy as np

_FIT = Path(__file__).parents[2] / "models" / "titles" / "fit.py"
_BARS = {
    "right winner": ">= .67",
    "within-test Spearman": ">= .20",
    "calibration error": "<= .04",
    "titles a second": ">= 2000",
}


def fit_module() -> ModuleType:
    """Return models/titles/fit.py, which is a script and no part of the package."""
    spec = importlib.util.spec_from_file_location("title_fit", _FIT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["title_fit"] = module
    spec.loader.exec_module(module)
    return module


def cross_validated(path: Path, seeds: int) -> dict[str, float]:
    """Return the figures out of fold, averaged over the ways to fold."""
    fit = fit_module()
    recipe, _ = fit.load_recipe(_FIT.with_name("recipe.json"))
    archive = fit.read(path)
    texts = fit.Texts(archive.headline, recipe)
    runs = [fit.cross_validated(archive, texts, seed) for seed in range(seeds)]
    return {name: float(np.mean([run[name] for run in runs])) for name in runs[0]}


def as_shipped(path: Path) -> dict[str, float]:
    """Return the figures of the lab's score."""
    from scorer.core.settings import Settings
    from scorer.titles.headline_store import built_in
    from scorer.titles.ranking import rank

    fit = fit_module()
    archive = fit.read(path)
    ranked = rank(archive.headline, built_in(), Settings())
    return dict(fit.figures(archive, np.array([each.score for each in ranked])))


def guidelines_against_clicks(path: Path) -> dict[str, float]:
    """Return by guideline how often the loser fails it, of pairs that differ in it."""
    from scorer.core.settings import Settings
    from scorer.titles.headline_store import built_in
    from scorer.titles.ranking import rank

    fit = fit_module()
    archive = fit.read(path)
    ranked = rank(archive.headline, built_in(), Settings())
    winner, loser = fit.pairs(archive, 1.96)
    found = {}
    for name in sorted({name for each in ranked for name in each.findings}):
        fails = np.array([name in each.findings for each in ranked], float)
        apart = fails[loser] - fails[winner]
        found[f"{name}, pairs"] = float(np.count_nonzero(apart))
        found[f"{name}, loser fails"] = float(np.mean(apart[apart != 0] > 0))
    return found


def titles_a_second(path: Path) -> float:
    """Return the speed of the lab on distinct titles, one core, model loaded."""
    from scorer.core.settings import Settings
    from scorer.titles.headline_store import built_in
    from scorer.titles.ranking import rank

    titles = sorted(set(fit_module().read(path).headline))
    model = built_in()
    rank(titles[:50], model, Settings())
    start = time.process_time()
    rank(titles, model, Settings())
    return len(titles) / (time.process_time() - start)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--built-in", action="store_true")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--guidelines", action="store_true")
    given = parser.parse_args()
    path = given.data
    if given.guidelines:
        found = guidelines_against_clicks(path)
    elif given.built_in:
        found = as_shipped(path)
    else:
        found = cross_validated(path, given.seeds)
    found["titles a second"] = titles_a_second(path)
    for name, value in found.items():
        print(f"{name:30} {value:10.4g}   {_BARS.get(name, '')}")


if __name__ == "__main__":
    main()
