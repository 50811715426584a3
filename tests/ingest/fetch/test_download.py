"""Files of other machines: what a listing says is there, and what is fetched within which limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

import pytest

from ingest.fetch.download import Downloads
from ingest.fetch.listing import Entry
from ingest.fetch.location import FetchError, Location, located


@pytest.fixture
def downloads(web) -> Iterator[Downloads]:
    web.reset()
    made = Downloads(1 << 20, 30.0, (0.01, 0.01))
    yield made
    made.close()


@pytest.fixture
def bucket() -> Iterator[Callable[[str, bytes], None]]:
    files = pytest.importorskip("fsspec").filesystem("memory")
    files.store.clear()
    yield files.pipe_file
    files.store.clear()


def never(mark: str) -> bool:
    return False


def test_a_file_comes_under_its_own_name_with_digest_and_mark(web, downloads: Downloads) -> None:
    web.files["/办法.txt"] = web.files["/%E5%8A%9E%E6%B3%95.txt"] = b"text"
    entry = Entry(located(f"{web.address}/办法.txt"))
    found = downloads.fetch(entry, never)
    assert (found.path.name, found.path.read_bytes()) == ("办法.txt", b"text")
    assert found.sha256 == sha256(b"text").hexdigest()
    assert downloads.fetch(entry, found.mark.__eq__) is None


def test_a_listing_of_a_web_server_is_walked_below_its_address_only(web, downloads: Downloads) -> None:
    web.files |= {"/x/a.txt": b"a", "/x/deep/b.txt": b"b", "/y/c.txt": b"c"}
    listing = downloads.listing(located(f"{web.address}/x/"))
    assert [entry.location.url.removeprefix(web.address) for entry in listing.entries] == ["/x/a.txt", "/x/deep/b.txt"]
    assert listing.folder
    assert not listing.whole


def test_a_listing_of_which_one_folder_fails_is_no_listing(web, downloads: Downloads) -> None:
    web.files |= {"/x/a.txt": b"a", "/x/deep/b.txt": b"b"}
    web.status["/x/deep/"] = [503] * 3
    with pytest.raises(FetchError, match=r"the server answers 503 \(3 tries\)"):
        downloads.listing(located(f"{web.address}/x/"))


def test_what_fails_for_a_while_is_tried_three_times(web, downloads: Downloads) -> None:
    web.files["/a.txt"] = b"text"
    entry = Entry(located(f"{web.address}/a.txt"))
    web.status["/a.txt"] = [503, 429]
    assert downloads.fetch(entry, never)
    assert len(web.asked) == 3
    web.status["/a.txt"] = [503] * 5
    with pytest.raises(FetchError, match="3 tries"):
        downloads.fetch(entry, never)
    assert len(web.asked) == 6


def test_what_will_not_change_is_tried_once(web, downloads: Downloads) -> None:
    with pytest.raises(FetchError, match="answers 404"):
        downloads.fetch(Entry(located(f"{web.address}/none.txt")), never)
    assert web.asked == ["/none.txt"]


def test_a_file_beyond_the_limit_is_refused_and_nothing_of_it_stays(web, downloads: Downloads) -> None:
    web.files["/a.txt"] = bytes((1 << 20) + 1)
    with pytest.raises(FetchError, match=r"more than 1 MiB.*POLICYGRAPH_UPLOAD_SIZE"):
        downloads.fetch(Entry(located(f"{web.address}/a.txt")), never)


def test_a_redirect_is_named_and_not_followed(web, downloads: Downloads) -> None:
    web.moved["/a.txt"] = "http://169.254.169.254/latest"
    with pytest.raises(FetchError, match=r"it points to http://169\.254\.169\.254/latest"):
        downloads.fetch(Entry(located(f"{web.address}/a.txt")), never)


def test_a_bucket_is_walked_as_a_folder_is(bucket, downloads: Downloads) -> None:
    bucket("/policies/2024/a.txt", b"a")
    bucket("/policies/2024/deep/b.txt", b"b")
    bucket("/policies/2023/c.txt", b"c")
    listing = downloads.listing(located("memory://policies/2024"))
    urls = ["memory://policies/2024/a.txt", "memory://policies/2024/deep/b.txt"]
    assert [entry.location.url for entry in listing.entries] == urls
    assert listing.whole
    found = downloads.fetch(listing.entries[1], never)
    assert found.path.read_bytes() == b"b"
    assert downloads.fetch(listing.entries[1], found.mark.__eq__) is None


def test_a_name_of_a_bucket_leads_nowhere_else(bucket, downloads: Downloads) -> None:
    assert Location("s3://policies/..").name == "document"
    assert Location("https://a.example/x/..%2F..%2Fetc%2Fpasswd").name == ".._.._etc_passwd"
    assert len(Location("s3://policies/" + "办" * 400 + ".pdf").name.encode()) <= 200
    assert str(Location("s3://policies/\x1b[2J.txt")) == "s3://policies/\ufffd[2J.txt"


@pytest.mark.parametrize(
    "text", ["ftp://a/b", "file:///etc/passwd", "https://me:secret@a.example/x", "s3://", "http:///x"]
)
def test_what_is_no_location_is_refused_without_its_password(text: str) -> None:
    with pytest.raises(FetchError) as refused:
        located(text)
    assert "secret" not in str(refused.value)


def test_a_library_that_is_missing_is_named_with_its_extra(downloads: Downloads, monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "gcsfs", None)
    pytest.importorskip("fsspec")
    with pytest.raises(FetchError, match=r"gcsfs.*pip install 'policygraph\[remote\]'"):
        downloads.listing(located("gs://policies/"))
