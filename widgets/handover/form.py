"""The form of an export: as what, where to, which instant; then its progress, in the same place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from designer.language import _
from widgets.calendar.dates import spoken
from widgets.experiments.parts import Note
from widgets.handover.packing import first_target, problem_with, suffixed
from widgets.look.buttons import Button, SegmentedControl, with_shortcut
from widgets.look.controls import Card, Elided, Row, ShareBar
from widgets.parts.line import Line

if TYPE_CHECKING:
    from widgets.session import Session

LABEL = 88


class ExportForm(Card):
    """Asks what an export needs; while one runs it shows how far it is."""

    asked = Signal(Path)
    """Export to this place."""
    stopped = Signal()
    timed = Signal()
    """Another instant was chosen for the plain pages."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=16)
        self._session = session
        self.form = SegmentedControl([("zip", _("Zip file")), ("folder", _("Folder"))])
        self.form.setAccessibleName(_("Form of the package"))
        self.form.chosen.connect(self._other_form)
        self.path = Line()
        self.path.setAccessibleName(_("Where to"))
        self.path.textChanged.connect(lambda __: self._judge())
        self.path.returnPressed.connect(self.ask)
        self.browse = Button(_("Choose…"), height=30)
        self.browse.clicked.connect(self.choose)
        self.time = SegmentedControl([("view", ""), ("start", _("Start of the campaign"))])
        self.time.setAccessibleName(_("Instant of the plain pages"))
        self.time.setToolTip(
            _("The pages of personas are shown as of this instant; the package itself always "
              "decides by the visitor's own clock")
        )  # fmt: skip
        self.time.chosen.connect(lambda __: self.timed.emit())
        self.note = Note(tone="muted", icon="info")
        self.wrong = Note(tone="danger", icon="circle-alert")
        self.export = Button(_("Export package"), tone="primary", icon="package", height=36)
        self.export.setToolTip(with_shortcut(_("Write the package"), "Return"))
        self.export.clicked.connect(self.ask)
        self.bar = ShareBar(height=6)
        self.bar.setAccessibleName(_("Progress of the export"))
        self.step = Elided("", "caption")
        self.cancel = Button(_("Cancel"), height=30)
        self.cancel.setToolTip(with_shortcut(_("Stop; nothing is left behind"), "Esc"))
        self.cancel.clicked.connect(self.stopped)
        self._lay_out()
        self._show_path(first_target(session.document.shop.name))
        self.refresh()
        self.show_idle()

    # ---- what it says ----

    def refresh(self) -> None:
        """Say the instant in view as it is now."""
        self.time.set_text("view", spoken(self._session.focus.instant))

    def target(self) -> Path:
        """Where the package goes."""
        return Path(self.path.text().strip()).expanduser()

    def at(self) -> datetime | None:
        """The instant of the plain pages; None for the campaign's start."""
        return self._session.focus.instant if self.time.choice() == "view" else None

    def show_idle(self, problem: str = "") -> None:
        """Offer the form; say why the last try came to nothing."""
        self.running.hide()
        self.foot.show()
        for part in (self.form, self.path, self.browse, self.time):
            part.setEnabled(True)
        self.wrong.say(problem)
        self._judge(keep=bool(problem))

    def show_running(self) -> None:
        """Show progress instead of the deed."""
        self.foot.hide()
        self.running.show()
        for part in (self.form, self.path, self.browse, self.time):
            part.setEnabled(False)
        self.wrong.say("")
        self.show_progress(0.0, _("Reading the project"))
        self.cancel.setFocus()

    def show_progress(self, share: float, text: str) -> None:
        """How far it is, and what is being made."""
        self.bar.set_parts([(share, "accent")])
        self.bar.setAccessibleDescription(f"{share:.0%}")
        self.step.setText(text)

    # ---- deeds ----

    def ask(self) -> None:
        """Ask for the export, if the place can take it."""
        problem = problem_with(self.path.text())
        if problem:
            self.wrong.say(problem)
        elif not self.foot.isHidden():
            self.asked.emit(self.target())

    def choose(self) -> None:
        """Choose the place in the system's dialog."""
        if self.form.choice() == "zip":
            chosen, __ = QFileDialog.getSaveFileName(
                self, _("Export package"), self.path.text(), "Zip (*.zip)"
            )
        else:
            chosen = QFileDialog.getExistingDirectory(
                self, _("An empty folder for the package"), str(self.target().parent)
            )
        if chosen:
            self._show_path(suffixed(Path(chosen), form=self.form.choice()))

    # ---- inside ----

    def _lay_out(self) -> None:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        self.add(Row(_("Form"), _left(self.form), label_width=LABEL))
        self.add(Row(_("Where to"), place, label_width=LABEL))
        self.add(Row(_("Plain pages of"), _left(self.time), label_width=LABEL))
        self.add(self.note)
        self.add(self.wrong)
        self.body.addSpacing(4)
        self.foot = _left(self.export)
        self.add(self.foot)
        self.running = QWidget()
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.step, 1)
        below.addWidget(self.cancel)
        column = QVBoxLayout(self.running)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.bar)
        column.addLayout(below)
        self.add(self.running)

    def _other_form(self, form: str) -> None:
        self._show_path(suffixed(self.target(), form=form))

    def _show_path(self, target: Path) -> None:
        """Show a place, its end in view: the name tells more than the disk."""
        self.path.show_text(str(target))
        self.path.end(False)

    def _judge(self, *, keep: bool = False) -> None:
        """Say beforehand what stands at the place already."""
        target = self.target()
        if not keep:
            self.wrong.say("")
        there = bool(self.path.text().strip()) and target.is_absolute() and _stands(target)
        self.note.say(
            _("What stands at this place is an older package or file; it is replaced.")
            if there else ""
        )  # fmt: skip
        wanted = "zip" if target.suffix.lower() == ".zip" else "folder"
        if self.path.text().strip():
            self.form.choose(wanted)


def _stands(target: Path) -> bool:
    """Whether a zip or a package is there already; an empty folder is nothing."""
    try:
        return target.is_file() or (target / "manifest.json").is_file()
    except OSError:
        return False


def _left(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return holder
