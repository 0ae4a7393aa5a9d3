"""The panel of find and replace: what is looked for and where, the matches, what comes instead."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, get_args

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.actions.replacing import Change, planned, replace
from designer.document.diff import Diff
from designer.document.matching import Query
from designer.document.search import Hit, Scope, count, hits_in, used
from designer.document.texts import Leaf, leaves
from designer.errors import DesignerError
from designer.language import _, mark, plural
from widgets.finding.choices import replacements, said, wanted
from widgets.finding.form import FindForm
from widgets.finding.results import ResultList, ResultModel
from widgets.look.controls import EmptyState, Hairline, Text
from widgets.parts.choosing import Chooser
from widgets.places import go

if TYPE_CHECKING:
    from widgets.window import Window

PAUSE: Final = 180
"""Milliseconds after typing or an edit before it is looked again."""
Where = Literal["shop", "page", "layout", "modules"]
PLACES: Final = {
    "shop": mark("Whole project"), "page": mark("This page"), "layout": mark("This layout"),
    "modules": mark("Selected modules"),
}  # fmt: skip
assert set(PLACES) == set(get_args(Where))


class FindPanel(QWidget):
    """Looks while one types; Enter goes to the next match, Esc closes."""

    def __init__(self, window: Window, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window, self._session = window, window.session
        self._leaves: tuple[int, tuple[Leaf, ...]] = (-1, ())
        self._plans: dict[int, Change] = {}
        self.form = FindForm(PLACES)
        self.model = ResultModel(self._session, self)
        named = partial(said, self._session)
        self.list = ResultList(self.model, named=named, plan=self._plan)
        self.chooser = Chooser(self)
        self.chooser.picked.connect(self._picked)
        self._asked = ""
        self.status = Text("", "caption")
        self.status.setWordWrap(True)
        self.status.setContentsMargins(14, 6, 10, 6)
        self.empty = EmptyState(
            "search", _("Find anything"),
            _("Texts, names, notes, prices, colours and links of the whole project."),
        )  # fmt: skip
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Put the keyboard where the searched text is typed."""
        marked = _marked_text(self._window.focusWidget())
        if marked and not self.form.isAncestorOf(self._window.focusWidget()):
            self.form.query.setText(marked)
        self.form.query.setFocus()
        self.form.query.selectAll()
        self.look()

    def begin_replacing(self) -> None:
        """The same, with the line for what comes instead."""
        self.form.show_replacing(shown=True)
        self.begin()

    def step(self, by: int) -> None:
        """Go to the next or the previous match."""
        if self._pause.isActive():
            self.look()
        hit = self.list.step(by)
        if hit is None:
            if self.form.text():
                self._session.said.emit(_("There is no such text."), "said")
            self.form.query.setFocus()
            return
        self._open(hit)

    def look(self) -> None:
        """Look now."""
        self._pause.stop()
        self._plans.clear()
        self.form.tell("")
        hits: Sequence[Hit] = ()
        try:
            hits = hits_in(self._all(), self.query(), scope=self.scope())
        except DesignerError as problem:
            self.form.tell(str(problem))
        now = self.list.currentIndex().row()
        self.model.show_hits(hits)
        if 0 <= now < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(now, 0))
        self._say(hits)

    def query(self) -> Query:
        """What is looked for."""
        form = self.form
        return Query(text=form.text(), what=form.what(), case=form.case.isChecked(),
                     word=form.word.isChecked(), pattern=form.pattern.isChecked())  # fmt: skip

    def scope(self) -> Scope:
        """Where."""
        focus, where = self._session.focus, self.form.where.currentData()
        return Scope(
            page=focus.page if where == "page" else "",
            layout=focus.layout if where == "layout" else "",
            modules=(focus.modules or ("",)) if where == "modules" else (),
            content=self.form.content.isChecked(),
        )

    def replace_chosen(self) -> None:
        """Replace in the selected places, or in the next one when none is."""
        chosen = self.list.chosen()
        if not chosen:
            first = self.list.step(1)
            chosen = [first] if first is not None else []
        row = self.list.currentIndex().row()
        if self._replace(chosen) and len(chosen) == 1 and row < self.model.rowCount():
            self.list.choose(row)

    def replace_all(self) -> None:
        """Replace in every place that was found."""
        self._replace(self.model.hits())

    # ---- inside ----

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.form, Hairline(), self.status):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        self.setFocusProxy(self.form.query)

    def _connect(self) -> None:
        form = self.form
        form.changed.connect(self._pause.start)
        form.instead_changed.connect(self._replan)
        form.closed.connect(self.close_panel)
        form.stepped.connect(self.step)
        form.replace.clicked.connect(self.replace_chosen)
        form.replace_all.clicked.connect(self.replace_all)
        form.asked.connect(self._ask)
        form.query.installEventFilter(self)
        form.instead.installEventFilter(self)
        self.list.opened.connect(self._open)
        self.list.selectionModel().selectionChanged.connect(self._counted)
        self._session.changed.connect(self._moved_on)
        self._session.selected.connect(self._moved_on)

    def close_panel(self) -> None:
        """Bring the tabs of the left side back."""
        side = self._window.design().side
        side.close_over()
        self._window.design().canvas.setFocus()

    def _all(self) -> tuple[Leaf, ...]:
        document = self._session.document
        if self._leaves[0] != document.revision:
            found = tuple(leaves(document, library=self._session.library))
            self._leaves = (document.revision, found)
        return self._leaves[1]

    def _say(self, hits: Sequence[Hit]) -> None:
        total = count(hits)
        text = plural("{count} match in {places} places", "{count} matches in {places} places",
                      count=total, places=len(hits))  # fmt: skip
        self.status.setText(text if hits else _("Nothing found.") if self.form.text() else "")
        self.status.setVisible(bool(self.form.text()))
        self.list.setVisible(bool(self.form.text()))
        self.empty.setVisible(not self.form.text())
        self._counted()

    def _counted(self, *_what: object) -> None:
        able = bool(self.model.hits()) and not self._session.project.read_only
        self.form.allow(able=able and self.form.can_replace(), chosen=len(self.list.chosen()))

    def _replan(self) -> None:
        self._plans.clear()
        self._counted()
        self.list.viewport().update()

    def _plan(self, hit: Hit) -> Change | None:
        """What replacing would make of a hit; None while nothing is to be replaced."""
        if not self.form.can_replace():
            return None
        key = id(hit)
        if key not in self._plans:
            self._plans[key] = self._planned(hit)
        return self._plans[key]

    def _planned(self, hit: Hit) -> Change:
        session = self._session
        try:
            (change,) = planned(session.document, [hit], query=self.query(),
                                by=self.form.instead_text(), library=session.library)  # fmt: skip
        except DesignerError as problem:
            return Change(hit=hit, problem=str(problem))
        return change

    def _replace(self, hits: Sequence[Hit]) -> bool:
        session = self._session
        if not hits:
            return False
        done = session.attempt(
            lambda: replace(session.document, hits, query=self.query(),
                            by=self.form.instead_text(), library=session.library)
        )  # fmt: skip
        if done is None:
            return False
        text = plural("{count} match replaced.", "{count} matches replaced.", count=done.count)
        if done.left:
            left = plural("{count} place stays as it was: {reason}",
                          "{count} places stay as they were: {reason}",
                          count=len(done.left), reason=done.left[0].problem)  # fmt: skip
            text = f"{text} {left}"
        session.said.emit(text, "problem" if done.left else "done")
        self.look()
        return True

    def _open(self, hit: Hit) -> None:
        leaf = hit.leaf
        path = leaf.path if leaf.setting else ""
        if not go(self._window, leaf.record, setting=path):
            self._session.said.emit(_("It belongs to the shop as a whole."), "said")
        design = self._window.design
        if self._session.focus.workspace == "design":
            design().side.show_over("find", lambda: self)

    def _ask(self, which: str) -> None:
        """Let a picture, target or colour be chosen, to look for or to put in its place."""
        what = self.form.what()
        if which == "instead":
            options, anchor = replacements(self._session, what), self.form.instead_button
        else:
            found = used(self._all(), what)
            options, anchor = wanted(self._session, what, found), self.form.query_button
        self._asked = which
        self.chooser.open_with(options, anchor, width=max(260, anchor.width()))

    def _picked(self, key: str) -> None:
        name = said(self._session, key)
        if self._asked == "instead":
            self.form.show_instead(key, name)
        else:
            self.form.show_wanted(key, name)

    def _moved_on(self, what: object) -> None:
        """An edit, or another focus where that matters."""
        matters = isinstance(what, Diff) or self.form.where.currentData() != "shop"
        if self.isVisible() and matters:
            self._pause.start()

    # ---- Qt ----

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pause.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if watched is self.form.instead:
                self.replace_chosen()
            else:
                self.step(-1 if back else 1)
                watched.setFocus()  # type: ignore[attr-defined]
            return True
        if key == Qt.Key.Key_Down and self.model.rowCount():
            self.list.setFocus()
            self.list.step(1)
            return True
        if key == Qt.Key.Key_Escape:
            self.close_panel()
            return True
        return False


def _marked_text(field: QWidget | None) -> str:
    """One line of text that is selected in a field."""
    text = getattr(field, "selectedText", lambda: "")()
    return text if isinstance(text, str) and "\n" not in text else ""
