"""Fits the small reader by connectionist temporal classification.

    pip install torch wordfreq==3.1.1
    python models/reader/draw.py FONTS HEADLINES SHARDS --count 60
    python models/reader/fit.py SHARDS --minutes 65 --real CROPS --out reader.pt

CROPS holds lines of real pins as the large network reads them (`crops.py`). Lines may
still be drawn while this runs. The rate of learning follows the clock, so a slower
machine learns less, not otherwise.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import pickle
import random
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import torch
from draw import ALPHABET, HEIGHT, level
from torch import nn
from torch.nn import functional

BATCH = 64
RATE = 2.5e-3
WIDTHS = (24, 40, 80, 144)
# Steps of the answer for each place that the network looks at (4 px): narrow twins
# ("ll") want a step between them.
STEPS = 2
_KEPT_SHARDS = 64
_SPEAKS_S = 240
_REAL_SHARE = 0.12
# Real lines are also shown as they would be on a smaller picture: this high, in px.
_LOW_PX = (10, 28)
_LOW_SHARE = 0.5


def _layer(inputs, outputs, kernel, stride, padding):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    )


class _Along(nn.Module):
    """What stands left and right is added to a place of the line."""

    def __init__(self, channels, reach=9):
        super().__init__()
        self.look = nn.Sequential(
            nn.Conv2d(
                channels,
                channels,
                (1, reach),
                padding=(0, reach // 2),
                groups=channels,
                bias=False,
            ),
            nn.BatchNorm2d(channels),
        )
        self.wide = nn.Conv2d(channels, 2 * channels, 1)
        self.back = nn.Conv2d(2 * channels, channels, 1)

    def forward(self, x):
        return x + self.back(functional.relu(self.wide(self.look(x))))


class Reader(nn.Module):
    """(N, 1, 32, W) to (N, classes, W / 2); class 0 is no letter."""

    def __init__(self):
        super().__init__()
        a, b, c, d = WIDTHS
        self.body = nn.Sequential(
            _layer(1, a, 3, 2, 1),
            _layer(a, b, 3, 2, 1),
            _layer(b, b, 3, 1, 1),
            _layer(b, c, 3, (2, 1), 1),
            _layer(c, c, 3, 1, 1),
            _layer(c, d, (4, 3), 1, (0, 1)),
            _Along(d),
            _Along(d),
            _Along(d),
        )
        self.classes = len(ALPHABET) + 1
        self.last = nn.Conv2d(d, STEPS * self.classes, 1)

    def forward(self, x):
        y = self.last(self.body(x)).squeeze(2)
        n, _, places = y.shape
        y = y.view(n, STEPS, self.classes, places)
        return y.permute(0, 2, 3, 1).reshape(n, self.classes, places * STEPS)


def normal(plane):
    """Return a gray line with mean 0 and deviation 1."""
    line = plane.astype(np.float32)
    return (line - line.mean()) / (line.std() + 4.0)


class Pool:
    """The lines drawn so far; newer shards take the place of the oldest."""

    def __init__(self, folder: Path, real: Path | None, dice: random.Random):
        self.folder, self.dice = folder, dice
        self.known: set[str] = set()
        self.shards: list[list] = []
        self.real = pickle.loads(real.read_bytes()) if real else []
        self.grow()

    def grow(self) -> None:
        fresh = sorted({p.name for p in self.folder.glob("*.pkl")} - self.known)
        for name in fresh[-_KEPT_SHARDS:]:
            self.shards.append(pickle.loads((self.folder / name).read_bytes()))
        self.known |= set(fresh)
        self.shards = self.shards[-_KEPT_SHARDS:]

    def batches(self) -> Iterator[tuple[torch.Tensor, list[str], list[int]]]:
        """Yield batches of lines of like width."""
        while True:
            drawn = [self._any() for _ in range(BATCH * 24)]
            drawn.sort(key=lambda line: line[0].shape[1])
            groups = [drawn[i : i + BATCH] for i in range(0, len(drawn), BATCH)]
            self.dice.shuffle(groups)
            for group in groups:
                yield self._batch(group)
            self.grow()

    def _any(self):
        if self.real and self.dice.random() < _REAL_SHARE:
            line = self._jittered(*self.dice.choice(self.real))
            if line is not None:
                return line
        return self.dice.choice(self.dice.choice(self.shards))

    def _jittered(self, crop, text):
        dice = self.dice
        height, width = crop.shape
        cut = int(height * dice.uniform(0, 0.06))
        low = height - int(height * dice.uniform(0, 0.06))
        part = crop[cut:low]
        if dice.random() < _LOW_SHARE:
            scale = min(1.0, dice.uniform(*_LOW_PX) / height)
            size = (max(8, int(width * scale)), max(8, int((low - cut) * scale)))
            part = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
        plane = level(part, dice.uniform(0.9, 1.1))
        return None if plane is None else (plane, text)

    def _batch(self, group):
        wide = -(-max(plane.shape[1] for plane, _ in group) // 16) * 16
        batch = np.zeros((len(group), 1, HEIGHT, wide), np.float32)
        steps = []
        for row, (plane, _) in zip(batch, group, strict=True):
            line = normal(plane)
            if self.dice.random() < 0.3:
                line = -line
            if self.dice.random() < 0.3:
                line = line * self.dice.uniform(0.8, 1.2)
            row[0, :, : line.shape[1]] = line
            steps.append(STEPS * -(-line.shape[1] // 4))
        texts = [text for _, text in group]
        return torch.from_numpy(batch), texts, steps


def letters(texts):
    """Return the classes of the letters of all texts, and how many each has."""
    classes = [ALPHABET.index(sign) + 1 for text in texts for sign in text]
    return torch.tensor(classes), torch.tensor([len(text) for text in texts])


def read(net, plane):
    """Return what a network reads, and how sure it is of the least sure letter."""
    with torch.no_grad():
        x = torch.from_numpy(normal(plane))[None, None]
        p = net(x)[0].softmax(0).numpy()
    best, sure = p.argmax(0), p.max(0)
    text, least, before = "", 1.0, 0
    for sign, chance in zip(best, sure, strict=True):
        if sign and sign != before:
            text += ALPHABET[sign - 1]
        before = sign
        least = min(least, float(chance))
    return text.strip(), least


def judged(net, lines):
    """Return the share of lines read as they are labelled, all and the surest half."""
    net.eval()
    answers = [(*read(net, plane), text.strip()) for plane, text in lines]
    right = [said == text for said, _, text in answers]
    order = np.argsort([-sure for _, sure, _ in answers])
    half = [right[i] for i in order[: len(order) // 2]]
    return float(np.mean(right)), float(np.mean(half))


class Fitting:
    """A network that learns, its average over the last steps, and how far they are."""

    def __init__(self, begin: Path | None, rate: float, hardest: float):
        self.net = Reader().to(memory_format=torch.channels_last)
        if begin:
            self.net.load_state_dict(torch.load(begin))
        self.mean = copy.deepcopy(self.net)
        self.rate, self.hardest = rate, hardest
        self.moved = torch.optim.AdamW(self.net.parameters(), rate, weight_decay=0.01)
        self.steps, self.lines, self.loss = 0, 0, 0.0

    def learn(self, batch, texts, steps, done: float) -> None:
        """Take a step; ``done`` is the share of the time that has passed."""
        warm = min(1.0, (self.steps + 1) / 200)
        cosine = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done))
        for group in self.moved.param_groups:
            group["lr"] = self.rate * warm * cosine
        self.net.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = self.net(batch.contiguous(memory_format=torch.channels_last))
        chances = out.float().log_softmax(1).permute(2, 0, 1)
        wanted, lengths = letters(texts)
        each = functional.ctc_loss(
            chances,
            wanted,
            torch.tensor(steps),
            lengths,
            reduction="none",
            zero_infinity=True,
        )
        # What nobody can read teaches nothing: the large network gets such lines.
        loss = (each / lengths).clamp(max=self.hardest).mean()
        self.moved.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        self.moved.step()
        _follow(self.mean, self.net, min(0.998, self.steps / (self.steps + 20)))
        now = float(loss.detach())
        self.loss = 0.98 * self.loss + 0.02 * now if self.steps else now
        self.steps, self.lines = self.steps + 1, self.lines + len(texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shards", type=Path)
    parser.add_argument("--minutes", type=float, default=65)
    parser.add_argument("--real", type=Path)
    parser.add_argument("--judge", type=Path, help="lines to judge by, never learned")
    parser.add_argument("--begin", type=Path, help="a network to go on from")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument(
        "--hardest", type=float, default=math.inf, help="loss a letter, cut off there"
    )
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    torch.manual_seed(1)
    pool = Pool(given.shards, given.real, random.Random(1))
    judge = pickle.loads(given.judge.read_bytes()) if given.judge else []
    fitting = Fitting(given.begin, given.rate, given.hardest)
    begin, spoken, curve = time.monotonic(), 0.0, []
    for batch, texts, steps in pool.batches():
        done = (time.monotonic() - begin) / 60 / given.minutes
        if done >= 1:
            break
        fitting.learn(batch, texts, steps, done)
        if time.monotonic() - spoken > _SPEAKS_S:
            spoken = time.monotonic()
            torch.save(fitting.mean.state_dict(), given.out)
            row = {"minutes": round(done * given.minutes, 1), "lines": fitting.lines}
            row |= {"cpu_s": round(time.process_time()), "loss": round(fitting.loss, 4)}
            if judge:
                row["right"], row["right_half"] = judged(fitting.mean, judge)
            curve.append(row)
            print(json.dumps(row), flush=True)
            given.out.with_suffix(".json").write_text(json.dumps(curve))
    torch.save(fitting.mean.state_dict(), given.out)
    print(judged(fitting.mean, judge) if judge else "done")


def _follow(mean, net, keep):
    """Move the averaged network towards the one that learns."""
    with torch.no_grad():
        for a, b in zip(mean.parameters(), net.parameters(), strict=True):
            a.lerp_(b, 1 - keep)
        for a, b in zip(mean.buffers(), net.buffers(), strict=True):
            a.copy_(b)


if __name__ == "__main__":
    main()
