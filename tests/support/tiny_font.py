"""A real TrueType font with just the letters that a test wants: each is a square, as wide as asked."""

import struct
from pathlib import Path

EM = 1000
_NAMES = {1: "Tiny", 2: "Regular", 4: "Tiny", 6: "Tiny"}


def write_font(path: Path, letters: str, *, may_embed: bool = True) -> Path:
    """Write the font; `may_embed` is its licence."""
    codes = sorted({ord(letter) for letter in letters})
    square = struct.pack(">hhhhh", 1, 50, 0, 950, 900) + struct.pack(">HH", 3, 0)
    square += bytes([1, 1, 1, 1]) + struct.pack(">4h", 50, 0, 900, 0) + struct.pack(">4h", 0, 900, 0, -900)
    square += b"\0" * (-len(square) % 4)
    count = len(codes) + 1
    tables = {
        b"OS/2": _os2(may_embed=may_embed),
        b"cmap": _cmap(codes),
        b"glyf": square * count,
        b"head": struct.pack(">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0, 50, 0, 950,
                             900, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 900, -200, 0, EM, 50, 50, 950, 1, 0, 0, 0, 0, 0,
                             0, 0, count),
        b"hmtx": struct.pack(">Hh", EM, 50) * count,
        b"loca": b"".join(struct.pack(">I", len(square) * index) for index in range(count + 1)),
        b"maxp": struct.pack(">IH13H", 0x10000, count, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": _name(),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, 0, 0, 0, 0, 0, 0, 0),
    }  # fmt: skip
    path.write_bytes(_file(tables))
    return path


def _file(tables: dict[bytes, bytes]) -> bytes:
    offset = 12 + 16 * len(tables)
    head = struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, len(tables) * 16 - 128)
    body = b""
    for tag, data in sorted(tables.items()):
        head += tag + struct.pack(">III", _checksum(data), offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + body


def _checksum(data: bytes) -> int:
    whole = data + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(whole) // 4}I", whole)
    return sum(words) & 0xFFFFFFFF


def _os2(*, may_embed: bool) -> bytes:
    first = struct.pack(">HhHHH", 4, EM, 400, 5, 0 if may_embed else 2)
    sizes = struct.pack(">10h", *[100] * 10) + struct.pack(">h", 0) + bytes(26) + b"TEST"
    lines = struct.pack(">HHHhhhHHII", 0, 32, 0xFFFF, 900, -200, 0, 900, 200, 1, 0)
    return first + sizes + lines + struct.pack(">hhHHH", 500, 900, 0, 32, 1)


def _cmap(codes: list[int]) -> bytes:
    """One segment a letter, and the last one that every table has (format 4)."""
    segments = len(codes) + 1
    ends = struct.pack(f">{segments}H", *codes, 0xFFFF)
    starts = struct.pack(f">{segments}H", *codes, 0xFFFF)
    deltas = struct.pack(f">{segments}H", *[(i + 1 - code) % 65_536 for i, code in enumerate(codes)], 1)
    body = struct.pack(">HHHH", segments * 2, 2, 0, 0) + ends + b"\0\0" + starts + deltas
    body += b"\0\0" * segments
    table = struct.pack(">HHH", 4, len(body) + 6, 0) + body
    return struct.pack(">HHHHI", 0, 1, 3, 1, 12) + table


def _name() -> bytes:
    records, texts = b"", b""
    for key, text in _NAMES.items():
        data = text.encode("utf-16-be")
        records += struct.pack(">HHHHHH", 3, 1, 0x409, key, len(data), len(texts))
        texts += data
    return struct.pack(">HHH", 0, len(_NAMES), 6 + len(records)) + records + texts
