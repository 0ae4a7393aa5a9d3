"""Say a text in the user's language: English stands in the code, Chinese in gettext catalogues."""

from __future__ import annotations

import json
import locale
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, cast, get_args

Language = Literal["zh_CN", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LOCALE = Path(__file__).resolve().parent.parent / "assets" / "locale"

_ENTRY = re.compile(
    r'^msgid((?:\s*"(?:[^"\\\n]|\\.)*")+)\s*'
    r'(?:^msgid_plural(?:\s*"(?:[^"\\\n]|\\.)*")+\s*)?'
    r'^msgstr(?:\[0\])?((?:\s*"(?:[^"\\\n]|\\.)*")+)',
    re.MULTILINE,
)
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"')


class _Voice:
    """The language in use and its texts, which are read at the first need."""

    def __init__(self) -> None:
        self.language: Language | None = None
        self.texts: Mapping[str, str] = {}


_voice = _Voice()


def _(text: str, /, **values: object) -> str:
    """Return the text in the language in use, with each `{name}` replaced by its value."""
    if _voice.language is None:
        use(preferred())
    said = _voice.texts.get(text, text)
    return said.format(**values) if values else said


def plural(one: str, many: str, /, *, count: int, **values: object) -> str:
    """Return the sentence for a count; `{count}` stands for the number, Chinese has one form."""
    if current() == "en":
        return (one if count == 1 else many).format(count=count, **values)
    return _(one, count=count, **values)


def mark(text: str, /) -> str:
    """Mark a text that is defined here and said later with `_`, so that translators find it."""
    return text


def use(language: Language, /) -> None:
    """Speak this language from now on; the caller asks again for texts already on screen."""
    _voice.texts = {} if language == "en" else catalogue(language)
    _voice.language = language


def current() -> Language:
    """The language in use."""
    if _voice.language is None:
        use(preferred())
    return cast("Language", _voice.language)


def preferred(environment: Mapping[str, str] = os.environ) -> Language:
    """What DUPLEX_LANGUAGE asks for, else the system: Chinese unless that is English."""
    asked = environment.get("DUPLEX_LANGUAGE", "")
    if not asked:
        names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        asked = next(filter(None, names), None) or locale.getlocale()[0] or ""
    return "en" if asked.lower().startswith("en") else "zh_CN"


def catalogue(language: Language) -> dict[str, str]:
    """The texts of a language, merged from its parts (one gettext file a room)."""
    texts: dict[str, str] = {}
    for part in parts(language):
        texts.update(entries(part.read_text(encoding="utf-8")))
    return texts


def parts(language: Language) -> list[Path]:
    """The catalogue's files in a fixed order."""
    return sorted((LOCALE / language / "parts").glob("*.po"))


def entries(source: str) -> Iterator[tuple[str, str]]:
    """Each translated text of a gettext file with its translation, first plural form."""
    for found in _ENTRY.finditer(source):
        text, said = _joined(found[1]), _joined(found[2])
        if text and said:
            yield text, said


def _joined(quoted: str) -> str:
    return "".join(json.loads(piece) for piece in _QUOTED.findall(quoted))
