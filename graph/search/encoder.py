"""Texts to vectors by a sentence-transformers model, with the words and the pooling of its family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import SearchModelError

if TYPE_CHECKING:
    import numpy

__all__ = ["FAMILIES", "Encoder", "Family", "family"]

_BATCH = 64


@dataclass(frozen=True, slots=True)
class Family:
    """What stands before a question and before a text, and how token vectors become one where a model does not say."""

    name: str
    question: str = ""
    text: str = ""
    pooling: str = "mean"


# The first whose name is a part of the model's name counts. From the cards of the models.
FAMILIES = (
    Family("bge-m3", pooling="cls"),
    Family("bge-", question="为这个句子生成表示以用于检索相关文章：", pooling="cls"),
    Family("e5-", question="query: ", text="passage: "),
    Family(
        "qwen3-embedding",
        question="Instruct: Given a question, retrieve policy clauses that answer it\nQuery:",
        pooling="lasttoken",
    ),
    Family("gte-", pooling="cls"),
    Family("m3e"),
    Family("text2vec"),
    Family("jina-embeddings"),
)


def family(model: str) -> Family:
    """Return the family of a model by its name or folder; one without instructions for an unknown.

    >>> family("BAAI/bge-small-zh-v1.5").pooling, family("intfloat/multilingual-e5-small").text
    ('cls', 'passage: ')
    """
    name = model.lower()
    return next((one for one in FAMILIES if one.name in name), Family("other"))


class Encoder:
    """A loaded model. `Encoder.load(name)` takes the name of a model or a folder that holds one."""

    def __init__(self, name: str, model: Any) -> None:
        self.name, self.family, self._model = name, family(name), model
        measure = getattr(model, "get_embedding_dimension", None) or model.get_sentence_embedding_dimension
        self.size: int = int(measure())

    @classmethod
    def load(cls, name: str) -> Encoder:
        """Load a model on the CPU. Raises SearchModelError where the extra or the model is missing, with the remedy."""
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise SearchModelError(
                f"POLICYGRAPH_MODEL={name}: sentence-transformers is not installed; pip install 'policygraph[dense]', "
                "or leave the setting empty to search by words"
            ) from error
        try:
            modules = _modules(name)  # given together with a name they would be passed over
            named = {"modules": modules} if modules else {"model_name_or_path": name}
            return cls(name, SentenceTransformer(**named, device="cpu"))
        except (OSError, ValueError) as error:
            raise SearchModelError(
                f"POLICYGRAPH_MODEL={name}: this model cannot be loaded ({error}); name a folder that holds one, "
                "or leave the setting empty to search by words"
            ) from error

    def questions(self, texts: Sequence[str]) -> numpy.ndarray:
        """Return one normalised vector a question."""
        return self._encode([self.family.question + text for text in texts])

    def texts(self, texts: Sequence[str]) -> numpy.ndarray:
        """Return one normalised vector a text, in batches, with progress on a terminal."""
        return self._encode([self.family.text + text for text in texts])

    def _encode(self, texts: Sequence[str]) -> numpy.ndarray:
        import sys

        found: numpy.ndarray = self._model.encode(
            list(texts),
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=len(texts) > _BATCH and sys.stderr.isatty(),
        )
        return found


def _modules(name: str) -> list[Any] | None:
    """Return the pooling of the family for a folder that holds a bare transformer; None where the model says itself."""
    from pathlib import Path

    folder = Path(name)
    if not folder.is_dir() or (folder / "modules.json").exists():
        return None
    from sentence_transformers.sentence_transformer import modules

    words = modules.Transformer(name)
    size = getattr(words, "get_embedding_dimension", None) or words.get_word_embedding_dimension
    return [words, modules.Pooling(size(), pooling_mode=family(name).pooling)]
