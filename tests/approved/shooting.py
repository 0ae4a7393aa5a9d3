"""`python -m tests.approved.shooting LANGUAGE MODE SCALE PROJECT OUT [SCENE…]`: picture the scenes.

One process for each language, mode and scale, because Qt takes its scale once at its start.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

WIDE = 720
"""The most a kept picture is wide, in pixels."""
PATIENCE = 40.0
"""Seconds a scene may take to be complete on a busy machine."""


def main() -> int:
    """Read the command line, stage every scene and write its picture as WebP."""
    language_, mode, scale, project, out, *only = sys.argv[1:]
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = scale
    os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox --disable-gpu")
    from widgets.application import prepare

    prepare()
    from PySide6.QtWidgets import QApplication

    from designer import language
    from tests.approved.scenes import SCENES, Stage
    from widgets.look import theme

    app = QApplication(sys.argv[:1])
    language.use("en" if language_ == "en" else "zh_CN")
    theme.apply(app, mode="dark" if mode == "dark" else "light")
    stage = Stage(Path(project), settle=settled)
    for scene in SCENES:
        if not only or scene.name in only:
            keep(scene.picture(stage), Path(out) / f"{scene.name}.webp")
    stage.close()
    return 0


def settled(done: Callable[[], bool], *, rest: float = 0.25) -> None:
    """Let events pass until something is done and has been for `rest` seconds."""
    from PySide6.QtWidgets import QApplication

    end, since = time.monotonic() + PATIENCE, 0.0
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)
        if not (done() and idle()):
            since = 0.0
        elif not since:
            since = time.monotonic()
        elif time.monotonic() - since > rest:
            return
    raise TimeoutError("the scene was not complete in time")


def idle() -> bool:
    """Whether no work goes on beside the window."""
    from PySide6.QtWidgets import QApplication

    from widgets.tasks import _Hub

    hub = QApplication.instance().findChild(_Hub)
    return hub is None or not hub._tasks


def keep(picture: object, file: Path) -> None:
    """Write a QImage small enough to be kept."""
    from PIL import Image
    from PySide6.QtGui import QImage

    assert isinstance(picture, QImage)
    rgb = picture.convertToFormat(QImage.Format.Format_RGB888)
    size = rgb.width(), rgb.height()
    made = Image.frombytes("RGB", size, bytes(rgb.constBits()), "raw", "RGB", rgb.bytesPerLine())
    made.thumbnail((WIDE, WIDE * 4), Image.Resampling.BOX)
    file.parent.mkdir(parents=True, exist_ok=True)
    made.save(file, "WEBP", quality=82, method=4)


if __name__ == "__main__":
    sys.exit(main())
