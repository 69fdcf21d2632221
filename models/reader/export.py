"""Writes a fitted reader as an ONNX file that answers with chances of letters per step.

    pip install onnx
    python models/reader/export.py reader.pt FONTS models/reader

Weights are halved to 16 bits; normalization is folded into them. Beside it goes what
belongs to them, with its checksum: letters, from which chance a line is believed, and
how far behind the middle of each letter it is told, measured on lines drawn in FONTS.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import onnx
import torch
from draw import ALPHABET, HEIGHT, level
from fit import STEPS, Reader, normal
from onnx import TensorProto, helper, numpy_helper
from PIL import Image, ImageDraw, ImageFont

from scorer.core.storage.checksums import checksum
from scorer.core.storage.packaged import sealed
from scorer.text.recognition.ctc import runs

OPSET = 17
_STEP_PX = 4 // STEPS
_LATE_LINES, _FEWEST = 500, 6
_MEASURED = "abcdefghijklmnopqrstuvwxyz" * 2 + "0123456789.,'!?-&"
# Signs that stand for arrows, bullets and ticks, which it does not know.
UNSAFE = "•·–—…|_~<>=+*^`{}[]\\¡¿«»©®™°"


class Graph:
    """An ONNX graph in the making."""

    def __init__(self):
        self.nodes, self.tensors, self.count = [], [], 0

    def constant(self, value):
        """Return the name of a tensor; floats are kept in 16 bits."""
        name = f"t{len(self.tensors)}"
        if value.dtype.kind == "f":
            self.tensors.append(
                numpy_helper.from_array(value.astype(np.float16), name + "h")
            )
            self.nodes.append(
                helper.make_node("Cast", [name + "h"], [name], to=TensorProto.FLOAT)
            )
        else:
            self.tensors.append(numpy_helper.from_array(value, name))
        return name

    def add(self, kind, *inputs, out=None, **options):
        """Return the name of what a new node puts out."""
        self.count += 1
        name = out or f"x{self.count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **options))
        return name

    def conv(self, x, weight, bias, pads, strides=(1, 1), group=1):
        """Return the name of a convolution's answer."""
        return self.add(
            "Conv",
            x,
            self.constant(weight),
            self.constant(bias),
            pads=[pads[0], pads[1], pads[0], pads[1]],
            strides=list(strides),
            group=group,
        )


def folded(conv, norm):
    """Return weights and bias of a convolution with its normalization folded in."""
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    weight = conv.weight * scale[:, None, None, None]
    bias = norm.bias - norm.running_mean * scale
    return weight.detach().numpy(), bias.detach().numpy()


def graph_of(net: Reader) -> bytes:
    """Return the ONNX file of a fitted network."""
    g = Graph()
    x = "line"
    for layer in net.body:
        if hasattr(layer, "look"):
            conv, norm = layer.look
            y = g.conv(x, *folded(conv, norm), conv.padding, group=conv.groups)
            y = g.add("Relu", g.conv(y, *_plain(layer.wide), (0, 0)))
            x = g.add("Add", x, g.conv(y, *_plain(layer.back), (0, 0)))
        else:
            conv, norm, _ = layer
            y = g.conv(x, *folded(conv, norm), conv.padding, conv.stride)
            x = g.add("Relu", y)
    y = g.conv(x, *_plain(net.last), (0, 0))
    # (1, 2 x classes, 1, places) to (2 x places, classes).
    y = g.add("Reshape", y, g.constant(np.array([STEPS, net.classes, -1], np.int64)))
    y = g.add("Transpose", y, perm=[2, 0, 1])
    y = g.add("Reshape", y, g.constant(np.array([-1, net.classes], np.int64)))
    g.add("Softmax", y, axis=1, out="chances")
    line = helper.make_tensor_value_info("line", TensorProto.FLOAT, [1, 1, HEIGHT, "w"])
    chances = helper.make_tensor_value_info(
        "chances", TensorProto.FLOAT, ["steps", net.classes]
    )
    graph = helper.make_graph(g.nodes, "reader", [line], [chances], g.tensors)
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="scorer"
    )
    model.ir_version = 8
    helper.set_model_props(model, {"alphabet": ALPHABET})
    onnx.checker.check_model(model)
    return model.SerializeToString()


def _plain(conv):
    return conv.weight.detach().numpy(), conv.bias.detach().numpy()


def lateness(net: Reader, fonts: Path) -> dict[str, float]:
    """Return by letter how many pixels (of 32 px height) behind its middle it is told.

    "" stands for all letters that were not met often enough.
    """
    dice = random.Random(1)
    files = sorted(fonts.rglob("*-latin-[47]00-normal.woff"))
    late: dict[str, list[float]] = {}
    for _ in range(_LATE_LINES):
        font = ImageFont.truetype(dice.choice(files), dice.choice((24, 32, 48)))
        text = "".join(dice.choices(_MEASURED, k=dice.randint(4, 12)))
        text = dice.choice((str, str.upper))(text)
        margin = font.size // 3
        wide = int(font.getlength(text)) + 2 * margin
        image = Image.new("L", (wide, int(1.5 * font.size)), 255)
        ImageDraw.Draw(image).text((margin, 0.12 * font.size), text, 0, font)
        plane = level(np.array(image))
        if plane is None:
            continue
        best, steps = _spelled(net, plane)
        if "".join(ALPHABET[i - 1] for i in best) != text:
            continue
        scale = plane.shape[1] / wide
        for n, (char, step) in enumerate(zip(text, steps, strict=True)):
            left, _, right, _ = font.getbbox(char)
            middle = margin + font.getlength(text[:n]) + (left + right) / 2
            late.setdefault(char, []).append(_STEP_PX * step - middle * scale)
    every = [value for values in late.values() for value in values]
    means = {
        char: round(float(np.mean(values)), 1)
        for char, values in sorted(late.items())
        if len(values) >= _FEWEST and char != " "
    }
    return {"": round(float(np.mean(every)), 1), **means}


def _spelled(net, plane):
    """Return the letters' classes, and the middle of the steps that say each."""
    with torch.no_grad():
        best = net(torch.from_numpy(normal(plane))[None, None])[0].argmax(0).numpy()
    begins, ends = runs(best)
    return best[begins], (begins + ends) / 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fitted", type=Path)
    parser.add_argument("fonts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--known", type=float, default=0.7)
    parser.add_argument("--unknown", type=float, default=0.95)
    parser.add_argument("--known-words", type=float, default=0.85)
    parser.add_argument("--unknown-words", type=float, default=0.98)
    given = parser.parse_args()
    torch.set_num_threads(1)
    net = Reader()
    net.load_state_dict(torch.load(given.fitted))
    net.eval()
    weights = graph_of(net)
    fit = {
        "weights": checksum(weights),
        "alphabet": ALPHABET,
        "unsafe": UNSAFE,
        "late_px": lateness(net, given.fonts),
        "limits": {"known": given.known, "unknown": given.unknown},
        "word_limits": {"known": given.known_words, "unknown": given.unknown_words},
    }
    (given.out / "reader.onnx").write_bytes(weights)
    (given.out / "reader.json").write_text(sealed(fit), "utf-8", newline="\n")
    print(f"{len(weights):,} bytes")


if __name__ == "__main__":
    main()
