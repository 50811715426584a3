"""Policy documents as data: read a file, or keep many in a store and ask it.

>>> document = read(example() / "documents" / "luting-farm-measures.md")[0]
>>> document.number, len(document.records("targets"))
('鹭农规〔2023〕3号', 6)
"""

from __future__ import annotations

from api.example import example
from policygraph.document import Document, read
from policygraph.store import Ingested, Store
from policygraph.table import Table

__all__ = ["Document", "Ingested", "Store", "Table", "example", "read"]
