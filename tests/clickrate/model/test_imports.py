"""Scoring with a model never imports scikit-learn."""

from __future__ import annotations

import subprocess
import sys


def test_scoring_does_not_import_scikit_learn():
    code = (
        "import sys, scorer.clickrate.model.store, scorer.clickrate.model.compare, "
        "scorer.clickrate.model.counterfactual, scorer.account.comparison; "
        "print('sklearn' in sys.modules, 'scipy' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["False", "False"]
