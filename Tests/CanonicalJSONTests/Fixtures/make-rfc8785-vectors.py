"""Makes rfc8785-vectors.json: random JSON texts with their canonical form by an independent library.

    python3 -m venv venv && venv/bin/pip install rfc8785==0.1.4
    venv/bin/python make-rfc8785-vectors.py > rfc8785-vectors.json
"""

import json
import math
import random
import struct
import unicodedata

import rfc8785

random.seed(8785)
ALPHABET = "aZ09 _-/\"\\\b\t\n\f\r\u0000\u0001\u001f\u007f\u0080ö€\ufb33\ue000\uffff😀𐀀\u2028"


def double():
    while True:
        kind = random.randrange(4)
        if kind == 0:
            value = struct.unpack(">d", random.randbytes(8))[0]
        elif kind == 1:
            value = random.randrange(-(10**6), 10**6) / 10 ** random.randrange(12)
        elif kind == 2:
            value = random.choice([1, -1]) * 10.0 ** random.randrange(-25, 30)
        else:
            value = math.ldexp(1.0, random.randrange(-1074, 1024))
        if math.isfinite(value):
            return value


def text():
    return "".join(random.choice(ALPHABET) for _ in range(random.randrange(8)))


def value(depth):
    kind = random.randrange(7 if depth else 5)
    if kind == 0:
        return random.choice([None, True, False])
    if kind == 1:
        return random.randrange(-(2**53) + 1, 2**53) >> random.randrange(53)
    if kind == 2:
        return double()
    if kind < 5:
        return text()
    if kind == 5:
        return [value(depth - 1) for _ in range(random.randrange(5))]
    members = [(text(), value(depth - 1)) for _ in range(random.randrange(7))]
    return dict(members)


def space():
    return random.choice(["", "", " ", "\n", "\t", "\r\n  "])


def loose(node):
    """The value as a text with free white space and free escapes, members in any order."""
    if isinstance(node, dict):
        members = [f"{loose(k)}{space()}:{space()}{loose(v)}" for k, v in node.items()]
        return "{" + space() + f"{space()},{space()}".join(members) + space() + "}"
    if isinstance(node, list):
        return "[" + space() + f"{space()},{space()}".join(map(loose, node)) + space() + "]"
    return json.dumps(node, ensure_ascii=random.random() < 0.5)


texts = []
for _ in range(250):
    node = value(4)
    source = space() + loose(node) + space()
    texts.append({"source": source, "canonical": rfc8785.dumps(node).decode()})
numbers = []
for _ in range(1000):
    number = double()
    bits = struct.pack(">d", number).hex()
    numbers.append({"bits": bits, "canonical": rfc8785.dumps(number).decode()})
# Old, settled characters only, so that the Unicode version does not matter.
LETTERS = "ae\u00f6\u01ff\u0301\u0308\u0323\u0344\u1e69\u212b\u1100\u1161\u11a8\uac00\uf900\u05d3\u05bc"
LETTERS += "\ufb33\\\u044f\u200d\U0001d15e-\u2010\u20acn\n\""
normal = {"yes": [], "no": []}
for _ in range(3000):
    letters = "".join(random.choice(LETTERS) for _ in range(random.randrange(1, 6)))
    normal["yes" if unicodedata.is_normalized("NFC", letters) else "no"].append(letters)
note = "made by make-rfc8785-vectors.py with the Python package rfc8785 0.1.4, seed 8785"
vectors = {"note": note, "texts": texts, "numbers": numbers, "normal": normal}
print(json.dumps(vectors, indent=0))
