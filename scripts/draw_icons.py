# Icons of an installed site, drawn into plugins/bilan/assets/icons: python scripts/draw_icons.py

import struct
import zlib
from itertools import pairwise
from math import hypot
from pathlib import Path

TARGET = Path(__file__).parents[1] / "plugins" / "bilan" / "assets" / "icons"

GROUND, TICK, LINE = (0x0F, 0x3D, 0x47), (0xFC, 0xFB, 0xF8), (0xF0, 0xB9, 0x78)

# A tick above a line: what a balance sheet ends with. In parts of the picture's side, from its upper left corner.
STROKES = [
    (TICK, 0.055, ((0.28, 0.42), (0.43, 0.57), (0.73, 0.25))),
    (LINE, 0.04, ((0.28, 0.74), (0.72, 0.74))),
]
CORNER = 0.2


def draw(size: int, *, maskable: bool) -> bytes:
    """A PNG picture; one that the system cuts to its own shape is filled to the edge, with the drawing in the middle four fifths."""
    scale = 0.8 if maskable else 1
    rows = []
    for y in range(size):
        row = bytearray([0])
        for x in range(size):
            at = ((x + 0.5) / size, (y + 0.5) / size)
            inside = tuple((part - 0.5) / scale + 0.5 for part in at)
            color = GROUND
            for ink, width, points in STROKES:
                away = min(distance(inside, a, b) for a, b in pairwise(points))
                color = mix(color, ink, covered((width - away) * size * scale))
            opaque = 1.0 if maskable else covered(-corner_distance(at) * size)
            row += bytes((*color, round(255 * opaque)))
        rows.append(bytes(row))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"".join(rows), 9)) + chunk(b"IEND", b"")


def distance(p: tuple[float, ...], a: tuple[float, float], b: tuple[float, float]) -> float:
    """From a point to the line from `a` to `b`."""
    along = ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2)
    t = min(max(along, 0), 1)
    return hypot(p[0] - a[0] - t * (b[0] - a[0]), p[1] - a[1] - t * (b[1] - a[1]))


def corner_distance(p: tuple[float, float]) -> float:
    """From a point to the edge of the square with round corners, negative inside."""
    dx, dy = (abs(part - 0.5) - 0.5 + CORNER for part in p)
    return hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - CORNER


def covered(pixels: float) -> float:
    """How much of a pixel is covered whose middle is so far inside an edge."""
    return min(max(pixels + 0.5, 0), 1)


def mix(under: tuple[int, ...], over: tuple[int, ...], amount: float) -> tuple[int, ...]:
    """One colour over another."""
    return tuple(round(u + (o - u) * amount) for u, o in zip(under, over, strict=True))


def chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG file."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


for name, size, maskable in [("icon-192", 192, False), ("icon-512", 512, False), ("icon-maskable-512", 512, True)]:
    TARGET.mkdir(exist_ok=True)
    (TARGET / f"{name}.png").write_bytes(draw(size, maskable=maskable))
