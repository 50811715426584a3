"""How often something is due, where the words name the day."""

from __future__ import annotations

from ingest.rules import load

__all__ = ["recurrence"]


def recurrence(text: str) -> str | None:
    """Return when a duty recurs, as a rule of RFC 5545; None where the words name no day, or one that no month has.

    >>> recurrence("每年9月30日前报送总结"), recurrence("每年2月底前完成考核")
    ('FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=30', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1')
    >>> recurrence("每季度调度一次") is None
    True
    """
    for rule in load("recurrence").rules:
        if match := rule.regex.search(text):
            found = {**rule.emit, **match.groupdict()}
            month, day = found.get("month"), found["day"]
            if int(day) > 31 or (month and "," not in month and not 1 <= int(month) <= 12):
                return None
            return f"FREQ={found['freq']}" + (f";BYMONTH={month}" if month else "") + f";BYMONTHDAY={day}"
    return None
