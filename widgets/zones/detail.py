"""The form of the zones in hand: name, what a tap does, place in pixels, and what is wrong."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from designer.kinds.geometry.box import Box
from designer.kinds.settings.hot_zones import Zone
from designer.language import _, plural
from designer.lint.zones import on_phone
from widgets.inspector.fields.link import LinkEdit
from widgets.look.controls import Text
from widgets.parts.line import Line
from widgets.parts.quiet import Spin
from widgets.zones.deeds import MENDS
from widgets.zones.problems import Problems
from widgets.zones.subject import Subject, as_link

SIDES = (("x", "X"), ("y", "Y"), ("w", "W"), ("h", "H"))
NOWHERE = {"action": "none", "target": ""}


class ZoneDetail(QWidget):
    """One zone, or what several have in common."""

    def __init__(self, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.subject = subject
        self.title = Text("", "strong")
        self.label = Line(placeholder=_("What a screen reader says"))
        self.label.setAccessibleName(_("Name of the zone"))
        self.label.edited.connect(subject.name)
        self.link = LinkEdit(subject.session, name=_("The zone leads to"))
        self.link.made.connect(subject.lead)
        self.sides = {side: self._spin(side, letter) for side, letter in SIDES}
        self.measure = Text("", "small")
        self.measure.setWordWrap(True)
        self.problems = Problems()
        self.problems.mended.connect(self._mend)
        for sealed in (self.label.sealed, self.link.address.sealed):
            sealed.connect(self._seal)
        self._lay_out()
        subject.changed.connect(self.refresh)
        subject.chosen.connect(self.refresh)
        self.refresh()

    def _spin(self, side: str, letter: str) -> Spin:
        spin = Spin(low=1 if side in "wh" else 0, high=20_000)
        spin.setPrefix(f"{letter}  ")
        spin.setAccessibleName(_("{side} in pixels of the picture", side=letter))
        spin.setKeyboardTracking(False)
        spin.valueChanged.connect(lambda __: self._typed(side))
        return spin

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, side in enumerate(self.sides):
            grid.addWidget(self.sides[side], place // 2, place % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(8)
        for widget in (self.title, self.label, self.link):
            column.addWidget(widget)
        column.addLayout(grid)
        column.addWidget(self.measure)
        column.addWidget(self.problems)

    def refresh(self) -> None:
        """Show the zones in hand as they are now."""
        chosen = self.subject.chosen_zones()
        self.setVisible(bool(chosen))
        if not chosen:
            return
        single, free = len(chosen) == 1, not self.subject.read_only
        self.label.setVisible(single)
        self.setEnabled(True)
        for widget in (self.label, self.link):
            widget.setEnabled(free)
        for side, spin in self.sides.items():
            spin.setVisible(single)
            spin.setEnabled(free and not chosen[0].locked)
            if single:
                spin.show_number(getattr(self.subject.picture.box(chosen[0]), side))
        links = [as_link(zone) for zone in chosen]
        self.link.show_link(links[0] if all(link == links[0] for link in links) else NOWHERE)
        if single:
            self._show_one(chosen[0], mendable=free and not chosen[0].locked)
        else:
            self._show_many(len(chosen), same=all(link == links[0] for link in links))

    def _show_one(self, zone: Zone, *, mendable: bool) -> None:
        self.title.setText(_("Zone {number}", number=self.subject.number(zone.id)))
        self.label.show_text(zone.label)
        picture = self.subject.picture
        wide, high = on_phone(zone, size=picture.size, shown=picture.shown)
        said = _("{wide} × {high} pt on the phone", wide=f"{wide:.1f}", high=f"{high:.1f}")
        self.measure.setText(said)
        found = self.subject.problems().get(zone.id, ())
        self.problems.show_problems(found, mendable=mendable)

    def _show_many(self, count: int, *, same: bool) -> None:
        self.title.setText(plural("{count} zone selected", "{count} zones selected", count=count))
        hint = _("What you choose here holds for all of them.")
        self.measure.setText(hint if same else _("They differ now.") + " " + hint)
        self.problems.show_problems((), mendable=False)

    def _typed(self, side: str) -> None:
        chosen = self.subject.chosen_zones()
        if len(chosen) != 1:
            return
        box, size = self.subject.picture.box(chosen[0]), self.subject.picture.size
        value = round(self.sides[side].value())
        typed = box._replace(**{side: value})
        if side in "wh":  # a size that does not fit is cut, so that the corner stays
            typed = Box(box.x, box.y, min(typed.w, size[0] - box.x), min(typed.h, size[1] - box.y))
        self.subject.place({chosen[0].id: typed}, burst=f"typed:{chosen[0].id}:{side}")
        self.refresh()

    def _mend(self, rule: str) -> None:
        chosen = self.subject.chosen_zones()
        if len(chosen) == 1 and rule in MENDS:
            self.subject.mend(chosen[0].id, MENDS[rule][1])

    def _seal(self) -> None:
        self.subject.session.document.history.seal()
