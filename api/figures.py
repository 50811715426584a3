"""What a server counts and times, in Prometheus' text format: requests by route, files by stage and outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from api.connections import Connections

__all__ = ["Metrics", "Timed", "gauge"]

_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_STAGES: Final = (0.01, 0.05, 0.25, 1.0, 5.0, 30.0, 120.0, 600.0, 1800.0)
_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")


@dataclass(slots=True)
class Timed:
    """A histogram of seconds for each value of one label."""

    name: str
    about: str
    label: str
    limits: tuple[float, ...] = _BUCKETS
    _series: dict[str, list[float]] = field(default_factory=dict)  # counts by limit, count of all, sum

    def add(self, value: str, seconds: float) -> None:
        found = self._series.setdefault(value, [0] * (len(self.limits) + 1) + [0.0])
        for at, limit in enumerate((*self.limits, float("inf"))):
            found[at] += seconds <= limit
        found[-1] += seconds

    def text(self) -> str:
        """Return the histogram.

        >>> timed = Timed("stage_seconds", "Time.", "stage", limits=(1.0,))
        >>> timed.add("read", 2.5)
        >>> print(timed.text().splitlines()[3])
        policygraph_stage_seconds_bucket{stage="read",le="+Inf"} 1
        """
        lines = [_head(self.name, "histogram", self.about)]
        for value, (*counts, total) in sorted(self._series.items()):
            label = {self.label: value}
            for limit, count in zip((*self.limits, "+Inf"), counts, strict=True):
                lines.append(_sample(f"{self.name}_bucket", label | {"le": limit}, count))
            lines.append(_sample(f"{self.name}_sum", label, round(total, 6)))
            lines.append(_sample(f"{self.name}_count", label, counts[-1]))
        return "\n".join(lines) + "\n"


@dataclass(slots=True)
class Metrics:
    """The requests and the files put in since a server began. Labels are as many as the routes and stages."""

    requests: dict[tuple[str, str, int], int] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=lambda: {"done": 0, "failed": 0})
    answers: Timed = field(
        default_factory=lambda: Timed("request_seconds", "Time from request to the end of the answer.", "route")
    )
    stages: Timed = field(
        default_factory=lambda: Timed("stage_seconds", "Time of the stages of a file put in.", "stage", _STAGES)
    )
    connections: Connections = field(default_factory=Connections)
    lock: Lock = field(default_factory=Lock)

    def add(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; `route` is a template such as /documents/{id}, "none" where no route was found."""
        with self.lock:
            key = (method if method in _METHODS else "OTHER", route, status)
            self.requests[key] = self.requests.get(key, 0) + 1
            self.answers.add(route, seconds)

    def stage(self, name: str, seconds: float) -> None:
        """Count a stage that a file has gone through."""
        with self.lock:
            self.stages.add(name, seconds)

    def file(self, outcome: str) -> None:
        """Count a file put in, by "done" or "failed"."""
        with self.lock:
            self.files[outcome] += 1

    def text(self) -> str:
        """Return the figures in Prometheus' text format."""
        with self.lock:
            answered = [
                ({"method": method, "route": route, "status": status}, count)
                for (method, route, status), count in sorted(self.requests.items())
            ]
            outcomes = [({"outcome": outcome}, count) for outcome, count in self.files.items()]
            text = _family("requests_total", "counter", "Requests answered.", answered) + self.answers.text()
            text += _family("files_total", "counter", "Files put in that were read, or not.", outcomes)
            text += gauge("connections", "Open connections.", [({}, len(self.connections))])
            ended = [({"outcome": outcome}, count) for outcome, count in sorted(self.connections.outcomes.items())]
            text += _family("connections_ended_total", "counter", "Closed while idle, or refused: too many.", ended)
            return text + self.stages.text()


def gauge(name: str, about: str, samples: Iterable[tuple[Mapping[str, object], float]]) -> str:
    r"""Return a figure that rises and falls.

    >>> print(gauge("notices", "Oddities.", [({"code": "cut"}, 2)]), end="")
    # HELP policygraph_notices Oddities.
    # TYPE policygraph_notices gauge
    policygraph_notices{code="cut"} 2
    """
    return _family(name, "gauge", about, samples)


def _family(name: str, kind: str, about: str, samples: Iterable[tuple[Mapping[str, object], float]]) -> str:
    return "\n".join([_head(name, kind, about), *(_sample(name, *one) for one in samples)]) + "\n"


def _head(name: str, kind: str, about: str) -> str:
    return f"# HELP policygraph_{name} {about}\n# TYPE policygraph_{name} {kind}"


def _sample(name: str, labels: Mapping[str, object], value: float) -> str:
    escaped = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n"}
    parts = [f'{label}="{str(text).translate(escaped)}"' for label, text in labels.items()]
    return f"policygraph_{name}{{{','.join(parts)}}} {value}" if parts else f"policygraph_{name} {value}"
