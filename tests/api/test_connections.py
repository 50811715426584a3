"""More connections than there is room for: idle ones go, work in hand stays, and refusals say when to come again."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import pytest

from api.connections import Connections
from api.settings import Settings

ROOM = 20
HALF = b"GET /livez HTTP/1.1\r\nHo"


@pytest.fixture(scope="module")
def address(own_settings: Settings, serve: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    """A server that has room for so many connections."""
    with serve(own_settings.data, POLICYGRAPH_CONNECTIONS=str(ROOM)) as address:
        yield address


def opened(address: str, count: int, sent: bytes = b"") -> ExitStack:
    """Return connections that stay open, over each of which something was sent."""
    stack, place = ExitStack(), (urlsplit(address).hostname, urlsplit(address).port)
    stack.lines = []  # type: ignore[attr-defined]
    for _ in range(count):
        line = stack.enter_context(socket.create_connection(place, timeout=5))
        line.sendall(sent)
        if sent:
            time.sleep(0.02)  # until it is read: before, the connection has sent nothing
        stack.lines.append(line)  # type: ignore[attr-defined]
    return stack


def figure(address: str, name: str) -> int:
    found = re.search(rf"^policygraph_{re.escape(name)} (\d+)$", httpx.get(f"{address}/metrics").text, re.M)
    assert found
    return int(found[1])


def test_idle_connections_make_room_for_a_light_request(address: str) -> None:
    with opened(address, 30) as held, httpx.Client(base_url=address) as client:
        assert client.get("/livez").status_code == 200
        assert held.lines[0].recv(10) == b"", "the oldest was closed"
        assert client.get("/livez").status_code == 200, "over the same connection"
        held.lines[-1].sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
        assert held.lines[-1].recv(15) == b"HTTP/1.1 200 OK"
        assert figure(address, 'connections_ended_total{outcome="idle"}') >= 11
        assert figure(address, "connections") <= ROOM


def test_where_all_are_at_work_a_newcomer_is_refused_and_learns_when_to_come_again(address: str) -> None:
    while figure(address, "connections") > 1:
        time.sleep(0.05)  # those of the test before
    with opened(address, ROOM, HALF) as held:
        time.sleep(0.3)
        held.lines += held.enter_context(opened(address, 5)).lines
        for line in held.lines[:2]:
            line.settimeout(0.1)
            with pytest.raises(TimeoutError):
                line.recv(10)
        refused = httpx.get(f"{address}/livez")
        assert refused.status_code == 503 and refused.headers["retry-after"] == "5" and "again" in refused.text
        assert held.lines[-1].recv(1000).startswith(b"HTTP/1.1 503 ")
        assert held.lines[-1].recv(10) == b""
    for _ in range(50):
        if (reply := httpx.get(f"{address}/livez")).status_code == 200:
            break
        time.sleep(0.1)
    assert reply.status_code == 200, "those who left gave their place back"
    assert figure(address, 'connections_ended_total{outcome="refused"}') >= 6


@dataclass(eq=False)
class Line:
    address: str
    ended: bool = False

    def end(self) -> None:
        self.ended = True


def test_an_address_has_its_own_limit_from_which_this_machine_is_exempt() -> None:
    connections = Connections(most=10, each=2)
    near, far, other = [Line("") for _ in range(5)], [Line("192.0.2.1") for _ in range(3)], Line("192.0.2.2")
    assert all(connections.admit(one) for one in (*near, *far, other))
    assert [one.ended for one in far] == [True, False, False] and not any(one.ended for one in (*near, other))
    for one in far[1:]:
        connections.busy(one)
    assert not connections.admit(Line("192.0.2.1")), "both are at work"
    connections.rests(far[2])
    assert connections.admit(Line("192.0.2.1")) and far[2].ended
    assert len(connections) == 8 and connections.outcomes == {"idle": 2, "refused": 1}


def test_who_has_sent_nothing_goes_before_who_rests_and_what_left_is_forgotten() -> None:
    connections = Connections(most=2)
    resting, silent = Line("a"), Line("b")
    for one in (resting, silent):
        connections.admit(one)
    connections.busy(resting)
    connections.rests(resting)
    assert connections.admit(Line("c")) and silent.ended and not resting.ended
    connections.left(silent)
    connections.rests(silent)
    assert len(connections) == 2
    assert connections.admit(Line("d")) and not resting.ended, "c had sent nothing"
