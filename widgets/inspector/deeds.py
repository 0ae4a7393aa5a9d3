"""What the form does to the document: fill in, reset, keep and give upwards, for one or several."""

from __future__ import annotations

from collections.abc import Callable

from designer.actions import inheriting, variants
from designer.document.inheritance import bases, origin
from designer.errors import DesignerError
from widgets.inspector.base_line import go_to
from widgets.inspector.form import in_place
from widgets.inspector.subject import Subject
from widgets.session import Session


class Deeds:
    """The verbs of the form for whatever `subject` gives at that moment."""

    def __init__(self, session: Session, subject: Callable[[], Subject]) -> None:
        self._session, self._subject = session, subject

    def submit(self, path: str, value: object) -> str:
        """Fill in the setting at a path; the answer is what is wrong with the value, or nothing."""
        session, subject = self._session, self._subject()
        try:
            if subject.single:
                variants.set_setting(session.document, variant=subject.variants[0], setting=path,
                                     value=value, library=session.library)  # fmt: skip
            else:
                inheriting.set_settings(
                    session.document, variants=subject.variants, setting=path, value=value
                )
        except DesignerError as problem:
            return in_place(str(problem))
        return ""

    def reset(self, key: str) -> None:
        """Let a setting be inherited or defaulted again."""
        session, subject = self._session, self._subject()
        if subject.single:
            session.attempt(lambda: variants.reset_setting(
                session.document, variant=subject.variants[0], setting=key
            ))  # fmt: skip
        else:
            session.attempt(lambda: inheriting.reset_settings(
                session.document, variants=subject.variants, setting=key
            ))  # fmt: skip

    def source(self, key: str, deed: str) -> None:
        """Keep an inherited value (own), give an own one upwards (push), or go there (base)."""
        session, variant = self._session, self._subject().variants[0]
        if deed == "own":
            session.attempt(lambda: inheriting.own_setting(
                session.document, variant=variant, setting=key, library=session.library
            ))  # fmt: skip
        elif deed == "push":
            session.attempt(lambda: inheriting.push_setting(
                session.document, variant=variant, setting=key
            ))  # fmt: skip
        elif deed == "base":
            giver = origin(session.document, variant, key)
            above = bases(session.document, variant)
            go_to(session, giver if giver is not None and giver != variant else above[0])
