"""Long work: off the main thread, answered on it, stopped when asked."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject, QThread

from designer.errors import CancelledError
from widgets.tasks import Task


def test_the_work_runs_elsewhere_and_its_end_comes_home(qtbot, qapp):
    where = []

    def work(progress):
        where.append(threading.current_thread() is threading.main_thread())
        progress(0.5, "half")
        return 42

    task = Task(work)
    told, at_home = [], []
    task.progressed.connect(lambda share, text: told.append((share, text)))
    task.finished.connect(lambda __: at_home.append(QThread.currentThread() is qapp.thread()))
    with qtbot.waitSignal(task.finished) as done:
        task.start()
    assert done.args == [42]
    assert where == [False]
    assert told == [(0.5, "half")]
    assert at_home == [True]
    assert not task.running


def test_a_cancelled_work_stops_at_its_next_step(qtbot):
    begun = threading.Event()

    def work(progress):
        while True:
            progress(0.1)
            begun.set()

    task = Task(work)
    with qtbot.waitSignal(task.failed) as failed:
        task.start()
        begun.wait(5)
        task.cancel()
    assert isinstance(failed.args[0], CancelledError)


def test_a_failure_comes_home_as_it_was(qtbot):
    def work(progress):
        raise ValueError("no such column")

    task = Task(work)
    with qtbot.waitSignal(task.failed) as failed:
        task.start()
    assert str(failed.args[0]) == "no such column"


def test_an_asker_that_is_gone_is_not_told(qtbot, flush):
    gate = threading.Event()
    task = Task(lambda __: gate.wait(5))
    task.start()
    task.deleteLater()
    flush()
    gate.set()
    qtbot.wait(50)


def test_garbage_is_collected_on_the_main_thread_alone(qtbot):
    """A widget in a ring of references must not be destroyed by a worker's allocation."""
    seen = []

    def work(progress):
        seen.append(gc.isenabled())
        return [[] for __ in range(5000)]

    task = Task(work)
    with qtbot.waitSignal(task.finished):
        task.start()
    qtbot.waitUntil(gc.isenabled)
    assert seen == [False]


def test_a_parent_that_python_frees_while_the_work_runs_is_not_told(qtbot):
    gate, told = threading.Event(), []
    parent = QObject()
    task = Task(lambda __: gate.wait(5), parent=parent)
    task.finished.connect(told.append)
    task.start()
    del parent
    gate.set()
    qtbot.waitUntil(gc.isenabled)
    assert told == []


def test_parents_may_come_and_go_by_the_dozen(qtbot, flush):
    """Each parent goes while its work runs, each task is told to go at its end: nothing crashes."""
    for __ in range(30):
        parent = QObject()
        tasks = [Task(lambda __: list(range(200)), parent=parent) for __ in range(10)]
        for task in tasks:
            task.finished.connect(task.deleteLater)
            task.start()
        qtbot.wait(3)
        del parent, tasks, task
        flush()
    qtbot.waitUntil(gc.isenabled)
