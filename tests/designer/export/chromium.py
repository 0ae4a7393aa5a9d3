"""A small driver of Debian's Chromium over its debugging pipe: open a page, evaluate, hear what it
asks and says."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

PROGRAM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
needs_chromium = pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium on this machine")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)


_LOADED = (
    "new Promise((tell) => document.readyState === 'complete' ? tell(true)"
    " : addEventListener('load', () => tell(true)))"
)
"""Comes true when the document and its deferred scripts are there."""


class Chromium:
    """One browser; use it in a `with` statement."""

    def __init__(self, home: Path) -> None:
        ours, theirs_out = os.pipe()
        theirs_in, self._to = os.pipe()
        self._from, self._rest = ours, b""
        self._number = 0
        self.events: list[dict[str, Any]] = []
        flags = " ".join((*FLAGS, f"--user-data-dir={home}"))
        self._process = subprocess.Popen(
            [
                "/bin/bash",
                "-c",
                f"exec {PROGRAM} {flags} about:blank 3<&{theirs_in} 4>&{theirs_out}",
            ],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)
        os.close(self._to)
        os.close(self._from)

    def page(self, url: str, *, before: str = "") -> Page:
        """Load an address in a fresh tab; `before` is a script that runs before the page's own."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session)
        for domain in ("Page", "Runtime", "Network", "Log"):
            page.call(f"{domain}.enable")
        page.call(
            "Emulation.setDeviceMetricsOverride",
            width=375,
            height=812,
            deviceScaleFactor=1,
            mobile=False,
        )
        if before:
            page.call("Page.addScriptToEvaluateOnNewDocument", source=before)
        page.load(url)
        return page

    def call(self, method: str, *, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Send a command and wait for its answer; events on the way are kept."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return dict(answer["result"])

    def receive(self, *, patience: float = 60) -> dict[str, Any]:
        """The next message; events are also kept."""
        until = time.monotonic() + patience
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._from], [], [], max(until - time.monotonic(), 0))
            assert ready, "the browser does not answer"
            self._rest += os.read(self._from, 1 << 20)
        line, _, self._rest = self._rest.partition(b"\0")
        message = json.loads(line)
        if "method" in message:
            self.events.append(message)
        return dict(message)


class Page:
    """One tab."""

    def __init__(self, browser: Chromium, session: str) -> None:
        self.browser, self.session = browser, session

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """A command for this tab."""
        return self.browser.call(method, session=self.session, **params)

    def load(self, url: str) -> None:
        """Go to an address and wait until it has loaded."""
        seen = len(self.browser.events)
        self.call("Page.navigate", url=url)
        while not any(e["method"] == "Page.loadEventFired" for e in self._mine(since=seen)):
            self.browser.receive()
        self.evaluate(_LOADED)  # the event may have been the blank page's, come late

    def evaluate(self, script: str) -> Any:
        """The value of an expression, promises awaited."""
        answer = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def asked(self) -> list[str]:
        """Every address the tab asked for."""
        sent = [e for e in self._mine() if e["method"] == "Network.requestWillBeSent"]
        return [e["params"]["request"]["url"] for e in sent]

    def complaints(self) -> list[str]:
        """Errors and warnings in its console, failed loads, refused resources, uncaught
        exceptions."""
        return [text for event in self._mine() if (text := _complaint(event))]

    def _mine(self, *, since: int = 0) -> list[dict[str, Any]]:
        return [
            event for event in self.browser.events[since:] if event.get("sessionId") == self.session
        ]


def _complaint(event: dict[str, Any]) -> str:
    params = event.get("params", {})
    match event["method"]:
        case "Log.entryAdded" if params["entry"]["level"] in ("error", "warning"):
            return str(params["entry"]["text"])
        case "Runtime.exceptionThrown":
            return str(params["exceptionDetails"])
        case "Runtime.consoleAPICalled" if params["type"] in ("error", "warning", "assert"):
            return str(params["args"])
        case "Network.loadingFailed":
            return str(params)
    return ""
