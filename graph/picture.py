"""Draws a network as a picture (SVG, PNG): the most central nodes, each group in a field and colour of its own.

The same network gives the same picture. Each node says its name and figures to whoever points at it or listens.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import cos, pi, sin, sqrt
from threading import Lock
from typing import Final, TypeAlias
from xml.sax.saxutils import escape

from graph.network import Edge, Network, Node

__all__ = ["png", "svg"]

Place: TypeAlias = tuple[float, float]
Field: TypeAlias = tuple[float, float, float, float]

_DRAW: Final = """
import sys, vl_convert
drawn = vl_convert.svg_to_png(sys.stdin.buffer.read().decode("utf-8"), scale=float(sys.argv[1]))
sys.stdout.buffer.write(drawn)
"""
_SECONDS: Final = 60
_DRAWING: Final = Lock()
_COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#7a3e9d", "#6b6b6b")
"""Told apart by people who do not see red and green apart (Okabe and Ito, the light ones darkened)."""
_FONT: Final = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
_WIDTH, _HEIGHT, _MARGIN = 1200, 800, 70
_CANVAS: Final = (0.0, 40.0, float(_WIDTH), _HEIGHT - 70.0)
_RING: Final = 8  # nodes in the innermost ring; each further one has room for so many more
_NAMED: Final = 60  # nodes with their name beside them; the others show it when pointed at
_LONGEST: Final = 11  # characters of a name


def svg(network: Network, title: str, most: int = 120) -> str:
    """Draw the `most` central nodes of `network` that have a tie among them, with these ties.

    >>> picture = svg(Network((), (), 0), "空")
    >>> picture.startswith("<svg") and "空" in picture
    True
    """
    nodes, edges = _shown(network, most)
    places = _places(nodes)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{_safe(title)}" font-family="{_FONT}" font-size="12">',
        f"<title>{_safe(title)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
    ]
    heaviest = max((edge.weight for edge in edges), default=1)
    lines += [_line(edge, places, heaviest) for edge in edges]
    largest = max((node.rank for node in nodes), default=1.0) or 1.0
    lines += [_circle(node, places[node.id], largest) for node in reversed(nodes)]
    lines += [_name(node, places[node.id], largest) for node in nodes[:_NAMED]]
    lines.append(f'<text x="16" y="26" font-size="16" font-weight="bold">{_safe(title)}</text>')
    told = f"{len(nodes)} / {len(network.nodes)} · {len(edges)} / {len(network.edges)} · {network.communities}"
    lines.append(f'<text x="16" y="{_HEIGHT - 14}" fill="#555">节点、关系、群组 nodes, ties, groups: {told}</text>')
    return "\n".join([*lines, "</svg>\n"])


def png(picture: str, scale: float = 2) -> bytes:
    """Return an SVG of `svg` as PNG, `scale` pixels for each of its units; with the fonts of this machine.

    A process of its own draws, since vl-convert lets no other thread run meanwhile; one at a time, and the last few
    pictures are kept. Raises RuntimeError where it fails, or takes longer than a minute.

    >>> png(svg(Network((), (), 0), "空"), scale=0.1)[:4]
    b'\x89PNG'
    """
    with _DRAWING:
        return _drawn(picture, scale)


@lru_cache(maxsize=4)
def _drawn(picture: str, scale: float) -> bytes:
    command = [sys.executable, "-I", "-c", _DRAW, str(scale)]
    try:
        done = subprocess.run(command, input=picture.encode("utf-8"), capture_output=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"the picture was not drawn within {_SECONDS} seconds; ask for fewer nodes") from error
    if done.returncode:
        raise RuntimeError(f"the picture was not drawn: {done.stderr.decode('utf-8', 'replace')[-500:]}")
    return done.stdout


def _shown(network: Network, most: int) -> tuple[Sequence[Node], Sequence[Edge]]:
    tied = {end for edge in network.edges for end in (edge.source, edge.target)}
    chosen = [node for node in network.nodes if node.id in tied][:most]
    known = {node.id for node in chosen}
    edges = [edge for edge in network.edges if edge.source in known and edge.target in known]
    return chosen, edges


def _places(nodes: Sequence[Node]) -> Mapping[str, Place]:
    """Give each group a field as large as it has nodes, and lay these in rings, the most central inside."""
    groups: dict[int, list[Node]] = {}
    for node in nodes:
        groups.setdefault(node.community, []).append(node)
    ordered = sorted(groups.values(), key=lambda group: (-len(group), group[0].id))
    found: dict[str, Place] = {}
    for group, field in zip(ordered, _fields([len(group) for group in ordered], _CANVAS), strict=True):
        found |= _rings(group, field)
    return found


def _fields(sizes: Sequence[int], field: Field) -> Iterator[Field]:
    """Cut a field in two, again and again, along its longer side, so that areas go as sizes."""
    if len(sizes) < 2:
        yield from [field] * len(sizes)
        return
    total, at = sum(sizes), 1
    while at < len(sizes) - 1 and sum(sizes[:at]) < total / 2:
        at += 1
    x, y, wide, high = field
    share = min(max(sum(sizes[:at]) / total, 0.15), 0.85)
    if wide >= high:
        one, other = (x, y, wide * share, high), (x + wide * share, y, wide * (1 - share), high)
    else:
        one, other = (x, y, wide, high * share), (x, y + high * share, wide, high * (1 - share))
    yield from _fields(sizes[:at], one)
    yield from _fields(sizes[at:], other)


def _rings(group: Sequence[Node], field: Field) -> Iterator[tuple[str, Place]]:
    x, y, wide, high = field
    left = list(group[1:])
    rings: list[Sequence[Node]] = []
    while left:
        size = _RING * (len(rings) + 1)
        rings.append(left[:size])
        left = left[size:]
    yield group[0].id, (round(x + wide / 2, 1), round(y + high / 2, 1))
    for number, ring in enumerate(rings, 1):
        far = number / len(rings)
        for at, node in enumerate(ring):
            turn = 2 * pi * at / len(ring) + number * 0.4
            dx, dy = cos(turn) * far * (wide / 2 - _MARGIN), sin(turn) * far * (high / 2 - _MARGIN / 2)
            yield node.id, (round(x + wide / 2 + dx, 1), round(y + high / 2 + dy, 1))


def _line(edge: Edge, places: Mapping[str, Place], heaviest: int) -> str:
    (x1, y1), (x2, y2) = places[edge.source], places[edge.target]
    width = round(0.6 + 3 * edge.weight / heaviest, 1)
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#9aa4ad" stroke-opacity=".55" stroke-width="{width}"/>'
    )


def _circle(node: Node, place: Place, largest: float) -> str:
    x, y = place
    figures = f"联系 {node.degree}，中心度 {node.rank:.4f}，中介度 {node.between:.4f}，群组 {node.community + 1}"
    colour = _COLOURS[node.community % len(_COLOURS)]
    circle = f'<circle cx="{x}" cy="{y}" r="{_radius(node, largest)}" fill="{colour}" stroke="#fff"/>'
    return f'<g tabindex="0"><title>{_safe(f"{node.label}: {figures}")}</title>{circle}</g>'


def _name(node: Node, place: Place, largest: float) -> str:
    x, y = place
    name = node.label if len(node.label) <= _LONGEST else node.label[: _LONGEST - 1] + "…"
    up = round(y - _radius(node, largest) - 4, 1)
    halo = 'stroke="#fff" stroke-width="3" paint-order="stroke"'
    return f'<text x="{x}" y="{up}" text-anchor="middle" {halo} fill="#1b2733">{_safe(name)}</text>'


def _radius(node: Node, largest: float) -> float:
    return round(4 + 10 * sqrt(node.rank / largest), 1)


def _safe(text: str) -> str:
    """Escape a text for an element or an attribute; characters that XML cannot hold are left out."""
    kept = (char for char in text if char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff")
    plain = "".join(kept)
    return escape(plain, {'"': "&quot;"})
