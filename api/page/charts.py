"""Pictures of tables: Altair describes them, vl-convert draws them as SVG on the server; nothing is fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

__all__ = ["bars", "points", "ranking"]

_COLOURS = [
    "#1d5fa8",
    "#c0632b",
    "#2f8a57",
    "#8a4fa3",
    "#b3922a",
    "#3b9ab2",
    "#b0413e",
    "#6b7680",
    "#7a9a3c",
    "#a8577e",
]
_FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
_COLOURED = 5  # categories with a colour of their own; more cannot be told apart
_CLOSE = 0.8  # values from here to the highest one are drawn without the zero
_GREY = "#9aa5af"
_DRAWING = Lock()  # one V8 engine draws


def bars(
    rows: Sequence[Mapping[str, Any]], x: str, colour: str, rest: str, width: int = 780, height: int = 190
) -> bytes:
    """Return stacked bars, one for each `x`, of how many rows of each `colour` it has; `rest` names the rare ones."""
    import altair as alt

    chart = (
        alt.Chart(alt.Data(values=_counted(rows, x, colour, rest)))
        .mark_bar()
        .encode(
            x=alt.X("x:O", title=None, axis=alt.Axis(labelAngle=0 if len({row[x] for row in rows}) < 16 else -60)),
            y=alt.Y("sum(n):Q", title=None, axis=alt.Axis(tickMinStep=1, format="d")),
            color=alt.Color("colour:N", title=None, sort=None, scale=alt.Scale(range=[*_COLOURS[:_COLOURED], _GREY])),
        )
    )
    return _svg(chart, width, height)


def points(rows: Sequence[Mapping[str, Any]], unit: str, width: int = 780, height: int = 260) -> bytes:
    """Return goals over time: `day` (in order as text), `value`, `name`; a line joins the goals of one name.

    The scale starts at zero unless the values are so close together that they could not be told apart.
    """
    import altair as alt

    zero = _from_zero([row["value"] for row in rows])
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        x=alt.X("day:O", title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y(
            "value:Q",
            title=unit,
            scale=alt.Scale(zero=zero),
            axis=alt.Axis(format="~g", tickCount=5),
        ),
        color=alt.Color("name:N", title=None, scale=alt.Scale(range=_COLOURS)),
        shape=alt.Shape("name:N", legend=None),
    )
    labels = base.mark_text(dy=-13, fontSize=12).encode(text=alt.Text("value:Q", format="~g"))
    return _svg(base.mark_line(opacity=0.5) + base.mark_point(size=110, filled=True) + labels, width, height)


def _from_zero(values: Sequence[float]) -> bool:
    return not values or min(values) < _CLOSE * max(values)


def _counted(rows: Sequence[Mapping[str, Any]], x: str, colour: str, rest: str) -> list[dict[str, Any]]:
    common = [name for name, _ in Counter(str(row[colour]) for row in rows).most_common()]
    kept = common if len(common) <= _COLOURED + 1 else common[:_COLOURED]
    order = {name: at for at, name in enumerate(kept)}
    counts = Counter((name if (name := str(row[colour])) in order else rest, str(row[x])) for row in rows)
    found = sorted(counts.items(), key=lambda item: (order.get(item[0][0], len(order)), item[0][1]))
    return [{"x": at, "colour": name, "n": count} for (name, at), count in found]


def _svg(chart: Any, width: int, height: int) -> bytes:
    import vl_convert

    drawn = (
        chart.properties(width=width, height=height, background="transparent", padding=4)
        .configure(font=_FONT)
        .configure_axis(labelColor="#444", titleColor="#444", gridColor="#ddd", domainColor="#888", labelFontSize=12)
        .configure_legend(labelColor="#333", labelFontSize=12, labelLimit=220)
        .configure_view(stroke=None)
    )
    with _DRAWING:
        return str(vl_convert.vegalite_to_svg(drawn.to_dict(), allowed_base_urls=[])).encode("utf-8")


def ranking(rows: Sequence[Mapping[str, Any]], width: int = 640) -> bytes:
    """Return one bar for each row, in the order given: `name`, `value`."""
    import altair as alt

    chart = (
        alt.Chart(alt.Data(values=list(rows)))
        .mark_bar(color=_COLOURS[0])
        .encode(
            x=alt.X("sum(value):Q", title=None), y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=240))
        )
    )
    return _svg(chart, width, max(80, 22 * len({row["name"] for row in rows})))
