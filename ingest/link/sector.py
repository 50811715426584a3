"""Sectors of the economy by name, found in the words that say for whom a goal is set."""

from __future__ import annotations

from ingest.link.authority import Concept

__all__ = ["Sectors"]


class Sectors:
    """The sectors of the authority file, by every name."""

    def __init__(self, entries: tuple[Concept, ...]) -> None:
        self._names: dict[str, str] = {}
        for entry in entries:
            for name in (entry.label, *entry.names):
                self._names.setdefault(name, entry.id)

    def find(self, text: str) -> str | None:
        """Return the sector with the longest name in `text`, by its code of GB/T 4754; None where none is named.

        >>> import ontology
        >>> from ingest.link.authority import concepts
        >>> sectors = Sectors(concepts(ontology.SECTORS))
        >>> sectors.find("钢铁行业"), sectors.find("沿海城市")
        ('31', None)
        """
        found = [name for name in self._names if name in text]
        return self._names[max(found, key=len)] if found else None
