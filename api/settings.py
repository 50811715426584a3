"""What a site may set, each with a default; from the environment as POLICYGRAPH_<NAME>."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["Settings"]


class Settings(BaseSettings):
    """All settings of the server and the command line.

    >>> Settings().index_path.name
    'index'
    """

    model_config = SettingsConfigDict(env_prefix="POLICYGRAPH_", frozen=True)

    data: Path = Field(Path(".data"), description="Folder that holds the store and the index.")
    store: str = Field("", description="Where the store is, if not in the data folder: a path or a SPARQL server's URL.")
    base: str = Field(
        "https://policygraph.invalid/id/", description="What the IRIs of documents, clauses and records begin with."
    )
    query_seconds: float = Field(10.0, gt=0, description="How long one SPARQL query of a visitor may run.")
    query_rows: int = Field(10_000, gt=0, description="How many rows one SPARQL query of a visitor may give.")
    query_length: int = Field(100_000, gt=0, description="How many characters a SPARQL query may have.")
    page_rows: int = Field(1_000, gt=0, description="How many rows one page of a list may have.")
    search_hits: int = Field(100, gt=0, description="How many hits one search may give.")
    question_length: int = Field(2_000, gt=0, description="How many characters a search or a question may have.")

    @property
    def store_location(self) -> str:
        return self.store or str(self.data / "store")

    @property
    def index_path(self) -> Path:
        return self.data / "index"
