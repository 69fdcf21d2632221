"""An ONNX file cut in two: the network up to its last layer, and that layer.

Only what the cut needs of protobuf's wire format is read; all else is copied.

Source:
    https://protobuf.dev/programming-guides/encoding; onnx.proto, IR version 10.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from mmap import mmap

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Numbers of fields in onnx.proto.
_GRAPH = 7
_NODE, _INITIALIZER, _OUTPUT = 1, 5, 12
_NODE_INPUT, _NODE_TYPE = 1, 4
_TENSOR_DIMENSION, _TENSOR_NAME, _TENSOR_BYTES = 1, 8, 9
_VALUE_NAME = 1
_FLOAT_TENSOR = b"\x12\x04\x0a\x02\x08\x01"  # type of a value: floats of any shape
_BYTES = 2  # wire type of all that has a length


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear layer: ``weights`` of shape (inputs, outputs), ``bias`` (outputs,)."""

    weights: Floats
    bias: Floats

    def __call__(self, values: Floats) -> Floats:
        """Return the outputs (N, outputs) for inputs (N, inputs)."""
        found = values @ self.weights
        found += self.bias  # megabytes, which are not copied
        return found

    def only(self, outputs: NDArray[np.intp]) -> Linear:
        """Return the layer with some of its outputs, by their numbers (m,)."""
        return Linear(
            np.ascontiguousarray(self.weights[:, outputs]), self.bias[outputs]
        )


@dataclass(frozen=True, slots=True)
class _Field:
    number: int
    whole: memoryview
    content: memoryview  # empty for numbers
    value: int = 0


def cut(model: bytes | mmap) -> tuple[bytes, Linear]:
    """Return a network that ends before its last matrix product, and that layer.

    Args:
        model: An ONNX file whose last product is followed by the addition of its bias
            and then by nothing that depends on the order of outputs.
    """
    parts = list(_fields(memoryview(model)))
    fields = list(_fields(next(p.content for p in parts if p.number == _GRAPH)))
    nodes = [field for field in fields if field.number == _NODE]
    last = next(i for i in reversed(range(len(nodes))) if _kind(nodes[i]) == b"MatMul")
    hidden, weights = _inputs(nodes[last])
    bias = _inputs(nodes[last + 1])[1]
    tensors = [_tensor(fields, name) for name in (weights, bias)]
    output = _head(_VALUE_NAME, len(hidden)) + hidden + _FLOAT_TENSOR
    gone = {id(field) for field in (*nodes[last:], *tensors)}
    graph: list[bytes | memoryview] = [
        *(f.whole for f in fields if id(f) not in gone and f.number != _OUTPUT),
        _head(_OUTPUT, len(output)) + output,
    ]
    others = [part.whole for part in parts if part.number != _GRAPH]
    length = _head(_GRAPH, sum(map(len, graph)))
    head = Linear(*(_floats(tensor.content) for tensor in tensors))
    return b"".join([*others, length, *graph]), head


def with_outputs(model: bytes | mmap, tensors: Sequence[bytes]) -> bytes:
    """Return an ONNX file that also puts out some of its inner tensors of floats.

    A field that stands twice is merged, and lists are joined: so protobuf says.
    """
    added = []
    for tensor in tensors:
        value = _head(_VALUE_NAME, len(tensor)) + tensor + _FLOAT_TENSOR
        output = _head(_OUTPUT, len(value)) + value
        added.append(_head(_GRAPH, len(output)) + output)
    return b"".join([model, *added])


def _kind(node: _Field) -> bytes:
    return bytes(_one(node.content, _NODE_TYPE))


def _inputs(node: _Field) -> list[bytes]:
    return [
        bytes(field.content)
        for field in _fields(node.content)
        if field.number == _NODE_INPUT
    ]


def _tensor(graph: list[_Field], name: bytes) -> _Field:
    return next(
        field
        for field in graph
        if field.number == _INITIALIZER and _one(field.content, _TENSOR_NAME) == name
    )


def _floats(tensor: memoryview) -> Floats:
    shape = [f.value for f in _fields(tensor) if f.number == _TENSOR_DIMENSION]
    # Copied to where numbers are aligned: each product would do that anew.
    return np.frombuffer(_one(tensor, _TENSOR_BYTES), "<f4").reshape(shape).copy()


def _one(message: memoryview, number: int) -> memoryview:
    return next(f.content for f in _fields(message) if f.number == number)


def _fields(message: memoryview) -> Iterator[_Field]:
    at = 0
    while at < len(message):
        begin = at
        key, at = _number(message, at)
        value = size = 0
        if key & 7 == _BYTES:
            size, at = _number(message, at)
        elif key & 7 == 0:
            value, at = _number(message, at)
        else:
            at += {1: 8, 5: 4}[key & 7]
        end = at + size
        yield _Field(key >> 3, message[begin:end], message[at:end], value)
        at = end


def _number(message: memoryview, at: int) -> tuple[int, int]:
    """Return the number of seven bits a byte that begins there, and where it ends."""
    value = shift = 0
    while message[at] & 0x80:
        value |= (message[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
    return value | message[at] << shift, at + 1


def _head(number: int, size: int) -> bytes:
    """Return what stands before the content of a field."""
    head = bytearray([number << 3 | _BYTES])
    while size > 0x7F:
        head.append(size & 0x7F | 0x80)
        size >>= 7
    return bytes([*head, size])
