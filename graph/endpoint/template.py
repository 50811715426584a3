"""The process that all reading processes are copies of: it has imported what they need and has the store open.

A copy stands within a millisecond or two, where a process from nothing takes a hundred. It is started as `python -m
graph.endpoint.template MEBIBYTES` by `graph.endpoint.forks`, takes its orders from the socket that is its standard
input, and ends with all copies when the other side closes that. Of threads it has none of its own; those of the store
sleep, as nothing is ever written.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import Any, NoReturn

import pyoxigraph

from graph.endpoint.confine import bound, confine, held
from graph.endpoint.question import FRAME, frame
from graph.endpoint.worker import warm, work
from ingest.process import end_with

__all__ = ["main"]


class _Template:
    """Forks and kills on demand. A copy's number is the system's until it was told to kill it, so none is mistaken."""

    def __init__(self, orders: socket.socket, mebibytes: int) -> None:
        self._orders, self._mebibytes, self._most = orders, mebibytes << 20, 0
        self._copies: dict[int, int] = {}
        self._killed: list[int] = []
        self._path = ""
        self._store: pyoxigraph.Store | None = None

    def serve(self) -> None:
        try:
            while (order := self._next()) is not None:
                kind, told, line = order
                self._killed = [pid for pid in self._killed if not os.waitpid(pid, os.WNOHANG)[0]]
                if kind == b"F" and line is not None:
                    self._fork(told["name"], told["path"], line)
                elif kind == b"K" and told["name"] in self._copies:
                    self._killed.append(pid := self._copies.pop(told["name"]))
                    os.kill(pid, signal.SIGKILL)
        finally:
            for pid in self._copies.values():
                os.kill(pid, signal.SIGKILL)

    def _next(self) -> tuple[bytes, dict[str, Any], socket.socket | None] | None:
        head, lines, _, _ = socket.recv_fds(self._orders, FRAME.size, 1, socket.MSG_WAITALL)
        if not head:
            return None
        kind, length = FRAME.unpack(head)
        told = json.loads(self._orders.recv(length, socket.MSG_WAITALL))
        return kind, told, socket.socket(fileno=lines[0]) if lines else None

    def _fork(self, name: int, path: str, line: socket.socket) -> None:
        with line:
            template = os.getpid()
            try:
                self._open(path)
                pid = os.fork()
            except Exception as error:  # whoever waits for the copy is told, whatever it was
                line.sendall(frame(b"X", {"kind": "store", "message": str(error)}))
                return
            if pid == 0:
                self._be_a_copy(template, line)
            self._copies[name] = pid

    def _open(self, path: str) -> None:
        """Have the store at `path` open, if it is not; what is kept is left where it is, shared with all copies."""
        if path == self._path:
            return
        self._path, self._store = "", None
        gc.unfreeze()
        gc.collect()  # RocksDB lets go of its files when the last iterator over them is gone
        self._path, self._store = path, pyoxigraph.Store.read_only(path)
        warm(self._store)
        gc.collect()
        self._most = held() + self._mebibytes
        gc.freeze()

    def _be_a_copy(self, template: int, line: socket.socket) -> NoReturn:
        try:
            end_with(template)
            with Path(os.devnull).open("rb") as nothing:
                os.dup2(nothing.fileno(), self._orders.fileno())
            bound(self._most)
            work(line, self._store)
        except ConnectionError:
            """The server went on without this copy."""
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(0)


def main(mebibytes: int) -> None:
    """Fork and kill until the other side closes the standard input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is meant for the server, which ends this process
    while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:
        """No file is opened where others write errors to, if the server was started without that."""
    os.close(opened)
    confine()
    with socket.socket(fileno=0) as orders:
        _Template(orders, mebibytes).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]))
