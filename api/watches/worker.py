"""Delivers what changed to the receivers of watches: one thread of one server for a data folder.

A receiver gets each change at least once, in order, under an id that stays the same, and never again once it has
acknowledged it. Nothing is dropped: while a receiver does not take a change, that one and all after it wait.
"""

from __future__ import annotations

import logging
import os
import random
import threading
import time
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from api.watches import mail, webhook
from api.watches.match import fitting
from api.watches.message import headline, id_of, message, page_of, summary
from api.watches.watch import Watch, owner_of
from api.watches.webhook import Allowed, DeliveryError
from graph.errors import DatabaseError
from graph.store.lock import alone

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from api.changes import Change
    from api.site import Site

__all__ = ["Deliveries", "pause", "standing"]

_LOOK: Final = 1.0  # seconds between two looks at the log
_LONGEST: Final = 3600.0  # seconds between two tries
_TURN: Final = 5.0  # seconds after which the watches of one owner let those of others go first
_LOG = logging.getLogger("policygraph")


def pause(first: float, tries: int) -> float:
    """Return the seconds until the next try: doubled each time, and spread so that not all come at once.

    >>> 10 <= pause(10, 0) <= 20 and 1800 <= pause(10, 99) <= 3600
    True
    """
    longest = min(2 * first * 2 ** min(tries, 30), max(first, _LONGEST))
    return random.uniform(longest / 2, longest)


def standing(site: Site) -> set[str]:
    """Return the owners whose keys still open this library: nobody else is sent anything."""
    now, collection = datetime.now(UTC), site.settings.collection
    found = {owner_of(key) for key in site.keys.all() if key.stands(now) and key.role_in(collection)}
    chief = site.keys.of(0)
    return found | ({owner_of(chief)} if chief else set())


class Deliveries:
    """The worker; it looks at the log once a second, and more often where the setting `watch_pause` is shorter."""

    def __init__(self, site: Site) -> None:
        self._site, self._closing, self._held = site, threading.Event(), -1
        self._lead: Connection | None = None
        self._turns: dict[str, float] = {}  # when the last try of a watch ended
        self._allowed = Allowed(site.settings.webhook_hosts)
        self._thread = threading.Thread(target=self._work, name="watches", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the worker after the delivery that it is at."""
        self._closing.set()
        self._thread.join(15)
        if self._held >= 0:
            os.close(self._held)
        if self._lead is not None:
            self._lead.close()

    def _work(self) -> None:
        while not self._closing.wait(min(_LOOK, self._site.settings.watch_pause)):
            try:
                if self._site.watches.there and self._hold():
                    self._round()
            except DatabaseError as error:
                _LOG.error("watches: %s", error)
            except Exception as error:  # the next round may find what this one did not
                _LOG.exception("watches", exc_info=error)

    def _hold(self) -> bool:
        """Hold the watches of the folder or database; False while another server does."""
        if self._site.settings.database:
            return self._leads()
        if self._held < 0:
            self._held = alone(self._site.settings.watches_path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT)
        return self._held >= 0

    def _leads(self) -> bool:
        if self._lead is not None:
            try:
                self._lead.exec_driver_sql("SELECT 1")
                return True
            except Exception:  # the connection is gone, and the lock with it
                self._lead.invalidate()
                self._lead = None
        self._lead = self._site.watches.lead()
        return self._lead is not None

    def _round(self) -> None:
        owners, last, used = standing(self._site), self._site.changes.last(), defaultdict[str, float](float)
        # who was slow last time comes last, so that no watch of a slow owner keeps the next one from its turn for good
        watches = self._site.watches.all()
        for watch in sorted(watches, key=lambda watch: self._turns.get(watch.id, 0)):
            if self._closing.is_set():
                return
            if used[watch.owner] >= _TURN:
                continue
            began = time.monotonic()
            if watch.delivery != "atom" and watch.owner in owners and watch.due <= time.time():
                if watch.delivered > last:  # the log was begun anew
                    self._site.watches.skip(watch.id, 0)
                elif watch.delivered < last:
                    self._try(watch)
                    self._turns[watch.id] = time.monotonic()
            used[watch.owner] += time.monotonic() - began
        self._turns = {watch.id: self._turns[watch.id] for watch in watches if watch.id in self._turns}

    def _try(self, watch: Watch) -> None:
        try:
            self._deliver(watch)
        except Exception as error:  # one watch never keeps the others waiting
            _LOG.exception("watch %s", watch.id, exc_info=error)
            self._failed(watch, f"an error on this site ({type(error).__name__}), which has been logged")

    def _deliver(self, watch: Watch) -> None:
        found, read = fitting(self._site, watch, watch.delivered)
        until = time.monotonic() + _TURN
        for one in found:
            try:
                self._send(watch, one)
            except DeliveryError as error:
                self._failed(watch, str(error))
                return
            self._site.watches.acknowledge(watch.id, one.number)
            if self._closing.is_set() or (one is not found[-1] and time.monotonic() > until):
                return  # the rest waits for the next round: a receiver that takes its time keeps nobody else waiting
        self._site.watches.skip(watch.id, read)

    def _send(self, watch: Watch, one: Change) -> None:
        settings, id = self._site.settings, id_of(watch, one)
        if watch.delivery == "webhook":
            webhook.send(watch.receiver, watch.secret, id, message(self._site, watch, one), self._allowed)
            return
        page = page_of(self._site, settings.url or watch.address, one)
        text = f"{headline(one)}\n\n{summary(one)}\n\n{page}\n\n关注：{watch.title}\n"
        mail.send(
            settings.smtp,
            settings.mail_from,
            watch.receiver,
            settings.mail_domains,
            id,
            headline(one),
            text,
            one.moment,
        )

    def _failed(self, watch: Watch, reason: str) -> None:
        """Note why, and when to try again; a watch that has failed for long is tried as rarely as that is long."""
        now, patience = time.time(), self._site.settings.watch_patience
        since = watch.since or now
        failing = now - since >= patience
        wait = patience if failing else pause(self._site.settings.watch_pause, watch.tries)
        self._site.watches.fail(watch.id, reason, since, now + wait, failing)
        if failing and not watch.failing:
            _LOG.warning("watch %s fails: %s", watch.id, reason)
