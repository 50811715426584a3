"""A PDF read by two processes: the pages and notices that one alone reads, whatever becomes of the other."""

import os
import signal
import subprocess
import sys
import threading
import time
from multiprocessing import get_context
from pathlib import Path

import pytest

from ingest.read import ahead, pdf

ROOT = Path(__file__).parents[3]
PDFS = (ROOT / "tests" / "data" / "same_notice.pdf", *sorted((ROOT / "corpus" / "pdf").glob("*.pdf")))
SENTENCE = "荻浦市水务局要按照本方案制定年度计划，明确节水目标和工作任务，到2027年全市用水量下降12%左右。"
MANY, FREE = 12, ahead._free

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


@pytest.fixture(autouse=True)
def copied(monkeypatch):
    """Have each file read by two processes, whatever this one is and however few its pages are."""
    monkeypatch.setattr(ahead, "_free", lambda: True)
    monkeypatch.setattr(ahead, "_ENOUGH", 1)


@pytest.fixture
def own(monkeypatch):
    """The pages of a PDF that this process reads, which waits until the other has come to the first."""
    read, told, numbers = pdf._page, ahead._Copy.told, []

    def counted(file, scanner, number):
        numbers.append(number)
        return read(file, scanner, number)

    def patient(copy, number):
        while copy._reached != 1 and copy._hear(30.0):
            """It goes on."""
        return told(copy, number)

    monkeypatch.setattr(pdf, "_page", counted)
    monkeypatch.setattr(ahead._Copy, "told", patient)
    return numbers


def alone(monkeypatch, data):
    with monkeypatch.context() as here:
        here.setattr(ahead, "_free", lambda: False)
        return pdf.read("a.pdf", data)


def pid_of(number):
    return number, os.getpid()


def gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def asked_for(told, until):
    """Wait until the other process has come down to page `until`, then ask for all."""
    while told.__self__._reached != until and told.__self__._hear(30.0):
        """It goes on."""
    return [told(number) for number in range(1, MANY + 1)]


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_two_processes_read_what_one_does(own, path, monkeypatch):
    both = pdf.read("a.pdf", path.read_bytes())
    assert own == []
    assert both == alone(monkeypatch, path.read_bytes())


def test_what_is_no_plain_text_is_left_to_the_first_process(own, press, monkeypatch):
    for at in range(6):
        page = press.page(foot=f"— {at + 1} —" if at != 4 else "")
        if at == 1:
            page.draw_rect((50, 50, 350, 500))
        elif at != 4:
            press.lines(page, press.wrap(SENTENCE))
    press.file.xref_set_key(press.file.page_xref(3), "Type", "null")
    pages, notices = pdf.read("a.pdf", press.bytes())
    assert own == [4, 5]
    assert [(notice.code, notice.page) for notice in notices] == [("page-damaged", 4), ("page-without-text", 5)]
    assert (pages, notices) == alone(monkeypatch, press.bytes())


def test_scans_among_the_pages_are_recognised_by_the_first_process(own, press):
    press.lines(press.page(), press.wrap(SENTENCE))
    press.page().insert_image((0, 0, 400, 560), stream=press.file[0].get_pixmap(dpi=150).tobytes("png"))
    press.lines(press.page(), press.wrap(SENTENCE))
    pages, notices = pdf.read("a.pdf", press.bytes())
    assert own == [2]
    assert [(notice.code, notice.page) for notice in notices] == [("recognised", 2)]
    assert len({tuple(line.text for line in page.lines) for page in pages}) == 1


def test_hundreds_of_pages_are_read_by_both(press, monkeypatch):
    for at in range(230):  # more than are read before the file is opened anew
        press.lines(press.page(foot=f"— {at + 1} —"), press.wrap(SENTENCE))
    assert pdf.read("a.pdf", press.bytes()) == alone(monkeypatch, press.bytes())


def test_every_page_of_the_other_process_is_told():
    with ahead.ahead(MANY, pid_of) as told:
        found = asked_for(told, 1)
    assert [number for number, _ in found] == list(range(1, MANY + 1))
    assert {pid for _, pid in found}.isdisjoint({os.getpid()}) and all(gone(pid) for _, pid in found)


def test_a_page_too_large_to_be_told_is_left():
    with ahead.ahead(MANY, lambda number: "节" * number * 10_000) as told:
        found = asked_for(told, 1)
    assert [len(text) // 10_000 for text in found if text] == [1, 2, 3, 4]
    assert found[4:] == [None] * 8


@pytest.mark.parametrize("end", [lambda: os._exit(3), lambda: os.kill(os.getpid(), signal.SIGKILL)])
def test_a_process_that_dies_leaves_the_rest(end):
    with ahead.ahead(MANY, lambda number: end() if number == 7 else number) as told:
        assert asked_for(told, 8) == [None] * 7 + [8, 9, 10, 11, 12]


def test_a_process_that_hangs_leaves_the_rest(monkeypatch):
    monkeypatch.setattr(ahead, "_PATIENCE", 0.05)
    with ahead.ahead(MANY, lambda number: time.sleep(600) if number == 7 else pid_of(number)) as told:
        found = asked_for(told, 8)
    assert found[:7] == [None] * 7 and [number for number, _ in found[7:]] == [8, 9, 10, 11, 12]
    assert gone(found[-1][1])


def test_a_page_that_fails_is_left():
    with ahead.ahead(MANY, {4: "四", 6: "六"}.__getitem__) as told:
        assert asked_for(told, 1)[3:6] == ["四", None, "六"]


def test_an_error_ends_the_other_process():
    with pytest.raises(KeyError), ahead.ahead(MANY, pid_of) as told:
        found = asked_for(told, 1)
        raise KeyError
    assert gone(found[0][1])


def test_the_other_process_ends_with_a_first_one_that_is_killed():
    script = f"""
import os, signal, sys, time
from ingest.read import ahead
ahead._free = lambda: True
with ahead.ahead({MANY}, lambda number: time.sleep(600) if number == 7 else number) as told:
    while told.__self__._reached != 8:
        told(1)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    command = [sys.executable, "-c", script]
    killed = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, timeout=60)  # until no process holds the pipe
    assert killed.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("threads", "running", "processors", "free"),
    [(1, 1, {0, 1}, True), (2, 1, {0, 1}, False), (1, 2, {0, 1}, False), (1, 1, {0}, False)],
)
def test_another_process_needs_an_idle_processor_and_no_threads(threads, running, processors, free, monkeypatch):
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    monkeypatch.setattr(ahead, "_running", lambda: running)
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: processors)
    assert FREE() is free


def test_a_worker_too_has_a_copy_where_a_processor_is_idle(monkeypatch):
    monkeypatch.setattr(ahead, "_running", lambda: 0)
    worker = get_context("fork").Process(target=lambda: os._exit(FREE()))
    worker.start()
    worker.join()
    assert worker.exitcode == 1


def test_this_thread_is_among_those_that_run():
    assert ahead._running() >= 1


def test_a_system_without_room_for_another_process(monkeypatch):
    def full():
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", full)
    with ahead.ahead(MANY, pid_of) as told:
        assert [told(number) for number in range(1, MANY + 1)] == [None] * MANY
