"""Several processes that serve one port: started, watched and ended together."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from typing import Final

from ingest.process import end_with

__all__ = ["kept_running"]

_YOUNG: Final = 5.0  # seconds: what ends before has not come up
_PAUSE: Final = 2.0  # seconds until such a one is started again
_PATIENCE: Final = 20.0  # seconds for them to end
_ASKED: Final = (signal.SIGTERM, signal.SIGINT)


def kept_running(count: int, work: Callable[[], None]) -> int:
    """Run `work` in `count` processes until SIGTERM or SIGINT, one that dies being started again; returns the status.

    That is 1 where none comes up. Must be called before there are threads or connections: the processes are forks.
    """
    ending: list[int] = []
    for number in _ASKED:
        signal.signal(number, lambda which, _: ending.append(which))
    begun = {_started(work): time.monotonic() for _ in range(count)}
    status = 0
    while not ending:
        gone = [one for one in begun if not one.is_alive()]
        if len(gone) == len(begun) and all(time.monotonic() - begun[one] < _YOUNG for one in gone):
            status = 1
            break
        for one in gone:
            if time.monotonic() - begun[one] < _YOUNG + _PAUSE and one.exitcode:
                continue
            print(f"a process ended with status {one.exitcode}: another is started", file=sys.stderr, flush=True)
            del begun[one]
            begun[_started(work)] = time.monotonic()
        wait([one.sentinel for one in begun if one.is_alive()], 0.5)
        if gone:
            time.sleep(0.1)
    _end(list(begun))
    return status


def _started(work: Callable[[], None]) -> ForkProcess:
    """Start a process; no signal is lost between its start and the moment when it handles signals itself."""
    parent = os.getpid()

    def run() -> None:
        for number in _ASKED:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ASKED)
        end_with(parent)
        work()

    signal.pthread_sigmask(signal.SIG_BLOCK, _ASKED)
    try:
        one = multiprocessing.get_context("fork").Process(target=run)
        one.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ASKED)
    return one


def _end(processes: list[ForkProcess]) -> None:
    until = time.monotonic() + _PATIENCE
    for one in processes:
        one.terminate()
    for one in processes:
        one.join(max(0.0, until - time.monotonic()))
        if one.is_alive():
            one.kill()
            one.join()
