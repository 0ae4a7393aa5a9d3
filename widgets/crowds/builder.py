"""The condition builder: nested rows, errors in place, the share of each part, and the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.condition_checks import CONSUMER_ID, check
from designer.condition_words import sentence
from designer.errors import DesignerError
from designer.language import _
from designer.records import (
    AllOf,
    AnyOf,
    Attribute,
    Condition,
    InSegment,
    Leaf,
    Not,
    Segment,
)
from widgets.crowds import tree
from widgets.crowds.parts import GroupPart, LeafPart, Part, SegmentPart
from widgets.figures import Figures
from widgets.inspector.form import in_place
from widgets.parts.popup import focused_in
from widgets.parts.records import percent

if TYPE_CHECKING:
    from widgets.session import Session


class ConditionBuilder(QWidget):
    """Edits one condition; a condition that is not finished stays here and is not announced."""

    changed = Signal(object)
    """The user made this condition, and it is sound."""
    sealed = Signal()
    judged = Signal(str)
    """What keeps the condition from being sound; empty when nothing does."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._figures = Figures.of(session)
        self._without: frozenset[str] = frozenset()
        self.condition: tree.Group = AllOf()
        self.parts: dict[tree.Path, Part] = {}
        self._figures.updated.connect(self._show_shares)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    # ---- showing ----

    def show_condition(
        self, condition: Condition, *, without: frozenset[str] = frozenset()
    ) -> None:
        """Show a condition; segments in `without` are not offered (they would make a ring)."""
        rooted = tree.rooted(condition)
        if rooted == self.condition and self.parts and without == self._without:
            return
        self.condition, self._without = rooted, without
        self._rebuild()

    def sentence(self) -> str:
        """The condition in words."""
        document = self._session.document
        return sentence(self.condition, shop=document.shop, segments=_by_id(self._segments()))

    def problem(self) -> str:
        """What keeps the condition from being sound; empty when nothing does."""
        return next((found for part in self.parts.values() if (found := part.problem.text())), "")

    def _rebuild(self, focus: tree.Path | None = None) -> None:
        while (item := self.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.parts = {}
        self.column.addWidget(self._part(self.condition, ()))
        self.column.addStretch(1)
        self._judge()
        self._ask()
        if focus is not None and focus in self.parts:
            self.parts[focus].setFocus(Qt.FocusReason.OtherFocusReason)

    def _part(self, condition: Condition, path: tree.Path) -> Part:
        negated = isinstance(condition, Not)
        inner = condition.of if isinstance(condition, Not) else condition
        at = (*path, 0) if negated else path
        if isinstance(inner, Not):  # twice negated: shown as a group so that nothing is lost
            inner = AllOf(of=(inner,))
        if isinstance(inner, Leaf):
            part: Part = LeafPart(at, inner, attributes=self._attributes(), negated=negated)
        elif isinstance(inner, InSegment):
            part = SegmentPart(at, inner, segments=self._offered(inner), negated=negated)
        else:
            part = self._group(inner, at, negated=negated)
        self.parts[path] = part
        part.edited.connect(lambda made: self._edited(part, made))
        part.done.connect(lambda deed: self._do(deed, path))
        part.sealed.connect(self.sealed)
        return part

    def _group(self, group: tree.Group, at: tree.Path, *, negated: bool) -> GroupPart:
        part = GroupPart(at, group, negated=negated, root=not at)
        part.added.connect(lambda kind: self._add(kind, at))
        for index, inner in enumerate(group.of):
            part.rows.addWidget(self._part(inner, (*at, index)))
        if not group.of and not at:
            part.nothing.setText(_("Without any condition, everybody belongs here."))
            part.nothing.show()
        return part

    # ---- editing ----

    def _edited(self, part: Part, made: Condition) -> None:
        self._become(tree.replaced(self.condition, part.path, made))
        self._judge()
        self._ask()
        self._announce()

    def _add(self, kind: str, group: tree.Path) -> None:
        index = len(tree.children(tree.at(self.condition, group)))
        made = self._fresh(kind)
        if made is None:
            return
        self._become(tree.inserted(self.condition, group, index, made))
        self._rebuild(focus=(*group, index))
        self._announce()

    def _fresh(self, kind: str) -> Condition | None:
        attributes, segments = self._attributes(), self._offered(None)
        if kind == "segment":
            return InSegment(segment=segments[0].id) if segments else None
        leaf = tree.blank(attributes[0])
        if kind == "leaf":
            return leaf
        return AnyOf(of=(leaf,)) if isinstance(self.condition, AllOf) else AllOf(of=(leaf,))

    def _do(self, deed: str, path: tree.Path) -> None:
        if deed in ("above", "below"):
            self._walk(path, 1 if deed == "below" else -1)
            return
        made, focus = self._done(deed, path)
        if made == self.condition:
            return
        self._become(made)
        self._rebuild(focus=focus)
        self._announce()
        self.sealed.emit()

    def _done(self, deed: str, path: tree.Path) -> tuple[Condition, tree.Path]:
        condition = self.condition
        if deed == "flip":
            return tree.flipped(condition, self.parts[path].path), path
        if deed == "negate":
            return tree.negated(condition, path), path
        if not path:
            return condition, path
        if deed in ("up", "down"):
            return tree.moved(condition, path, 1 if deed == "down" else -1)
        if deed == "group":
            return tree.grouped(condition, path), path
        if deed == "ungroup":
            return tree.ungrouped(condition, path), path
        before = (*path[:-1], max(0, path[-1] - 1))
        return tree.removed(condition, path), before

    def _walk(self, path: tree.Path, step: int) -> None:
        order = list(self.parts)
        order.sort()
        place = order.index(path) + step
        if 0 <= place < len(order):
            self.parts[order[place]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _become(self, condition: Condition) -> None:
        self.condition = tree.rooted(condition)

    # ---- judging ----

    def _judge(self) -> None:
        for part in self.parts.values():
            part.say(self._wrong(tree.at(self.condition, part.path)))
        self.judged.emit(self.problem())

    def _wrong(self, condition: Condition) -> str:
        if isinstance(condition, AllOf | AnyOf):
            empty = isinstance(condition, AnyOf) and not condition.of
            return _("Nobody meets any of nothing: add a condition.") if empty else ""
        if isinstance(condition, Leaf) and condition.value in ((), ""):
            return _("Choose a value.")
        shop = self._session.document.shop
        try:
            check(condition, shop=shop, segments=_by_id(self._segments()))
        except DesignerError as problem:
            return in_place(str(problem))
        return ""

    def _announce(self) -> None:
        if not self.problem():
            self.changed.emit(self.condition)

    # ---- figures ----

    def _ask(self) -> None:
        sound = [c for __, c in tree.walk(self.condition) if not self._wrong(c)]
        if not self.problem():
            self._figures.ask(self, *sound)
        self._show_shares()

    def _show_shares(self) -> None:
        for path, part in self.parts.items():
            try:
                count = self._figures.size(tree.at(self.condition, path))
            except IndexError:
                continue
            shown = count is not None and not part.problem.text()
            share = self._figures.share(count or 0)
            part.share.setText(percent(share) if shown else "")

    # ---- the shop ----

    def _attributes(self) -> tuple[Attribute, ...]:
        declared = self._session.document.shop.attributes
        return (*(a for a in declared if a.type != "id"), CONSUMER_ID)

    def _segments(self) -> list[Segment]:
        document = self._session.document
        return [document.get(key, Segment) for key in document.shop.segments]

    def _offered(self, chosen: InSegment | None) -> list[Segment]:
        """The segments to choose among; the chosen one stays even when it is not offered anew."""
        kept = chosen.segment if chosen else None
        return [s for s in self._segments() if s.id not in self._without or s.id == kept]

    def has_keyboard(self) -> bool:
        """Whether the user is at work in here."""
        return focused_in(self)


def _by_id(segments: list[Segment]) -> dict[str, Segment]:
    return {segment.id: segment for segment in segments}
