"""Bring consumers in from a CSV file: a look at it, which column is what, and what came of it."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from designer.actions.crowds import add_population
from designer.errors import CancelledError
from designer.language import _, plural
from designer.records import Imported
from widgets.inspector.fields.field import said
from widgets.look import access
from widgets.look.buttons import Button
from widgets.look.controls import Elided, Hairline, Text
from widgets.parts.quiet import Combo
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from designer.population.importing import Reading, Rejected, Report
    from widgets.session import Session

ROWS = 6
"""Rows of the file on show."""


def asked_file(parent: QWidget) -> Path | None:
    """The table the user picks."""
    title = _("Import consumers")
    name, __ = QFileDialog.getOpenFileName(
        parent, title, "", f"{_('Tables')} (*.csv *.tsv *.txt *.csv.gz)"
    )
    return Path(name) if name else None


class ImportDialog(QDialog):
    """Reads a file twice: its head to show it, all of it to count what fits."""

    added = Signal(str)

    def __init__(self, session: Session, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._file = session, file
        self._reading: Reading | None = None
        self._task: Task[Reading] | None = None
        self.setWindowTitle(_("Import consumers from “{file}”", file=file.name))
        self.resize(760, 640)
        self.columns: dict[str, Combo] = {}
        self.preview = QTableWidget()
        self.mapping = QGridLayout()
        self.report = Text("", "body")
        self.report.setWordWrap(True)
        self.examples = Text("", "caption")
        self.examples.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setFixedHeight(6)
        self.progress.setTextVisible(False)
        self.use = Button(_("Import"), tone="primary")
        self.use.clicked.connect(self._keep)
        self.cancel = Button(_("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self._lay_out()
        self._open()

    def _lay_out(self) -> None:
        self.preview.setAccessibleName(_("The first rows of the file"))
        for head in (self.preview.horizontalHeader(), self.preview.verticalHeader()):
            head.setAccessibleName(self.preview.accessibleName())
            access.tell_role(head, access.HEADER)
        self.preview.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.preview.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.preview.verticalHeader().hide()
        self.preview.horizontalHeader().setStretchLastSection(True)
        self.preview.setFrameShape(QTableWidget.Shape.NoFrame)
        self.preview.setFixedHeight(214)
        inner = QWidget()
        inner.setLayout(self.mapping)
        self.mapping.setContentsMargins(0, 0, 12, 0)
        self.mapping.setHorizontalSpacing(12)
        self.mapping.setColumnStretch(1, 1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.preview)
        column.addWidget(Text(_("Which column is what"), "caption"))
        column.addWidget(area, 1)
        for widget in (Hairline(), self.progress, self.report, self.examples):
            column.addWidget(widget)
        column.addLayout(foot)

    # ---- looking ----

    def _open(self) -> None:
        """Look at the head first, so that columns can be named even when they do not fit."""
        file = self._file
        self.use.setEnabled(False)
        task = Task(lambda __: head_of(file), parent=self)
        task.finished.connect(self._headed)
        task.failed.connect(self._fail)
        task.start()

    def _headed(self, head: tuple[list[str], list[list[str]]]) -> None:
        header, rows = head
        self._show_rows(header, rows)
        self._show_columns(header)
        self._read(None)

    def _show_rows(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.preview.setColumnCount(len(header))
        self.preview.setRowCount(len(rows))
        self.preview.setHorizontalHeaderLabels(list(header))
        for line, row in enumerate(rows):
            for place, text in enumerate(row[: len(header)]):
                self.preview.setItem(line, place, QTableWidgetItem(text))

    def _show_columns(self, header: Sequence[str]) -> None:
        options = [("", _("Leave out")), ("id", _("Consumer id"))]
        shop = self._session.document.shop
        options += [(a.key, said(a.label)) for a in shop.attributes if a.type != "id"]
        for place, name in enumerate(header):
            combo = Combo()
            combo.setAccessibleName(_("Column “{name}” is", name=name))
            for key, text in options:
                combo.addItem(text, key)
            combo.activated.connect(lambda __: self._read(self.chosen()))
            self.mapping.addWidget(Elided(name, "body"), place, 0)
            self.mapping.addWidget(combo, place, 1)
            self.columns[name] = combo
        self.mapping.setRowStretch(len(header), 1)

    def chosen(self) -> dict[str, str]:
        """Column → attribute, for the columns that are taken."""
        picked = {name: str(combo.currentData()) for name, combo in self.columns.items()}
        return {name: key for name, key in picked.items() if key}

    # ---- reading ----

    def _read(self, mapping: Mapping[str, str] | None) -> None:
        if self._task is not None and self._task.running:
            self._task.cancel()
        shop, file = self._session.document.shop, self._file

        def work(progress: Progress) -> Reading:
            from designer.population.importing import read_csv

            progress(0.0)
            return read_csv(file, shop=shop, mapping=mapping)

        self._reading = None
        self.use.setEnabled(False)
        self.progress.show()
        task = Task(work, parent=self)
        self._task = task
        task.finished.connect(lambda reading: self._done(task, reading))
        task.failed.connect(lambda problem: self._failed(task, problem))
        task.start()

    def _done(self, task: Task[Reading], reading: Reading) -> None:
        if task is not self._task:
            return
        self._reading = reading
        self.progress.hide()
        for name, combo in self.columns.items():
            combo.show_data(reading.report.columns.get(name, ""))
        self.report.setForegroundRole(self.foregroundRole())
        self.report.setText(told(reading.report))
        self.examples.setText(told_examples(reading.report))
        self.use.setEnabled(len(reading.table) > 0)

    def _failed(self, task: Task[Reading], problem: Exception) -> None:
        if task is self._task and not isinstance(problem, CancelledError):
            self._fail(problem)

    def _fail(self, problem: Exception) -> None:
        self.progress.hide()
        self.report.setText(str(problem))
        self.examples.setText("")
        self.use.setEnabled(False)

    # ---- keeping ----

    def _keep(self) -> None:
        reading, session = self._reading, self._session
        if reading is None:
            return

        def keep() -> str:
            from designer.population.writing import to_parquet_bytes

            sha256 = session.project.assets.add(to_parquet_bytes(reading.table))
            source = Imported(sha256=sha256, file=self._file.name, rows=len(reading.table))
            return add_population(session.document, name=self._file.stem, source=source)

        made = session.attempt(keep)
        if made is not None:
            self.accept()
            self.added.emit(made)

    def reject(self) -> None:
        if self._task is not None:
            self._task.cancel()
        super().reject()


def head_of(file: Path) -> tuple[list[str], list[list[str]]]:
    """The column names and first rows of a table; raises UnreadableError."""
    from designer.population.encoding import opened

    with opened(file) as text, text.path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream, delimiter=text.delimiter)
        found = [row for row, __ in zip(rows, range(ROWS + 1), strict=False)]
    return (found[0], found[1:]) if found else ([], [])


def told(report: Report) -> str:
    """What became of the rows, in one line."""
    parts = [
        plural("{rows} consumer", "{rows} consumers", count=report.rows, rows=f"{report.rows:,}"),
        report.encoding.upper(),
    ]
    if report.rejected:
        parts.append(_("{count} rows left out", count=f"{report.rejected:,}"))
    if report.duplicates:
        parts.append(_("{count} repeated ids left out", count=f"{report.duplicates:,}"))
    return " · ".join(parts)


def told_examples(report: Report) -> str:
    """Some of the rows that were left out, with the text in the way."""
    lines = [
        _("Row {row}: “{text}” does not fit {column}", **_fields(one))
        for one in report.examples[:4]
    ]
    return "\n".join(lines)


def _fields(one: Rejected) -> dict[str, object]:
    return {"row": f"{one.row:,}", "text": one.text, "column": one.column}
