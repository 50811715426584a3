"""How many connections may be open in all and from one address, and which one goes where there is no room.

A newcomer is preferred to a connection that has nothing in hand: opening and holding connections costs an attacker
nothing, so that refusing newcomers would hand the site over to whoever came first. The oldest that has sent nothing
goes first, then the one that has rested longest between requests, as HTTP allows; refused is only who finds all at
work.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any, Protocol

__all__ = ["Connection", "Connections", "counted", "here", "network"]


class Connection(Protocol):
    """What is kept of a connection: its address, as `network` shortens it, and how it is ended."""

    address: str

    def end(self) -> None: ...


@dataclass(slots=True)
class Connections:
    """The open connections of a server; `most` in all and `each` by address, 0 being any number.

    This machine itself is exempt from `each`, as a proxy on it brings everybody's requests.
    """

    most: int = 0
    each: int = 0
    outcomes: Counter[str] = field(default_factory=lambda: Counter(idle=0, refused=0))
    """How many were closed while idle, and how many refused."""
    _open: set[Any] = field(default_factory=set)
    _by: Counter[str] = field(default_factory=Counter)
    _silent: dict[Any, None] = field(default_factory=dict)  # that have sent nothing, the oldest first
    _resting: dict[Any, None] = field(default_factory=dict)  # that wait between requests, the longest first

    def __len__(self) -> int:
        return len(self._open)

    def admit(self, one: Connection) -> bool:
        """Take a new connection in, if need be in place of an idle one; False where it has to be refused."""
        own = bool(self.each and one.address and self._by[one.address] >= self.each)
        if own or (self.most and len(self._open) >= self.most):
            idle = self._idle(one.address if own else "")
            if idle is None:
                self.outcomes["refused"] += 1
                return False
            self.outcomes["idle"] += 1
            self.left(idle)
            idle.end()
        self._open.add(one)
        self._by[one.address] += 1
        self._silent[one] = None
        return True

    def busy(self, one: Connection) -> None:
        """Note that something came over a connection."""
        self._silent.pop(one, None)
        self._resting.pop(one, None)

    def rests(self, one: Connection) -> None:
        """Note that a connection has been answered and waits for the next request."""
        if one in self._open:
            self._resting[one] = None

    def left(self, one: Connection) -> None:
        """Forget a connection; nothing where it is not known."""
        if one in self._open:
            self.busy(one)
            self._open.remove(one)
            self._by[one.address] -= 1
            if not self._by[one.address]:
                del self._by[one.address]

    def _idle(self, address: str) -> Any:
        found = (one for group in (self._silent, self._resting) for one in group)
        return next((one for one in found if not address or one.address == address), None)


def counted(host: str | None) -> str:
    """Return the address that a connection counts for; "" where it counts for none.

    >>> counted("192.0.2.1"), counted("127.0.0.1"), counted(None)
    ('192.0.2.1', '', '')
    """
    return "" if host is None or here(host) else network(host)


def here(address: str) -> bool:
    """Tell whether an address is this machine's own."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def network(address: str) -> str:
    """Return what counts as one caller: an IPv4 address, and of IPv6 the network of a customer.

    >>> network("2001:db8:1:2:3:4:5:6") == network("2001:db8:1:2::9"), network("192.0.2.1")
    (True, '192.0.2.1')
    """
    return ":".join(ip_address(address).exploded.split(":")[:4]) if ":" in address else address
