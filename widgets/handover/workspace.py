"""The hand-over workspace: what goes in, making and checking the package, what is worth mending."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from designer.errors import CancelledError, DesignerError
from designer.language import _, plural
from designer.records import Module
from widgets.design.advice_sheet import show_record
from widgets.experiments.parts import Note
from widgets.handover.contents import ContentsPanel
from widgets.handover.findings import FindingsPanel
from widgets.handover.form import ExportForm
from widgets.handover.packing import Order, Package, packed
from widgets.handover.previews import Previews
from widgets.handover.result import ResultCard
from widgets.handover.survey import Survey
from widgets.look import tokens
from widgets.look.controls import Hairline, Section, Text
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from designer.lint.finding import Finding
    from widgets.session import Session

LEFT, RIGHT, READABLE = 300, 320, 720


class HandoverWorkspace(QWidget):
    """From the project to a package that can be uploaded, with nothing half done."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.survey = Survey(session, self)
        self._task: Task[Package] | None = None
        self.results: list[ResultCard] = []
        self.setAutoFillBackground(True)
        self.contents = ContentsPanel()
        self.findings = FindingsPanel(session)
        self.previews = Previews(session)
        self.form = ExportForm(session)
        self.grave = Note(tone="danger", icon="circle-alert")
        self.done = Section(_("Exported in this session"))
        self.done.hide()
        self._lay_out()
        self._listen()

    # ---- arranging ----

    def _lay_out(self) -> None:
        centre = QWidget()
        centre.setMaximumWidth(READABLE)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        told = _("One folder or zip with every page, picture and decision. It opens from disk, "
                 "personalises itself and asks nobody for anything.")  # fmt: skip
        about = Text(told, "caption")
        about.setWordWrap(True)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(Text(_("Hand over the page package"), "heading"))
        head.addWidget(about)
        column.addLayout(head)
        column.addWidget(self.form)
        column.addWidget(self.grave)
        column.addWidget(self.done)
        column.addWidget(self.previews)
        column.addStretch(1)
        left, right = _scrolled(_padded(self.contents)), _scrolled(_padded(self.findings))
        left.setFixedWidth(LEFT)
        right.setFixedWidth(RIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(_scrolled(_centred(centre)), 1)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(right)

    def _listen(self) -> None:
        session = self.session
        self.form.asked.connect(self.export)
        self.form.stopped.connect(self.cancel)
        self.form.timed.connect(self._look)
        self.findings.wanted.connect(self.go)
        self.survey.updated.connect(self.refresh)
        session.changed.connect(lambda __: self._look())
        session.selected.connect(lambda __: self._look())

    # ---- when ----

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()
        if self._task is None:
            self.form.export.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._task is not None:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        """Keep up with the document while somebody looks; later otherwise."""
        if self.isVisible():
            self.form.refresh()
            self.survey.look(at=self.form.at())
            self.previews.refresh()
            self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        seen = self.survey.seen
        manifest = seen.manifest if seen else None
        self.contents.show_contents(self.session.document, manifest, self.survey.problem)
        self.findings.show_findings(seen.findings if seen else None)
        errors = sum(one.severity == "error" for one in seen.findings) if seen else 0
        self.grave.say(plural(
            "{count} thing at the right must be mended before this goes to a customer.",
            "{count} things at the right must be mended before this goes to customers.",
            count=errors) if errors else "")  # fmt: skip

    # ---- deeds ----

    def export(self, target: Path) -> None:
        """Write the package in the background, from a copy of the project as it is now."""
        if self._task is not None:
            return
        order = Order.of(self.session, at=self.form.at())

        def work(progress: Progress) -> Package:
            return packed(order, target, progress)

        self._task = Task(work, parent=self)
        self._task.progressed.connect(self.form.show_progress)
        self._task.finished.connect(self._finished)
        self._task.failed.connect(self._failed)
        self.form.show_running()
        self._task.start()

    def cancel(self) -> None:
        """Stop the export that is under way."""
        if self._task is not None:
            self._task.cancel()

    def go(self, finding: Finding) -> None:
        """Go to the place of a finding, and to the setting that it speaks of."""
        session = self.session
        show_record(session, finding.record, variant=finding.variant)
        is_module = isinstance(session.document.find(finding.record), Module)
        if finding.setting and is_module:
            session.wanted.emit(finding.variant or session.variant() or "", finding.setting)

    # ---- inside ----

    def _finished(self, package: Package) -> None:
        self._end()
        self.form.show_idle()
        card = ResultCard(package)
        self.results.insert(0, card)
        self.done.body.insertWidget(0, card)
        self.done.show()
        self.session.said.emit(_("Exported to {path}", path=package.path), "done")
        card.check.setFocus()

    def _failed(self, problem: Exception) -> None:
        self._end()
        if isinstance(problem, CancelledError):
            self.form.show_idle()
            self.session.said.emit(_("The export was stopped; nothing was left behind."), "said")
        else:
            told = str(problem) if isinstance(problem, DesignerError) else repr(problem)
            self.form.show_idle(told)
        self.form.export.setFocus()

    def _end(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
        self._task = None


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _padded(widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(tokens.PAD + 4, 20, tokens.PAD + 4, 20)
    column.addWidget(widget)
    return holder


class _Wished(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(READABLE, super().sizeHint().height())


def _centred(page: QWidget) -> QWidget:
    holder = _Wished()
    row = QHBoxLayout(holder)
    row.setContentsMargins(28, 20, 28, 24)
    row.addStretch(1)
    row.addWidget(page, 100)
    row.addStretch(1)
    return holder
