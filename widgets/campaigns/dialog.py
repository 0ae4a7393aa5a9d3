"""The window of campaigns: at the left all of them, at the right the phases of the chosen one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, get_args, get_type_hints

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from designer.actions import campaigns as verbs
from designer.actions.modules import rename
from designer.document.diff import Diff
from designer.language import _
from designer.records import Campaign, Phase, new_id
from widgets.calendar.dates import phase_type
from widgets.inspector.fields.moment import MomentEdit
from widgets.look.controls import Button, EmptyState, Hairline, IconButton, Text
from widgets.parts.line import Line
from widgets.parts.name_line import NameLine
from widgets.parts.quiet import Combo

if TYPE_CHECKING:
    from widgets.session import Session

TYPES: Final = get_args(get_type_hints(Phase)["type"])
LASTS: Final = timedelta(days=3)


class CampaignDialog(QDialog):
    """Every change is made at once and can be undone like any other."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Campaigns"))
        self.resize(880, 520)
        self._session = session
        self.rows: dict[str, PhaseRow] = {}
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(_("Campaigns"))
        self.list.setFixedWidth(220)
        self.list.currentItemChanged.connect(self._chosen)
        self.add = Button(_("New campaign"), icon="plus", tone="quiet")
        self.add.clicked.connect(self._add)
        self.name = NameLine()
        self.name.setAccessibleName(_("Name"))
        self.name.named.connect(self._rename)
        self.remove = IconButton("trash-2", _("Delete campaign"))
        self.remove.clicked.connect(self._remove)
        self.more = Button(_("New phase"), icon="plus", tone="quiet")
        self.more.clicked.connect(self._add_phase)
        self.none = EmptyState(
            "megaphone", _("No campaign yet"),
            _("A campaign has phases, such as warm-up and peak, that audience rules can follow."),
        )  # fmt: skip
        self._page = QWidget()
        self._phases = QVBoxLayout()
        self._lay_out()
        session.changed.connect(self._changed)
        self._fill(None)

    def campaign(self) -> Campaign | None:
        """The chosen campaign."""
        found = self._session.document.find(self._key())
        return found if isinstance(found, Campaign) else None

    # ---- inside ----

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(8, 12, 8, 12)
        left.addWidget(self.list, 1)
        left.addWidget(self.add)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.remove)
        right = QVBoxLayout(self._page)
        right.setContentsMargins(20, 14, 16, 14)
        right.setSpacing(10)
        right.addLayout(head)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        self._phases.setSpacing(8)
        column.addLayout(self._phases)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        right.addWidget(area, 1)
        hint = Text(_("A rule that follows a phase follows its dates."), "caption")
        right.addWidget(hint)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left)
        whole.addWidget(Hairline(Qt.Orientation.Vertical))
        whole.addWidget(self._page, 1)
        whole.addWidget(self.none, 1)

    def _fill(self, chosen: str | None) -> None:
        """List every campaign and choose one, the first when it is not there."""
        self.list.blockSignals(True)
        self.list.clear()
        for campaign in self._session.document.all(Campaign):
            item = QListWidgetItem(campaign.name)
            item.setData(Qt.ItemDataRole.UserRole, campaign.id)
            self.list.addItem(item)
            if campaign.id == chosen:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._chosen()

    def _chosen(self, *_items: object) -> None:
        campaign = self.campaign()
        self._page.setVisible(campaign is not None)
        self.none.setVisible(campaign is None)
        if campaign is None:
            return
        self.name.show_name(campaign.name)
        if tuple(self.rows) != tuple(phase.id for phase in campaign.phases):
            self._show_rows(campaign)
        for phase in campaign.phases:
            self.rows[phase.id].show_phase(phase)

    def _show_rows(self, campaign: Campaign) -> None:
        for row in self.rows.values():
            self._phases.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for phase in campaign.phases:
            row = PhaseRow(self._session, campaign.id, phase)
            self.rows[phase.id] = row
            self._phases.addWidget(row)

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Campaign):
            kept = self._key()
            fresh = next(iter(diff.ids(Campaign) - self._listed()), None)
            self._fill(fresh or kept)

    def _key(self) -> str | None:
        if self.list.currentRow() < 0:
            return None
        return str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _listed(self) -> frozenset[str]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return frozenset(str(item.data(Qt.ItemDataRole.UserRole)) for item in items)

    def _add(self) -> None:
        session = self._session
        session.attempt(lambda: verbs.add_campaign(session.document, name=_("New campaign")))

    def _rename(self, name: str) -> None:
        session, campaign = self._session, self.campaign()
        if campaign is not None:
            session.attempt(lambda: rename(session.document, id=campaign.id, name=name))

    def _remove(self) -> None:
        session, campaign = self._session, self.campaign()
        if campaign is not None:
            session.attempt(lambda: verbs.remove_campaign(session.document, campaign=campaign.id))

    def _add_phase(self) -> None:
        """A phase of three days after the last one."""
        session, campaign = self._session, self.campaign()
        if campaign is None:
            return
        ends = [phase.end for phase in campaign.phases]
        noon = session.focus.instant.replace(hour=0, minute=0, second=0, microsecond=0)
        start = max(ends) if ends else noon
        name = _("Phase {number}", number=len(campaign.phases) + 1)
        made = Phase(id=new_id("pha"), name=name, type="warmup", start=start, end=start + LASTS)
        session.attempt(lambda: verbs.set_phase(session.document, campaign=campaign.id, phase=made))


class PhaseRow(QWidget):
    """One phase: name, type, from, to."""

    def __init__(self, session: Session, campaign: str, phase: Phase) -> None:
        super().__init__()
        self._session, self._campaign, self._phase = session, campaign, phase
        self.name = Line(placeholder=_("Name"))
        self.name.setAccessibleName(_("Name"))
        self.type = Combo()
        self.type.setAccessibleName(_("Type of phase"))
        for key in TYPES:
            self.type.addItem(phase_type(msgspec.structs.replace(phase, type=key)), key)
        self.start = MomentEdit(session, name=_("From"))
        self.end = MomentEdit(session, name=_("To"))
        for edit in (self.start, self.end):
            edit.made.connect(self._make)
        self.away = IconButton("trash-2", _("Delete phase"), size=28)
        self.name.editingFinished.connect(self._make)
        self.type.activated.connect(self._make)
        self.away.clicked.connect(self._remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name, 3)
        row.addWidget(self.type, 2)
        row.addWidget(self.start, 4)
        row.addWidget(Text("–", "caption"))
        row.addWidget(self.end, 4)
        row.addWidget(self.away)
        self.show_phase(phase)

    def show_phase(self, phase: Phase) -> None:
        """Show the phase as it is."""
        self._phase = phase
        self.name.show_text(phase.name)
        self.type.show_data(phase.type)
        self.start.show_moment(phase.start)
        self.end.show_moment(phase.end)
        for edit in (self.start, self.end):
            edit.clear.hide()  # a phase has both its ends

    def _make(self, _what: object = None) -> None:
        start, end = self.start.moment(), self.end.moment()
        if start is None or end is None:
            return
        made = msgspec.structs.replace(
            self._phase, name=self.name.text().strip() or self._phase.name,
            type=self.type.currentData(), start=start, end=end,
        )  # fmt: skip
        if made == self._phase:
            return
        session = self._session
        done = session.attempt(
            lambda: verbs.set_phase(session.document, campaign=self._campaign, phase=made)
        )
        if done is None:
            self.show_phase(self._phase)

    def _remove(self) -> None:
        session = self._session
        session.attempt(
            lambda: verbs.remove_phase(
                session.document, campaign=self._campaign, phase=self._phase.id
            )
        )
