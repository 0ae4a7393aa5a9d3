"""What somebody sees on the persona wall."""

from __future__ import annotations

import json
from typing import Any

from designer.render.page import render_page
from tests.journeys.person import Person
from widgets.personas.workspace import PersonasWorkspace


class Wall:
    """The wall of a person's studio, asked through its page."""

    def __init__(self, person: Person, room: PersonasWorkspace) -> None:
        self.person, self.room = person, room
        person.until(lambda: all(self.body(one.persona.id) for one in room.view.seen()))

    def shows(self, persona: str, text: str) -> bool:
        """Whether a text stands on somebody's page."""
        return text in self.body(persona)

    def modules_shown(self, persona: str, module: str) -> bool:
        """Whether a module of somebody's page is not hidden."""
        inside = f"querySelector('#{module}:not([hidden])')"
        return bool(self.js(f"{_page(persona)}?.{inside} ? 1 : 0"))

    def marks(self, persona: str) -> list[str]:
        """The modules marked as seen otherwise than on the first page."""
        code = f"document.querySelectorAll('[data-persona={persona}] .mark.differs')"
        return self.js(f"[...{code}].map(e => e.dataset.module)")

    def is_true_for_everybody(self) -> None:
        """Everybody's patched page equals a page rendered afresh, byte for byte."""
        session = self.person.session
        for one in self.room.view.seen():
            fresh = render_page(session.document, one.decision, library=session.library)
            parsed = f"new DOMParser().parseFromString({json.dumps(fresh.html)}, 'text/html')"
            assert self.body(one.persona.id) == self.js(f"{parsed}.body.outerHTML")

    def body(self, persona: str) -> str:
        """The body of somebody's page; empty while it is loading."""
        return self.js(f"{_page(persona)}?.body?.outerHTML ?? ''")

    def js(self, code: str) -> Any:
        """What a line of JavaScript answers."""
        heard: list[Any] = []
        self.room.view.page().runJavaScript(f"JSON.stringify({code})", heard.append)
        self.person.until(lambda: bool(heard))
        return json.loads(heard[0]) if heard[0] else None


def _page(persona: str) -> str:
    return f"document.querySelector('[data-persona={persona}] iframe')?.contentDocument"
