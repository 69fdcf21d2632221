"""Hold everything to vectors of 256 bits, as on a processor without AVX-512.

    python -m benchmarks.speed.narrow FOLDER COMMAND...
    python -m benchmarks.speed.narrow build/narrow \
        python -m benchmarks.speed.stages PINS_DIR --pins 20

OpenCV, numpy and OpenBLAS are told so by their environment. onnxruntime has no such
setting: a copy of the installed package is written to FOLDER in which the instruction
that asks the system for its vector registers (``xgetbv``) is replaced by one that
answers "none of 512 bits", and PYTHONPATH begins with it. The installed one stays as it
is. The command runs on this machine: its clock, caches and memory are its own.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

# xgetbv, behind what sets or tells ecx = 0 and before a test of its answer.
_ASKS = b"\x0f\x01\xd0"
_ANSWERS = b"\x6a\x07\x58"  # push 7; pop rax: x87, SSE and AVX
# What follows it in code: bits of the answer are put together or tested. Elsewhere the
# same bytes are the middle of other instructions.
_BEHIND = (b"\x48\xf7\xd0", b"\x89\xc0", b"\xc1\xef", b"\xc1\xe2", b"\xa8")
ENVIRONMENT = {
    "OPENCV_CPU_DISABLE": "AVX512-SKX,AVX512-CLX,AVX512-ICL",
    "OPENBLAS_CORETYPE": "Haswell",
    "NPY_DISABLE_CPU_FEATURES": "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL "
    "AVX512_ICL AVX512_SPR",
}


def narrow_copy(folder: Path) -> int:
    """Write the copy, unless it is there; returns how many places were replaced."""
    found = importlib.util.find_spec("onnxruntime")
    if found is None or found.origin is None:
        raise SystemExit("onnxruntime is not installed")
    package = Path(found.origin).parent
    copy = folder / "onnxruntime"
    if not copy.exists():
        shutil.copytree(package, copy)
    library = next((copy / "capi").glob("onnxruntime_pybind11_state*.so"))
    code = library.read_bytes()
    changed, count, at = bytearray(code), 0, code.find(_ASKS)
    while at >= 0:
        if code[at + 3 : at + 9].startswith(_BEHIND):
            changed[at : at + 3] = _ANSWERS
            count += 1
        at = code.find(_ASKS, at + 1)
    library.write_bytes(changed)
    return count


def main() -> None:
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    folder, command = Path(sys.argv[1]).resolve(), sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{narrow_copy(folder)} places answer: no vectors of 512 bits", flush=True)
    path = os.pathsep.join(
        [str(folder), str(Path.cwd()), os.environ.get("PYTHONPATH", "")]
    )
    environment = {**os.environ, **ENVIRONMENT, "PYTHONPATH": path.rstrip(os.pathsep)}
    if command[0] == "python":
        command[0] = sys.executable
    raise SystemExit(subprocess.run(command, env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
