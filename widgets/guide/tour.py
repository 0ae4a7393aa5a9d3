"""The tour: leads through the lesson on the real program and goes on when a step is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from designer.document.queries import floor_at
from designer.language import _
from widgets.guide.bubble import Bubble, Ring
from widgets.guide.lesson import LESSON, Step

if TYPE_CHECKING:
    from widgets.window import Window

PAUSE = 650
"""Milliseconds in which a done step says so before the next one comes."""


class Tour(QObject):
    """One walk through the lesson in one window; `ended` comes when it is over, done or not."""

    ended = Signal(bool)

    def __init__(self, window: Window, *, lesson: tuple[Step, ...] = LESSON) -> None:
        super().__init__(window)
        self.window, self.session, self.lesson = window, window.session, lesson
        self.at = -1
        self._notes: dict[str, Any] = {}
        self._place: QWidget | None = None
        self._is_pausing = False
        self.ring, self.bubble = Ring(window), Bubble(window)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._next)
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._put)
        self.bubble.ended.connect(self.end)
        self.bubble.skipped.connect(self._next)
        self.bubble.accepted.connect(self._accept)
        self.session.changed.connect(self._look)
        self.session.selected.connect(self._look)
        window.installEventFilter(self)

    # ---- walking ----

    def welcome(self) -> None:
        """Offer the tour; nothing happens until it is taken."""
        self.bubble.dots.hide()
        self.bubble.say(
            _("Welcome to Duplex"),
            _("Shall we do the whole job once together? Three minutes, on this very store: put a "
              "module on floor 2, choose who sees it, look as somebody else, hand it over. "
              "Everything can be undone."),
            skip="",
            go_on=_("Begin"),
        )  # fmt: skip
        self.bubble.stand_beside(None)
        self.bubble.go_on.setFocus()

    def begin(self) -> None:
        """Go to the first step, on the layout that has two floors."""
        session = self.session
        page = session.page()
        with_two = (key for key in (session.focus.layout, page.default, *page.layouts)
                    if floor_at(session.document, key, 2) is not None)  # fmt: skip
        home = session.document.shop.pages[0]
        layout = next(with_two, None)
        session.look(workspace="design", modules=(), persona=None,
                     **({"layout": layout} if layout else {"page": home}))  # fmt: skip
        self.at = -1
        self._next()

    def end(self) -> None:
        """Take ring and bubble away."""
        done = self.at >= len(self.lesson)
        self.window.removeEventFilter(self)
        for shown in (self.ring, self.bubble):
            shown.hide()
            shown.deleteLater()
        self._pause.stop()
        self._settle.stop()
        self.session.changed.disconnect(self._look)
        self.session.selected.disconnect(self._look)
        self.ended.emit(done)
        self.deleteLater()

    def _accept(self) -> None:
        if self.at < 0:
            self.begin()
        else:
            self.end()

    def _next(self) -> None:
        self._pause.stop()
        self._is_pausing = False
        self.at += 1
        if self.at >= len(self.lesson):
            self._congratulate()
            return
        step = self.lesson[self.at]
        self._place = step.make_ready(self.window)
        module = self._notes.get("module")
        if module in self.session.modules():
            self.session.look(modules=(module,))
        self._notes = {**self._notes, **step.note(self.session)}
        self.bubble.dots.show()
        self.bubble.dots.show_step(self.at, of=len(self.lesson))
        self.bubble.say(_(step.title), _(step.text), skip=_("Skip this step"))
        self._settle.start()

    def _congratulate(self) -> None:
        self._place = None
        self.ring.hide()
        self.bubble.dots.hide()
        self.bubble.say(
            _("That is the whole job"),
            _("Ctrl+K finds every command, F1 shows every key. The four other rooms above hold "
              "crowds, the persona wall, experiments and the hand-over."),
            go_on=_("Done"),
        )  # fmt: skip
        self.bubble.stand_beside(None)
        self.bubble.go_on.setFocus()

    # ---- watching ----

    def _look(self, _what: object = None) -> None:
        """See whether the present step is done."""
        if self._is_pausing or not 0 <= self.at < len(self.lesson):
            return
        found = self.lesson[self.at].done(self.session, self._notes)
        if found is None:
            return
        self._notes |= found
        self._is_pausing = True
        self.bubble.say(_("Well done"), _(self.lesson[self.at].title) + " ✓", skip="")
        self._settle.start()
        self._pause.start()

    def _put(self) -> None:
        """Stand where the place of the step is now."""
        place = self._rect()
        if place is None:
            self.ring.hide()
        else:
            self.ring.put_around(place)
        self.bubble.stand_beside(place)

    def _rect(self) -> QRect | None:
        widget = self._place
        if widget is None or not isValid(widget) or not widget.isVisible():
            return None
        return QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.at >= 0:
            self._settle.start()
        return False
