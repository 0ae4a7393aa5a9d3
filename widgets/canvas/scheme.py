"""Our own URL scheme: pages and pictures come from the open project, everything else is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QEvent, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from designer.errors import DesignerError

NAME: Final = b"duplex"
ALLOWED: Final = frozenset({"duplex", "data", "blob", "qrc", "about"})


class Answer(NamedTuple):
    """What a place on our scheme answers: its media type and its bytes."""

    media: str
    body: bytes


Source = Callable[[str, str], Answer | None]
"""Answers a path and a query string below one host; None when nothing is there."""


def register() -> None:
    """Make the scheme known; this must happen before the application is made, and once."""
    if QWebEngineUrlScheme.schemeByName(NAME).name() == NAME:
        return
    scheme = QWebEngineUrlScheme(NAME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flags = QWebEngineUrlScheme.Flag
    scheme.setFlags(
        flags.SecureScheme | flags.CorsEnabled | flags.FetchApiAllowed | flags.LocalAccessAllowed
    )
    QWebEngineUrlScheme.registerScheme(scheme)


def address(host: str, path: str = "index.html", query: str = "") -> QUrl:
    """The URL of a place on our scheme."""
    url = QUrl()
    url.setScheme(NAME.decode())
    url.setHost(host)
    url.setPath("/" + path)
    if query:
        url.setQuery(query)
    return url


class Gate(QWebEngineUrlRequestInterceptor):
    """Blocks every request that leaves our scheme, and remembers what was blocked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.blocked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl()
        if url.scheme() not in ALLOWED:
            self.blocked.append(url.toString())
            info.block(True)


class QuietPage(QWebEnginePage):
    """A page that goes nowhere by itself and keeps what its console says to itself."""

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        self.console: list[str] = []

    def acceptNavigationRequest(
        self, url: QUrl | str, type: QWebEnginePage.NavigationType, whole: bool
    ) -> bool:
        kinds = QWebEnginePage.NavigationType
        asked = type in (kinds.NavigationTypeTyped, kinds.NavigationTypeReload)
        return (asked or not whole) and QUrl(url).scheme() in ALLOWED

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        del self.console[:-99]
        self.console.append(f"{source}:{line}: {message}")


class Handler(QWebEngineUrlSchemeHandler):
    """Answers requests from the source of their host."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sources: dict[str, Source] = {}

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        url = job.requestUrl()
        source = self.sources.get(url.host())
        if source is None or job.requestMethod().data() != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        answer = self._answer(source, url)
        if answer is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        body = QBuffer(job)
        body.setData(QByteArray(answer.body))
        body.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(QByteArray(answer.media.encode()), body)

    def _answer(self, source: Source, url: QUrl) -> Answer | None:
        try:
            return source(url.path().lstrip("/"), url.query())
        except DesignerError:
            return None


class Browser(QObject):
    """The one offline browser profile of the studio and the places it can visit."""

    def __init__(
        self, profile: QWebEngineProfile | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._own = profile is None
        self.closed = False
        self.profile = profile or QWebEngineProfile()
        self.gate = Gate(self)
        self.handler = Handler(self)
        self._pages: list[QWebEnginePage] = []
        self.profile.removeAllUrlSchemeHandlers()
        self.profile.installUrlSchemeHandler(QByteArray(NAME), self.handler)
        self.profile.setUrlRequestInterceptor(self.gate)

    def serve(self, host: str, source: Source) -> None:
        """Answer requests for `duplex://<host>/…` from a source."""
        self.handler.sources[host] = source

    def page(self, parent: QWidget, *, script: str = "", early: str = "") -> QuietPage:
        """A page of this browser; scripts run in a world of their own, unseen by the page.

        `early` runs before the page is parsed, `script` when the document is ready.
        """
        page = QuietPage(self.profile, parent)
        settings, attribute = page.settings(), QWebEngineSettings.WebAttribute
        settings.setAttribute(attribute.ShowScrollBars, False)
        settings.setAttribute(attribute.ErrorPageEnabled, False)
        settings.setAttribute(attribute.LocalContentCanAccessRemoteUrls, False)
        settings.setAttribute(attribute.PlaybackRequiresUserGesture, True)
        points = QWebEngineScript.InjectionPoint
        for source, point in ((early, points.DocumentCreation), (script, points.DocumentReady)):
            if source:
                page.scripts().insert(isolated(source, point))
        self._pages.append(page)
        return page

    def discard(self, page: QWebEnginePage) -> None:
        """Let go of a page before its view goes."""
        if page in self._pages:
            self._pages.remove(page)
        if isValid(page):  # its view may have taken it along
            page.setParent(None)
            page.deleteLater()
            QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)

    def close(self) -> None:
        """Let pages go first and the profile after them; Qt warns when the order is another."""
        self.closed = True
        for page in tuple(self._pages):
            self.discard(page)
        self.profile.removeAllUrlSchemeHandlers()
        if self._own:
            self.profile.deleteLater()


def isolated(source: str, point: QWebEngineScript.InjectionPoint) -> QWebEngineScript:
    """A script for the application's own world, run at this point of a page's life."""
    script = QWebEngineScript()
    script.setName(f"duplex-{point.name}")
    script.setSourceCode(source)
    script.setWorldId(QWebEngineScript.ScriptWorldId.ApplicationWorld)
    script.setInjectionPoint(point)
    script.setRunsOnSubFrames(False)
    return script
