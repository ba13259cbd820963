"""The colour profile of sRGB, made here from its definition (IEC 61966-2-1), as an ICC profile of version 2.

A file for archives names the colour space it means; the numbers are the standard's, so no file of somebody
else's has to be shipped.
"""

import struct
from functools import cache
from typing import Final

# Primaries and white of sRGB, adapted to the profile's D50 (the standard's own figures).
COLORANTS: Final = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
WHITE: Final = (0.9642, 1.0, 0.8249)
CURVE_POINTS: Final = 1024
NAME: Final = "sRGB IEC61966-2.1"
RIGHTS: Final = b"Made by Keyrack from the published standard; free to use."


@cache
def srgb_profile() -> bytes:
    """The profile's bytes."""
    curve = _curve()
    tags = {
        b"desc": _description(NAME), b"cprt": b"text\0\0\0\0" + RIGHTS + b"\0", b"wtpt": _xyz(WHITE),
        **{name: _xyz(value) for name, value in COLORANTS.items()},
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }  # fmt: skip
    table, content = struct.pack(">I", len(tags)), b""
    start, places = 128 + 4 + 12 * len(tags), {}
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(content)
            content += data + b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", name, places[data], len(data))
    return _header(start + len(content)) + table + content


def _header(size: int) -> bytes:
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp"
    head += struct.pack(">4sI4sIQI", b"\0\0\0\0", 0, b"\0\0\0\0", 0, 0, 0)
    return (head + b"".join(_fixed(value) for value in WHITE)).ljust(128, b"\0")


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(_fixed(part) for part in value)


def _description(text: str) -> bytes:
    own = text.encode("ascii") + b"\0"
    # Three forms of the name: ASCII, then empty ones in Unicode and in the script of old machines.
    return b"desc\0\0\0\0" + struct.pack(">I", len(own)) + own + b"\0" * (4 + 4 + 2 + 1 + 67)


def _curve() -> bytes:
    values = (round(_linear(n / (CURVE_POINTS - 1)) * 65535) for n in range(CURVE_POINTS))
    return b"curv\0\0\0\0" + struct.pack(f">I{CURVE_POINTS}H", CURVE_POINTS, *values)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
