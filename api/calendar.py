"""Time bounds as a calendar feed (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

__all__ = ["calendar"]


def calendar(rows: Iterable[Mapping[str, Any]], now: datetime) -> bytes:
    """Return one all-day event for each bound that has an end, on its last day.

    The UID is the record's IRI, so a feed that is fetched again moves no event and doubles none. `now` stamps the feed.
    """
    from icalendar import Calendar, Event

    feed = Calendar()
    feed.add("prodid", "-//policygraph//deadlines//ZH")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", "政策期限 Policy deadlines")
    for row in rows:
        if row["ends"] is None:
            continue
        event = Event()
        event.add("uid", row["record"])
        event.add("dtstamp", now)
        event.add("dtstart", row["ends"])
        event.add("dtend", row["ends"] + timedelta(days=1))
        event.add("summary", row["quote"])
        event.add("description", f"{row['title']} {row['path'] or '（文首）'}：“{row['quote']}”")
        event.add("url", row["clause"])
        feed.add_component(event)
    return bytes(feed.to_ical())
