"""Time bounds as a calendar feed (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from ingest.value.recurrence import recurrence

__all__ = ["calendar"]


def calendar(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return one all-day event for each bound that has a last day or recurs on a day that its words name.

    A row has also `url`, `agencies`, and `issued` and `expires` of its document. The UID is the record's IRI and
    nothing is of the time of asking: a feed that is fetched again moves no event, doubles none, and is the same.
    """
    from icalendar import Calendar, Event

    feed = Calendar()
    feed.add("prodid", "-//policygraph//deadlines//ZH")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", "政策期限 Policy deadlines")
    for row in rows:
        rule = recurrence(row["quote"]) if row["kind"] == "every" else None
        day: date | None = row["ends"] or (_first(rule, row["issued"]) if rule and row["issued"] else None)
        if day is None:
            continue
        event = Event()
        event.add("uid", row["record"])
        event.add("dtstamp", datetime.combine(row["issued"] or day, time(), UTC))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        if rule:
            event.add("rrule", _parsed(rule, row["expires"]))
        event.add("summary", _titled(row["agencies"], row["quote"]))
        event.add("description", f"{row['title']} {row['path'] or '（文首）'}：“{row['quote']}”")
        event.add("url", row["url"])
        event.add("transp", "TRANSPARENT")
        feed.add_component(event)
    return bytes(feed.to_ical())


def _first(rule: str, day: date) -> date | None:
    """Return the first day of a rule that is not before `day`; None where it has none, as each 30 February."""
    from dateutil.rrule import rrulestr

    found = next(iter(rrulestr(rule, dtstart=datetime.combine(day, time()))), None)
    return found and found.date()


def _parsed(rule: str, until: date | None) -> Any:
    from icalendar import vRecur

    return vRecur.from_ical(rule + (f";UNTIL={until:%Y%m%d}" if until else ""))


def _titled(agencies: Sequence[str], quote: str) -> str:
    """Write who has to keep a bound before its words; of more than three the first.

    >>> _titled(["省财政厅"], "2026年6月底前完成"), _titled(["甲局", "乙局", "丙局", "丁局"], "年底前完成")
    ('省财政厅：2026年6月底前完成', '甲局等4家：年底前完成')
    """
    if not agencies:
        return quote
    return f"{'、'.join(agencies) if len(agencies) <= 3 else f'{agencies[0]}等{len(agencies)}家'}：{quote}"
