"""Starting costs little."""

import subprocess
import sys

HEAVY = {"numpy", "cv2", "sklearn", "onnxruntime", "rapidocr", "pydantic", "PIL"}
SCRIPT = """
import sys
from click.testing import CliRunner
from scorer.cli import main
result = CliRunner().invoke(main, ["--help"])
assert result.exit_code == 0, result.output
print(" ".join(sys.modules))
"""


def test_help_imports_nothing_heavy():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )

    assert HEAVY.isdisjoint(done.stdout.split())
