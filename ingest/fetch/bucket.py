"""Buckets of S3, Google Cloud Storage and whatever speaks as they do, through fsspec."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from ingest.fetch.listing import Entry, Listing, TransientError, mark_of
from ingest.fetch.location import FetchError, Location

__all__ = ["Bucket"]

_PIECE: Final = 1 << 20  # bytes
_NEEDS: Final = {"s3": "s3fs", "gs": "gcsfs"}
_LASTING: Final = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)
_BROKEN: Final = {"ConnectionError", "HTTPClientError", "ClientConnectionError", "ClientPayloadError"}  # by their names
_TIMES: Final = ("LastModified", "updated", "mtime", "modified", "created")


class Bucket:
    """Lists and opens the files of one kind of store (`s3`, `gs`), with the credentials that its library finds.

    Raises FetchError where the library is not installed.
    """

    def __init__(self, scheme: str) -> None:
        self._scheme = scheme
        try:
            import fsspec

            self._files: Any = fsspec.filesystem(scheme, use_listings_cache=False, skip_instance_cache=True)
        except ImportError as error:
            needs = _NEEDS.get(scheme, "fsspec")
            remedy = "pip install 'policygraph[remote]'"
            raise FetchError(f"{scheme}://", f"fetching from there needs {needs}, not installed", remedy) from error
        except Exception as error:
            raise _lasting(Location(f"{scheme}://"), error) from error

    def listing(self, location: Location) -> Listing:
        """Return the files below a prefix, which is taken for a folder, or the file of that very name."""
        with _named(location):
            path = self._files._strip_protocol(location.url)
            if not location.url.endswith("/") and (about := self._files.info(path))["type"] == "file":
                return Listing((self._entry(about),))
            entries = [  # the default omits folders whose listing fails, and their files would seem to be gone
                self._entry(about)
                for _, _, files in self._files.walk(path, detail=True, on_error="raise")
                for name, about in files.items()
                if name  # some stores keep an empty object for the folder itself
            ]
        return Listing(tuple(sorted(entries, key=lambda entry: entry.location)), folder=True, whole=bool(entries))

    @contextmanager
    def opened(self, entry: Entry) -> Iterator[tuple[Entry, Iterator[bytes]]]:
        with _named(entry.location):
            file = self._files.open(self._files._strip_protocol(entry.location.url), "rb")
        with file:
            yield entry, _pieces(file, entry.location)

    def _entry(self, about: Mapping[str, Any]) -> Entry:
        size = about.get("size")
        changed = next((about[key] for key in _TIMES if about.get(key)), None)
        mark = mark_of(about.get("ETag") or about.get("etag"), size, changed)
        return Entry(Location(f"{self._scheme}://{str(about['name']).lstrip('/')}"), size, mark)


def _pieces(file: Any, location: Location) -> Iterator[bytes]:
    while True:
        with _named(location):
            piece = file.read(_PIECE)
        if not piece:
            return
        yield piece


@contextmanager
def _named(location: Location) -> Iterator[None]:
    """Raise what the library raises as an error that names the location."""
    try:
        yield
    except _LASTING as error:
        raise _lasting(location, error) from error
    except OSError as error:
        raise TransientError(_reason(error)) from error
    except FetchError:
        raise
    except Exception as error:  # each library has classes of its own
        if _BROKEN & {kind.__name__ for kind in type(error).__mro__}:
            raise TransientError(_reason(error)) from error
        raise _lasting(location, error) from error


def _lasting(location: Location, error: Exception) -> FetchError:
    if isinstance(error, FileNotFoundError):
        return FetchError(str(location), "nothing is there", "Compare bucket and prefix with the store")
    remedy = "Check the name, and the credentials that its library finds in the environment"
    return FetchError(str(location), _reason(error), remedy)


def _reason(error: Exception) -> str:
    words = " ".join(str(error).split()).rstrip(".")
    return f"{type(error).__name__}: {words[:300]}" if words else type(error).__name__
