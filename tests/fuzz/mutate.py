"""Breaks files as disks, mailers and attackers do: bytes changed, cut, doubled, spliced, inside of containers too."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path

from PIL import Image

__all__ = ["mutated", "seeds"]

_CONTAINERS = (".docx", ".ofd", ".xlsx", ".zip")
_TOKENS = (
    b"\x00", b"\xff" * 8, b"%PDF", b"endobj", b"<w:p>" * 50, b"</w:tbl>", b"<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    b"<table rowspan=99999>", b"(" * 500, "（".encode() * 500, "第九百九十九条".encode(), b"90%" * 300, b"\r\n" * 300,
    b"-2147483648", b"1e309", b"\xed\xa0\x80", "不得、和或".encode() * 200, b"<<" * 200, b"/Kids [1 0 R 1 0 R]",
    b"&#x110000;", b"Content-Transfer-Encoding: base64", b"PK\x03\x04", b"IHDR\x7f\xff\xff\xff",
)  # fmt: skip


def mutated(seed: bytes, suffix: str, other: bytes, chance: random.Random) -> bytes:
    """Return `seed` broken in a few places; a container is opened, one of its parts broken, and closed again.

    >>> data = b"a" * 100
    >>> mutated(data, ".txt", data, random.Random(1)) != data
    True
    """
    if suffix in _CONTAINERS and chance.random() < 0.8:
        return _inside(seed, other, chance)
    if suffix == ".pdf" and chance.random() < 0.5:
        return _streams(seed, other, chance)
    return _broken(seed, other, chance)


def _broken(data: bytes, other: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        data = chance.choice((_changed, _cut, _doubled, _spliced, _token, _ended))(data, other, chance)
    return data[:4_000_000]


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    at = chance.randrange(len(data) + 1)
    return at, min(len(data), at + int(chance.expovariate(1 / 40)) + 1)


def _changed(data: bytes, other: bytes, chance: random.Random) -> bytes:
    at, end = _span(data, chance)
    return data[:at] + chance.randbytes(end - at) + data[end:]


def _cut(data: bytes, other: bytes, chance: random.Random) -> bytes:
    at, end = _span(data, chance)
    return data[:at] + data[end:]


def _doubled(data: bytes, other: bytes, chance: random.Random) -> bytes:
    at, end = _span(data, chance)
    return data[:at] + data[at:end] * chance.choice((2, 3, 50, 2000)) + data[end:]


def _spliced(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: _span(data, chance)[0]] + other[_span(other, chance)[0] :]


def _token(data: bytes, other: bytes, chance: random.Random) -> bytes:
    at, end = _span(data, chance)
    return data[:at] + chance.choice(_TOKENS) + data[chance.choice((at, end)) :]


def _ended(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _inside(data: bytes, other: bytes, chance: random.Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            parts = {name: container.read(name) for name in container.namelist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
        return _broken(data, other, chance)
    name = chance.choice(sorted(parts) or [""])
    parts[name] = _broken(parts.get(name, b""), other, chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as container:
        for one, content in parts.items():
            container.writestr(one, content)
    return packed.getvalue()


def _streams(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Break what a compressed stream of a PDF says, and compress it again."""
    streams = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S))
    if not streams:
        return _broken(data, other, chance)
    one = chance.choice(streams)
    try:
        content = zlib.compress(_broken(zlib.decompress(one[1]), other, chance))
    except zlib.error:
        content = _broken(one[1], other, chance)
    return data[: one.start(1)] + content + data[one.end(1) :]


def seeds(folders: list[Path], suffixes: Collection[str], most: int = 300_000) -> dict[str, list[bytes]]:
    """Return the small files of some folders by their suffix, and of them an archive, a saved page and a picture."""
    found: dict[str, list[bytes]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.stat().st_size <= most and path.suffix.lower() in suffixes:
                found.setdefault(path.suffix.lower(), []).append(path.read_bytes())
    packed, drawn = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as container:
        for suffix, contents in found.items():
            container.writestr(f"附件/one{suffix}", contents[0])
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    Image.new("L", (600, 300), 255).save(drawn, "PNG")
    page = head + b"--x\r\nContent-Type: text/html\r\n\r\n" + found[".html"][0] + b"\r\n--x--\r\n"
    return found | {".zip": [packed.getvalue()], ".mhtml": [page], ".png": [drawn.getvalue()]}
