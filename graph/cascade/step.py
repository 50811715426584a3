"""One step down: what is set above, what carries it out below, what ties them, what changed between."""

from __future__ import annotations

from dataclasses import dataclass

from graph.contrast import Apart
from graph.placed import Placed

__all__ = ["End", "Step"]


@dataclass(frozen=True, slots=True)
class End(Placed):
    """One end of a step: a goal (with its record), or the clause of a task or scheme; `says` is it in a few words."""

    region: str | None
    says: str
    record: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """A target, task or scheme (`kind`) that carries out another.

    `ties` are among indicator, wording, citation (the lower document names the upper one), basis (it says that it
    carries it out); `likeness` is that of the words, up to 1, and `shared` the longest of them. `drift` holds what
    differs, the lower end first. `ordered` tells whether the days of both documents are known: without them nobody
    knows that the lower one came after.
    """

    kind: str
    upper: End
    lower: End
    ties: tuple[str, ...]
    likeness: float | None
    shared: tuple[str, ...]
    drift: tuple[Apart, ...]
    ordered: bool

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return in which ways the lower end drifted from the upper, each once; `same` where in none."""
        found = dict.fromkeys(kind for apart in self.drift for kind in apart.kinds)
        return tuple(kind for kind in found if kind != "same") or (("same",) if found else ())
