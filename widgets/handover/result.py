"""A package that was made: where it is, its files, its fingerprint, and what a check says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from designer.language import _, plural
from widgets.experiments.parts import Note, Sign
from widgets.handover.packing import Package
from widgets.look.buttons import Button, IconButton
from widgets.look.controls import Card, Elided, Text
from widgets.parts.records import weight
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from designer.export.manifest import FileEntry
    from designer.export.verify import Report

SHOWN = 40
"""Findings of a check that are listed; a broken package has many of a kind."""


class ResultCard(Card):
    """One package of this session."""

    checked = Signal()

    def __init__(self, package: Package, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=14)
        self.package = package
        self._task: Task[Report] | None = None
        self.title = Elided(package.path.name, "strong")
        self.where = Elided(str(package.path.parent), "caption")
        self.when = Text(f"{package.made:%H:%M:%S}", "small")
        self.digest = Elided(package.digest, "caption")
        self.digest.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.copy = IconButton("copy", _("Copy the SHA-256 of the manifest"), size=24)
        self.copy.clicked.connect(self._copy)
        self.open = Button(_("Open folder"), icon="folder-open", height=30)
        self.open.clicked.connect(self.open_folder)
        self.view = Button(_("Open the page"), icon="external-link", height=30)
        self.view.setToolTip(_("Open the home page of the package in the browser"))
        self.view.clicked.connect(self.open_page)
        if package.index is None:
            self.view.hide()
        self.check = Button(_("Verify"), icon="badge-check", height=30)
        self.check.setToolTip(_("Check every byte and every decision of the package"))
        self.check.clicked.connect(self.verify)
        self.files = Button(_("Files"), icon="list", height=30)
        self.files.setCheckable(True)
        self.files.clicked.connect(self._show_files)
        self.list: FileList | None = None
        self.verdict = QVBoxLayout()
        self.verdict.setSpacing(6)
        self.notes: list[Note] = []
        self._lay_out()

    # ---- deeds ----

    def open_folder(self) -> None:
        """Show the package where it is, in the system's file manager."""
        package = self.package.path
        folder = package if package.is_dir() else package.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def open_page(self) -> None:
        """Open the first page in the system's browser."""
        if self.package.index is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.package.index)))

    def verify(self) -> None:
        """Check the package as it lies on disk, in the background."""
        if self._task is not None:
            return
        self.check.setEnabled(False)
        self._say([Note(_("Checking…"), icon="clock", tone="muted")])
        path = self.package.path

        def work(_progress: Progress) -> Report:
            from designer.export.verify import verify

            return verify(path)

        self._task = Task(work, parent=self)
        self._task.finished.connect(self._checked)
        self._task.failed.connect(self._failed)
        self._task.start()

    # ---- inside ----

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Sign("circle-check", "good"))
        head.addWidget(self.title, 1)
        head.addWidget(self.when)
        manifest = self.package.manifest
        count = plural("{count} file", "{count} files", count=len(manifest.files))
        facts = QHBoxLayout()
        facts.setSpacing(6)
        facts.addWidget(Text(f"{count} · {weight(self.package.size)} · SHA-256", "caption"))
        facts.addWidget(self.digest, 1)
        facts.addWidget(self.copy)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        for button in (self.open, self.view, self.check, self.files):
            deeds.addWidget(button)
        deeds.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self.where)
        self.body.addLayout(facts)
        self.body.addSpacing(2)
        self.body.addLayout(deeds)
        self.body.addLayout(self.verdict)
        self.setAccessibleName(self.package.path.name)
        if manifest.missing:
            lost = plural("{count} picture was lost before and is left out",
                          "{count} pictures were lost before and are left out",
                          count=len(manifest.missing))  # fmt: skip
            self.body.addWidget(Note(lost))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.package.digest)

    def _show_files(self) -> None:
        if self.list is None:
            self.list = FileList(self.package.manifest.files)
            self.body.addWidget(self.list)
        self.list.setVisible(self.files.isChecked())

    def _checked(self, report: Report) -> None:
        self.package.report = report
        if report.sound:
            text = _("Sound: {files} files as exported, {pages} pages, {slots} slots can be "
                     "decided, nothing from outside.",
                     files=report.files, pages=report.pages, slots=report.slots)  # fmt: skip
            self._say([Note(text, icon="badge-check", tone="good"), *_findings(report)])
        else:
            text = plural("{count} thing is wrong with the package.",
                          "{count} things are wrong with the package.",
                          count=len(report.findings))  # fmt: skip
            self._say([Note(text, icon="circle-x", tone="danger"), *_findings(report)])
        self._end()

    def _failed(self, problem: Exception) -> None:
        self._say([Note(str(problem), icon="circle-x", tone="danger")])
        self._end()

    def _end(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
        self._task = None
        self.check.setEnabled(True)
        self.checked.emit()

    def _say(self, notes: list[Note]) -> None:
        for note in self.notes:
            self.verdict.removeWidget(note)
            note.hide()
            note.deleteLater()
        self.notes = notes
        for note in notes:
            self.verdict.addWidget(note)


class FileList(QTreeWidget):
    """The files of a package with size and the start of each SHA-256."""

    def __init__(self, files: Mapping[str, FileEntry]) -> None:
        super().__init__()
        self.setAccessibleName(_("Files of the package"))
        self.setHeaderLabels([_("File"), _("Size"), "SHA-256"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFixedHeight(260)
        for name, file in files.items():
            item = QTreeWidgetItem([name, weight(file.size), file.sha256[:12]])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(0, name)
            item.setToolTip(2, file.sha256)
            self.addTopLevelItem(item)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 84), (2, 124)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)


def _findings(report: Report) -> list[Note]:
    notes = []
    for one in report.findings[:SHOWN]:
        wrong = one.severity == "error"
        text = f"{one.file}: {one.message} {one.mend}".strip()
        icon, tone = ("circle-alert", "danger") if wrong else ("triangle-alert", "warn")
        notes.append(Note(text, icon=icon, tone=tone))
    return notes
