"""What can go wrong with a file: each error names the file, the place and the remedy."""

from __future__ import annotations

__all__ = ["EmptyFileError", "IngestError", "RuleError", "UnreadableError", "UnsupportedFormatError"]


class IngestError(Exception):
    """A file that gives no document. `str()` is one line: file, reason, remedy."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        super().__init__(f"{name}: {reason}. {remedy}")
        self.name, self.reason, self.remedy = name, reason, remedy


class UnreadableError(IngestError):
    """The file cannot be opened or decoded: missing, encrypted, truncated, no text."""


class EmptyFileError(IngestError):
    """The file holds no text at all."""


class UnsupportedFormatError(IngestError):
    """The file is of a kind that no reader takes."""


class RuleError(Exception):
    """A rule file is wrong: names the file, the rule and what to mend."""
