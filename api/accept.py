"""Chooses the format of an answer by the Accept header (RFC 9110, with q-values)."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["best"]


def best(accept: str | None, offers: Sequence[str]) -> str | None:
    """Return the media type of `offers` that `accept` likes best, the first of equals; None where it takes none.

    >>> best("text/csv;q=0.5, application/*;q=0.8, */*;q=0.1", ["text/csv", "application/json"])
    'application/json'
    >>> best(None, ["text/csv"]), best(",", ["text/csv"]), best("image/png", ["text/csv"])
    ('text/csv', 'text/csv', None)
    """
    wanted = [_part(part) for part in (accept or "").split(",") if part.strip()]
    if not wanted:
        return offers[0]
    ranked = [(max(_fits(offer, kind, q) for kind, q in wanted), -at, offer) for at, offer in enumerate(offers)]
    (_, quality), _, offer = max(ranked, key=lambda item: (item[0][1], item[1]))
    return offer if quality > 0 else None


def _part(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                quality = min(1.0, max(0.0, float(value)))
            except ValueError:
                quality = 0.0
    return kind.lower(), quality


def _fits(offer: str, kind: str, quality: float) -> tuple[int, float]:
    """Return how closely `kind` names `offer` (the closest decides) and with which quality."""
    if kind == offer:
        return 3, quality
    if kind.endswith("/*") and offer.startswith(kind[:-1]):
        return 2, quality
    return (1, quality) if kind in ("*/*", "*") else (0, 0.0)
