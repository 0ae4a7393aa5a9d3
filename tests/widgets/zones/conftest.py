"""A shop with a hot-zone picture of 1200 × 1400 pixels, its editor, and hands on the board."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QKeySequence, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.actions.modules import add_module
from designer.actions.zones import Spot
from designer.records import Asset, Module, Variant
from tests.widgets.inspector import scene
from widgets.zones.editor import ZoneEditor
from widgets.zones.lens import Lens

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
SPOT = Spot("var_zones", "picture")
LINK = {"action": "item", "target": "prd_0"}
ZONES = (
    ("zon_a", 100, 100, 300, 200), ("zon_b", 600, 100, 300, 200), ("zon_c", 100, 700, 300, 200),
)  # fmt: skip


def png(width: int, height: int) -> bytes:
    """A picture whose colours tell where one is."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for part, colour in enumerate(("#d9c7a3", "#88a890", "#5d7f8c", "#c98f6b")):
        painter.fillRect(0, part * height // 4, width, height // 4 + 1, QColor(colour))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


def add_picture(session: Any, key: str, width: int, height: int) -> None:
    """Put a picture into the project."""
    data = png(width, height)
    sha = session.project.assets.add(data)
    with session.document.transaction("picture"):
        session.document.put(Asset(id=key, name=key, sha256=sha, media="image/png",
                                   size=len(data), width=width, height=height,
                                   alt="一方茶席"))  # fmt: skip


def fill(session: Any, *zones: tuple[str, int, int, int, int], asset: str = "ast_table") -> None:
    """Give the hot-zone module these zones, in pixels of its picture."""
    picture = session.document.find(asset)
    w, h = (picture.width, picture.height) if picture else (750, 750)
    made = [
        {"id": key, "x": x / w, "y": y / h, "w": wide / w, "h": high / h, "label": key[-1],
         "link": LINK}
        for key, x, y, wide, high in zones
    ]  # fmt: skip
    value = {"image": {"asset": asset, "alt": "茶席", "focus": [0.5, 0.5]}, "zones": made}
    with session.document.transaction("fill"):
        session.document.put(Variant(id="var_zones", name="默认", settings={"picture": value}))


@pytest.fixture
def session(qapp, flush):
    made = scene.session()
    add_picture(made, "ast_table", 1200, 1400)
    fill(made, *ZONES)
    made.document.history.seal()
    made.look(modules=("mod_zones",))
    yield made
    made.deleteLater()
    flush()


@pytest.fixture
def cube(session):
    """A cube on the first floor, two by two and empty."""
    module = add_module(
        session.document, kind="cube", floor="flr_1", index=0, library=session.library
    )
    (variant,) = session.document.get(module, Module).variants
    cells = [{"id": f"cel_{n}", "x": n % 2, "y": n // 2} for n in range(4)]
    settings = {"cells": {"columns": 2, "rows": 2, "cells": cells}}
    with session.document.transaction("cube"):
        session.document.put(Variant(id=variant, name="默认", settings=settings))
    session.document.history.seal()
    session.look(modules=(module,))
    return Spot(variant, "cells")


class Hand:
    """A hand at an editor's board that thinks in pixels of the picture."""

    def __init__(self, editor: ZoneEditor, qtbot: Any) -> None:
        self.editor, self.board, self.subject = editor, editor.board, editor.subject
        self.qtbot = qtbot
        self.document = editor.subject.session.document

    # ---- mouse ----

    def at(self, x: float, y: float) -> QPoint:
        return self.board.lens.to_view(x, y).toPoint()

    def click(self, x: float, y: float, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.board, LEFT, held, self.at(x, y))

    def drag(
        self, *path: tuple[float, float], held: Qt.KeyboardModifier = NONE, let_go: bool = True
    ) -> None:
        start, *rest = [self.at(*point) for point in path]
        QTest.mousePress(self.board, LEFT, held, start)
        for place in rest:
            self.move(place, held)
        if let_go:
            QTest.mouseRelease(self.board, LEFT, held, rest[-1])

    def move(self, place: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
        world = self.board.mapToGlobal(QPointF(place))
        kind = QEvent.Type.MouseMove
        event = QMouseEvent(kind, QPointF(place), world, Qt.MouseButton.NoButton, LEFT, held)
        QApplication.sendEvent(self.board, event)

    def wheel(self, turns: int, place: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
        event = QWheelEvent(
            QPointF(place), self.board.mapToGlobal(QPointF(place)), QPoint(), QPoint(0, turns),
            Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.board, event)

    # ---- keys ----

    def key(self, keys: str) -> None:
        """Press a key where the keyboard is."""
        one = QKeySequence(keys)[0]
        QTest.keyClick(QApplication.focusWidget() or self.board, one.key(), one.keyboardModifiers())

    # ---- eyes ----

    def boxes(self) -> dict[str, tuple[int, int, int, int]]:
        return {key: tuple(box) for key, box in self.subject.picture.boxes.items()}

    def box(self, key: str) -> tuple[int, int, int, int]:
        return self.boxes()[key]

    def new(self) -> str:
        (made,) = set(self.boxes()) - {key for key, *__ in ZONES}
        return made

    def steps(self) -> int:
        return len(self.document.history.done)


@pytest.fixture
def hand(session, qtbot) -> Hand:
    """The editor, open at half size with the keyboard on its board."""
    editor = ZoneEditor(session, SPOT)
    qtbot.addWidget(editor)
    editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    editor.resize(1180, 860)
    with qtbot.waitActive(editor):
        editor.show()
        editor.activateWindow()
    editor.board.setFocus()
    qtbot.waitUntil(editor.board.hasFocus)
    board = editor.board
    board._show(Lens(0.5, 100, 40).kept(board.subject.picture.size, QSizeF(board.size())))
    return Hand(editor, qtbot)
