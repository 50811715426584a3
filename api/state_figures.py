"""What a site holds and has in hand, as figures: jobs, notices, the sizes of store and disk."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path
from shutil import disk_usage
from typing import TYPE_CHECKING

from api.figures import gauge
from api.index import documents
from api.jobs import STAGES
from graph.errors import GraphError

if TYPE_CHECKING:
    from api.jobs import Jobs
    from api.site import Site

__all__ = ["held", "size_of"]


def held(site: Site, jobs: Jobs) -> str:
    """Return the figures; what store or index cannot answer now is missing from them."""
    text = ""
    with suppress(GraphError):
        stages = Counter(job.stage for job in jobs.all())
        counts = [({"stage": one}, stages[one]) for one in (*STAGES, "failed")]
        text += gauge("jobs", "The latest files put in, by stage.", counts)
        text += gauge("queue_length", "Files that wait to be read.", [({}, stages["waiting"])])
    text += gauge("disk_free_bytes", "Free room for the data folder.", [({}, disk_usage(site.settings.data).free)])
    text += gauge("store_failed", "1 where the store cannot be written.", [({}, int(getattr(site.store, "failed", 0)))])
    with suppress(GraphError):
        rows = site.table("notice_counts")
        text += gauge("notices", "Notices of the readers.", [({"code": row["code"]}, row["count"]) for row in rows])
    if "://" not in site.settings.store_location:
        text += gauge("store_bytes", "Size of the store.", [({}, size_of(Path(site.settings.store_location)))])
    if (indexed := documents(site)) is not None:
        text += gauge("documents", "Documents in the index.", [({}, indexed)])
    return text


def size_of(place: Path) -> int:
    """Return the bytes of a file, or of all files below a folder; of what goes away meanwhile, none."""
    total = 0
    for file in [place, *place.rglob("*")]:
        with suppress(OSError):
            total += file.lstat().st_size if not file.is_dir() else 0
    return total
