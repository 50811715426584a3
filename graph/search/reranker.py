"""Reads question and clause together with a cross-encoder: slower and finer than vectors, off by default."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from graph.errors import SearchModelError

__all__ = ["Reranker"]

_BATCH = 16
_TEXT = 800  # characters of a clause that are read: models cut there anyway


class Reranker:
    """A loaded cross-encoder. `Reranker.load(name)` takes the name of a model or a folder that holds one."""

    def __init__(self, name: str, model: Any) -> None:
        self.name, self._model = name, model

    @classmethod
    def load(cls, name: str) -> Reranker:
        """Load a model on the CPU. Raises SearchModelError where the extra or the model is missing, with the remedy."""
        remedy = "or leave the setting empty to go without"
        try:
            from sentence_transformers import CrossEncoder
        except ImportError as error:
            raise SearchModelError(
                f"POLICYGRAPH_RERANKER={name}: sentence-transformers is not installed; "
                f"pip install 'policygraph[dense]', {remedy}"
            ) from error
        try:
            return cls(name, CrossEncoder(name, device="cpu"))
        except (OSError, ValueError) as error:
            raise SearchModelError(
                f"POLICYGRAPH_RERANKER={name}: this model cannot be loaded ({error}); name a folder that holds one, "
                f"{remedy}"
            ) from error

    def fits(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return how well each text answers the question, 0…1."""
        pairs = [(question, text[:_TEXT]) for text in texts]
        scores = self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False).tolist() if pairs else []
        if all(0 <= score <= 1 for score in scores):  # most models end in a sigmoid of their own
            return [float(score) for score in scores]
        return [1 / (1 + math.exp(-score)) for score in scores]
