"""To come."""

from ingest.errors import UnsupportedFormatError
from ingest.record import Notice, Page


def sniff(head: bytes) -> bool:
    """Whether the first bytes are those of this format."""
    return False


def read(name: str, data: bytes) -> tuple[tuple[Page, ...], tuple[Notice, ...]]:
    """Read a file of this format."""
    raise UnsupportedFormatError(name, "the format is not read yet", "Save it as text")
