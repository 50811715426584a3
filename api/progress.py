"""The stages that a file goes through, shown in its job, timed and traced."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.span import span

if TYPE_CHECKING:
    from api.figures import Metrics
    from api.jobs import Job

__all__ = ["Progress"]


@dataclass(slots=True)
class Progress:
    """Context of one file: called as each stage begins; the stage before has then ended."""

    job: Job
    metrics: Metrics
    _stage: str = ""
    _began: float = 0.0
    _file: ExitStack = field(default_factory=ExitStack)
    _spans: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Progress:
        self._file.enter_context(span("read file"))
        return self

    def __exit__(self, *error: object) -> None:
        self._end()
        self._file.close()

    def __call__(self, stage: str, about: str) -> None:
        self._end()
        self.job.stage, self.job.about = stage, about
        self._stage, self._began = stage, time.perf_counter()
        self._spans.enter_context(span(f"stage {stage}"))

    def _end(self) -> None:
        if self._stage:
            self._spans.close()
            self.metrics.stage(self._stage, time.perf_counter() - self._began)
        self._stage = ""
