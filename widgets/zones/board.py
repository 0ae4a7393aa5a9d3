"""The board: zones drawn on a picture, moved, stretched and caught by hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from designer.kinds.geometry.box import HANDLES, Box, Handle
from designer.language import _
from widgets.look import access
from widgets.zones import drawing
from widgets.zones.easel import Easel
from widgets.zones.gestures import CTRL, SHIFT, Draw, Gesture, Move, Net, Pan, Stretch
from widgets.zones.subject import Subject

ALT = Qt.KeyboardModifier.AltModifier
EDGE = 24
"""Pixels from the edge within which a gesture pushes the picture along."""
_STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_CURSORS = {
    "nw": Qt.CursorShape.SizeFDiagCursor, "se": Qt.CursorShape.SizeFDiagCursor,
    "ne": Qt.CursorShape.SizeBDiagCursor, "sw": Qt.CursorShape.SizeBDiagCursor,
    "n": Qt.CursorShape.SizeVerCursor, "s": Qt.CursorShape.SizeVerCursor,
    "e": Qt.CursorShape.SizeHorCursor, "w": Qt.CursorShape.SizeHorCursor,
}  # fmt: skip


class Board(Easel):
    """The picture and its zones; drag on the bare picture draws, with Shift it catches."""

    moved_over = Signal(object)
    """The pixel under the pointer, or None."""
    opened = Signal(str)
    """A zone was double-clicked."""

    def __init__(self, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(subject, parent)
        self._gesture: Gesture | None = None
        self._panning = False
        self._last: tuple[QPointF, Qt.KeyboardModifier] | None = None
        self._edge = QTimer(self, interval=16)
        self._edge.timeout.connect(self._push_at_edge)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Picture with hot zones"))
        access.tell_role(self, access.SURFACE)

    # ---- what the hand does ----

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            forward = event.key() == Qt.Key.Key_Tab
            if (forward or event.key() == Qt.Key.Key_Backtab) and self._walks(forward):
                self._step(1 if forward else -1)
                return True
        return super().event(event)

    def _walks(self, forward: bool) -> bool:
        """Tab goes through the zones and leaves the board at the last, as focus travel must."""
        keys = [zone.id for zone in self.subject.zones]
        held = self.subject.selected[-1] if self.subject.selected else None
        end = (keys[-1] if forward else keys[0]) if keys else None
        return bool(keys) and held != end

    def _step(self, by: int) -> None:
        self.subject.step(by)
        if self.subject.selected:
            self.reveal(self.subject.selected[-1])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._gesture is not None:
            return
        at, held = event.position(), event.modifiers()
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or self._panning:
            self._gesture = Pan(self, at)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._gesture = self._begun(at, held)

    def _begun(self, at: QPointF, held: Qt.KeyboardModifier) -> Gesture | None:
        subject, key = self.subject, self._zone_at(at)
        if subject.read_only:
            subject.choose([key] if key else [])
            return None
        handle = self._handle_at(at)
        if handle is not None:
            return Stretch(self, at, handle)
        if key is None:
            if held & SHIFT or not self._on_picture(at):
                return Net(self, at)
            subject.choose(())
            return Draw(self, at)
        if held & (SHIFT | CTRL) and not held & ALT:
            subject.toggle(key)
        elif key not in subject.selected:
            subject.choose([key])
        return Move(self, at, copies=bool(held & ALT)) if key in subject.selected else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, held = event.position(), event.modifiers()
        self.moved_over.emit(self.pixel(at) if self._on_picture(at) else None)
        if self._gesture is None:
            self._point(at)
            return
        self._last = (at, held)
        self._gesture.move(at, held)
        self.busy = self._gesture.live and not isinstance(self._gesture, Pan)
        near_edge = not QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE).contains(at)
        if near_edge and self.busy:
            self._edge.start()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture = self._let_go()
        if gesture is not None:
            gesture.finish()
        self._point(event.position())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        key = self._zone_at(event.position())
        if key is not None:
            self.subject.choose([key])
            self.opened.emit(key)

    def give_up(self) -> bool:
        """End a gesture as if it had never begun; False when there is none."""
        gesture = self._let_go()
        if gesture is not None:
            gesture.cancel()
            self.update()
        return gesture is not None

    def _let_go(self) -> Gesture | None:
        gesture, self._gesture, self.lines, self.busy = self._gesture, None, (), False
        self._edge.stop()
        return gesture

    def _push_at_edge(self) -> None:
        """While something is held at the edge the picture comes along under it."""
        if self._gesture is None or self._last is None:
            self._edge.stop()
            return
        at, held = self._last
        dx = _speed(at.x(), self.width())
        dy = _speed(at.y(), self.height())
        before = self.lens
        self.push(dx, dy)
        gone = self.lens.left - before.left, self.lens.top - before.top
        self._gesture.start += QPointF(*gone)
        self._gesture.move(at, held)
        if not any(gone):
            self._edge.stop()

    def wheelEvent(self, event: QWheelEvent) -> None:
        dx, dy = _turned(event)
        if event.modifiers() & CTRL:
            self.set_zoom(self.lens.zoom * 1.0025 ** (dy or dx), event.position())
        elif event.modifiers() & SHIFT:
            self.push(dy or dx, 0)
        else:
            self.push(dx, dy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, held = _STEPS.get(Qt.Key(event.key())), event.modifiers()
        if step is not None and self.subject.selected and not held & ALT:
            far = 10 if held & SHIFT else 1
            self.subject.nudge(step[0] * far, step[1] * far, stretch=bool(held & CTRL))
            self.reveal(self.subject.selected[-1])
        elif step is not None and not held:
            self.push(-40 * step[0], -40 * step[1])
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._panning = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.subject.selected:
            self.opened.emit(self.subject.selected[-1])
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._panning = False
            self.unsetCursor()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._panning = False
        super().focusOutEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.moved_over.emit(None)

    # ---- what is where ----

    def _on_picture(self, at: QPointF) -> bool:
        x, y = self.lens.to_picture(at)
        return Box(0, 0, *self.subject.picture.size).contains(x, y)

    def _zone_at(self, at: QPointF) -> str | None:
        x, y = self.lens.to_picture(at)
        found = [key for key, box in self.subject.picture.boxes.items() if box.contains(x, y)]
        held = [key for key in found if key in self.subject.selected]
        return held[-1] if held else found[-1] if found else None

    def _handle_at(self, at: QPointF) -> Handle | None:
        key = self.subject.selected[-1] if len(self.subject.selected) == 1 else None
        zone = self.subject.zone(key) if key else None
        if zone is None or zone.locked:
            return None
        rect = self.rect_of(zone.id)
        reach = drawing.GRIP + 4
        for handle in sorted(HANDLES, key=lambda one: -len(one)):
            apart = drawing.handle_at(rect, handle) - at
            if abs(apart.x()) <= reach and abs(apart.y()) <= reach:
                return handle
        return None

    def _point(self, at: QPointF) -> None:
        if self._panning:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif self.subject.read_only:
            self.unsetCursor()
        elif (handle := self._handle_at(at)) is not None:
            self.setCursor(_CURSORS[handle])
        elif self._zone_at(at) is not None:
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        elif self._on_picture(at):
            self.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.unsetCursor()


def _speed(at: float, length: float) -> float:
    if at < EDGE:
        return min(EDGE, (EDGE - at) / 2)
    return -min(EDGE, (at - length + EDGE) / 2) if at > length - EDGE else 0.0


def _turned(event: QWheelEvent) -> tuple[float, float]:
    """How far a wheel or a touch pad was turned, in pixels."""
    if not event.pixelDelta().isNull():
        return event.pixelDelta().x(), event.pixelDelta().y()
    return event.angleDelta().x() / 2, event.angleDelta().y() / 2
