"""Our full score beside what people would combine today, on the same pins in one run.

    python -m venv PEERS
    PEERS/bin/pip install pytesseract rapidocr onnxruntime matplotlib scipy \
        "numpy<2" "scikit-image<0.26" "opencv-contrib-python-headless<4.12"
    PEERS/bin/pip install --no-deps visual-clutter pyrtools brisque libsvm-official
    python -m benchmarks.speed.peers PINS_DIR --python PEERS/bin/python [--pins 20]

Every tool takes each pin in turn, held to one core. Peers run as processes of another
Python, which may have what ours must not (a second OpenCV); one that is not installed
there is skipped with a sentence. CPU and wall are means a pin; the first pin, which
loads models, is not counted. Ours beside a peer are the stages that deliver the same;
visual-clutter sees the pin at half its size, as ours does: whole it takes long.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.speed.stages import Stages, cpu, pictures, scored

# By peer, what of ours says the same; the whole score beside their sum.
OURS = {
    "pytesseract, psm 3": ("read", "measure text"),
    "RapidOCR as it comes": ("read", "measure text"),
    "visual-clutter, half size": ("family clutter",),
    "OpenCV saliency": ("family focal_point",),
    "BRISQUE": ("family photo_quality",),
}


# What runs in the other Python: each returns a function that takes a path.


def _pytesseract():
    import pytesseract
    from PIL import Image

    def run(path):
        with Image.open(path) as image:
            pytesseract.image_to_data(image.convert("RGB"), config="--psm 3")

    return run


def _rapidocr():
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})


def _visual_clutter():
    import numpy as np

    for name, kind in (("float", float), ("int", int), ("bool", bool)):
        if not hasattr(np, name):  # it was written for numpy 1
            setattr(np, name, kind)
    from PIL import Image
    from visual_clutter import Vlc

    def run(path):
        with Image.open(path) as image:
            pixels = np.asarray(image.convert("RGB").reduce(2))
        clutter = Vlc(pixels, numlevels=3, contrast_filt_sigma=1, contrast_pool_sigma=3)
        clutter.getClutter_FC(p=1, pix=0)
        clutter.getClutter_SE(wlevels=3, wght_chrom=0.0625)

    return run


def _saliency():
    import cv2

    finder = cv2.saliency.StaticSaliencyFineGrained_create()

    def run(path):
        found, _ = finder.computeSaliency(cv2.imread(path))
        assert found

    return run


def _brisque():
    import numpy as np
    from brisque import BRISQUE
    from PIL import Image

    judge = BRISQUE(url=False)

    def run(path):
        with Image.open(path) as image:
            judge.score(np.asarray(image.convert("RGB")))

    return run


PEERS = dict(
    zip(
        OURS,
        (_pytesseract, _rapidocr, _visual_clutter, _saliency, _brisque),
        strict=True,
    )
)


def work(name: str) -> None:
    """Answer paths from standard input with seconds, a JSON line each."""
    out = os.dup(1)
    os.dup2(2, 1)  # what a peer prints
    answers = os.fdopen(out, "w", buffering=1)
    try:
        run = PEERS[name]()
    except Exception as problem:  # noqa: BLE001 - whatever a foreign package raises
        print(json.dumps({"absent": f"{problem}"}), file=answers)
        return
    print(json.dumps({"ready": True}), file=answers)
    for line in sys.stdin:
        begin, wall = cpu(), time.perf_counter()
        try:
            run(line.rstrip("\n"))
        except Exception as problem:  # noqa: BLE001
            print(json.dumps({"failed": f"{problem}"[:200]}), file=answers)
            continue
        spent = {"cpu": cpu() - begin, "wall": time.perf_counter() - wall}
        print(json.dumps(spent), file=answers)


class Peer:
    """A tool in a process of another Python."""

    def __init__(self, name: str, python: str):
        self.name, self.failed = name, ""
        self.cpu, self.wall, self.pins = 0.0, 0.0, 0
        self.process = subprocess.Popen(
            [python, "-m", "benchmarks.speed.peers", "--work", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        said = self._answer()
        self.absent = "" if "ready" in said else said.get("absent", "it did not start")

    def _answer(self) -> dict:
        line = self.process.stdout.readline()
        return json.loads(line) if line else {"failed": "its process ended"}

    def take(self, path: Path, *, counts: bool) -> None:
        """Let it work on a pin."""
        if self.absent or self.failed:
            return
        self.process.stdin.write(f"{path.resolve()}\n")
        self.process.stdin.flush()
        said = self._answer()
        if "cpu" not in said:
            self.failed = f"{path.name}: {said.get('failed')}"
        elif counts:
            self.cpu, self.wall = self.cpu + said["cpu"], self.wall + said["wall"]
            self.pins += 1

    def end(self) -> None:
        """Let its process end."""
        self.process.stdin.close()
        self.process.wait()


def measured(paths: list[Path], python: str) -> tuple[list[Peer], Stages, float]:
    """Return the peers with their seconds, ours by stage, and our wall seconds."""
    from scorer.batch._workers import one_thread

    one_thread()
    peers = [Peer(name, python) for name in PEERS]
    stages, wall = Stages(), 0.0
    for number, path in enumerate([paths[0], *paths]):
        for peer in peers:
            peer.take(path, counts=number > 0)
        if number == 1:
            stages.seconds.clear()
        begin = time.perf_counter()
        scored(path, stages)
        wall += (time.perf_counter() - begin) * (number > 0)
    for peer in peers:
        peer.end()
    return peers, stages, wall


def table(peers: list[Peer], stages: Stages, wall: float, pins: int) -> list[str]:
    """Return the lines of the report."""
    whole = sum(stages.seconds.values()) / pins
    head = f"{'a pin, ms':28}{'CPU':>9}{'wall':>9}   ours for the same, CPU"
    lines = [head]
    cpu_sum = wall_sum = 0.0
    for peer in peers:
        if peer.absent or peer.failed:
            why = (
                f"skipped, {peer.absent}" if peer.absent else f"gave up, {peer.failed}"
            )
            lines.append(f"{peer.name:28}{why}")
            continue
        each = peer.cpu / peer.pins
        own = sum(stages.seconds.get(name, 0.0) for name in OURS[peer.name]) / pins
        lines.append(
            f"{peer.name:28}{1e3 * each:9.0f}{1e3 * peer.wall / peer.pins:9.0f}"
            f"{1e3 * own:9.0f}  1/{each / own:.1f}"
        )
        cpu_sum, wall_sum = cpu_sum + each, wall_sum + peer.wall / peer.pins
    lines.append(f"{'their sum':28}{1e3 * cpu_sum:9.0f}{1e3 * wall_sum:9.0f}")
    lines.append(
        f"{'our full score':28}{1e3 * whole:9.0f}{1e3 * wall / pins:9.0f}"
        f"   1/{cpu_sum / whole:.1f} of their sum in CPU,"
        f" 1/{wall_sum * pins / wall:.1f} in wall"
    )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--pins", type=int, default=20)
    parser.add_argument("--work", choices=tuple(PEERS), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        work(given.work)
        return
    if given.folder is None:
        parser.error("give a folder of pins")
    if hasattr(os, "sched_setaffinity"):  # what is started inherits it
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    paths = pictures(given.folder, given.pins)
    print(f"{len(paths)} pins, one core")
    print("\n".join(table(*measured(paths, given.python), len(paths))))


if __name__ == "__main__":
    main()
