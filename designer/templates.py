"""The user's own templates: modules or whole layouts kept as files, to be used in any project."""

from __future__ import annotations

import io
import secrets
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from designer.document.fragment import MOST_TEXT, Fragment, from_json, to_json
from designer.errors import InvalidError, NotFoundError, UnreadableError
from designer.language import _
from designer.records import Struct

ENDING: Final = ".duplex-template"
MOST_FILES, MOST_BYTES, MOST_PICTURE = 2_000, 256 * 1024 * 1024, 8 * 1024 * 1024
"""Entries of a template file, bytes it unpacks to, and bytes of its picture."""
MOST_RATIO = 400
"""How many times its packed size an entry may unpack to."""
LONGEST = 80


class About(Struct, kw_only=True):
    """What is told of a template: its name, what it is for, and whether it is a whole layout."""

    format: str = "duplex-template"
    version: int = 1
    name: str
    trade: str = ""
    occasion: str = ""
    whole: bool = False
    at: datetime
    modules: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


class Template(NamedTuple):
    """A template file that was looked into."""

    file: Path
    about: About

    @property
    def key(self) -> str:
        """What a drag or a list calls it: the name of its file."""
        return self.file.name


class Templates:
    """The templates of one folder; those that are none are left alone."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder if folder is not None else _own_folder()

    def all(self) -> tuple[Template, ...]:
        """Every template, the newest first."""
        found = [t for file in sorted(self.folder.glob(f"*{ENDING}")) if (t := _looked(file))]
        return tuple(sorted(found, key=lambda one: one.about.at, reverse=True))

    def get(self, key: str) -> Template:
        """The template of this key; raises NotFoundError."""
        for found in self.all():
            if found.key == key:
                return found
        raise NotFoundError(_("This template is no longer there."))

    def save(
        self,
        fragment: Fragment,
        *,
        files: Mapping[str, bytes],
        name: str,
        trade: str = "",
        occasion: str = "",
        whole: bool = False,
        picture: bytes = b"",
    ) -> Template:
        """Keep modules under a name, with their pictures and one of themselves (PNG)."""
        about = About(
            name=_called(name), trade=trade, occasion=occasion, whole=whole, at=datetime.now(UTC),
            modules=fragment.names, kinds=tuple(one.kind for one in fragment.modules),
        )  # fmt: skip
        parts = {f"assets/{key}": data for key, data in files.items()}
        parts["fragment.json"] = to_json(fragment)
        return self._written(about, parts, picture)

    def read(self, template: Template) -> tuple[Fragment, dict[str, bytes]]:
        """The modules of a template and their pictures by SHA-256; raises UnreadableError."""
        parts = _parts(template.file)
        files = {n.removeprefix("assets/"): d for n, d in parts.items() if n.startswith("assets/")}
        return from_json(parts.get("fragment.json", b"")), files

    def picture(self, template: Template) -> bytes:
        """The picture of a template, empty when it has none."""
        try:
            with zipfile.ZipFile(template.file) as held:
                info = held.getinfo("picture.png")
                return held.read(info) if info.file_size <= MOST_PICTURE else b""
        except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
            return b""

    def depict(self, template: Template, picture: bytes) -> Template:
        """Give a template its picture (PNG)."""
        parts = _parts(template.file)
        parts.pop("about.json", None)
        parts.pop("picture.png", None)
        return self._written(template.about, parts, picture, file=template.file)

    def rename(self, template: Template, name: str) -> Template:
        """Call a template otherwise."""
        about = msgspec.structs.replace(template.about, name=_called(name))
        parts = _parts(template.file)
        picture = parts.pop("picture.png", b"")
        parts.pop("about.json", None)
        return self._written(about, parts, picture, file=template.file)

    def remove(self, template: Template) -> None:
        """Take a template away for good."""
        template.file.unlink(missing_ok=True)

    def bring(self, file: Path) -> Template:
        """Copy a template file from elsewhere into the folder; raises UnreadableError."""
        found = _looked(file)
        if found is None:
            raise _unreadable(file)
        self.read(found)
        parts = _parts(file)
        picture = parts.pop("picture.png", b"")
        parts.pop("about.json", None)
        return self._written(found.about, parts, picture)

    def hand_out(self, template: Template, file: Path) -> None:
        """Copy a template to a place of the user's choice."""
        file.write_bytes(template.file.read_bytes())

    def _written(
        self, about: About, parts: Mapping[str, bytes], picture: bytes, *, file: Path | None = None
    ) -> Template:
        self.folder.mkdir(parents=True, exist_ok=True)
        file = file or self.folder / f"{secrets.token_hex(8)}{ENDING}"
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as held:
            held.writestr("about.json", msgspec.json.encode(about))
            for name, data in sorted(parts.items()):
                held.writestr(name, data)
            if picture:
                held.writestr("picture.png", picture)
        fresh = file.with_name(f".{file.name}.new")
        fresh.write_bytes(packed.getvalue())
        fresh.replace(file)
        return Template(file, about)


def _own_folder() -> Path:
    import platformdirs

    return platformdirs.user_data_path("duplex", appauthor=False) / "templates"


def _called(name: str) -> str:
    if not name.strip():
        raise InvalidError(_("A template needs a name."))
    return name.strip()[:LONGEST]


def _looked(file: Path) -> Template | None:
    try:
        with zipfile.ZipFile(file) as held:
            info = held.getinfo("about.json")
            if info.file_size > MOST_TEXT // 64:
                return None
            about = msgspec.json.decode(held.read(info), type=About)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError,
            RecursionError, msgspec.MsgspecError):  # fmt: skip
        return None
    return Template(file, about) if about.format == "duplex-template" and about.name else None


def _parts(file: Path) -> dict[str, bytes]:
    """All entries we know of a template; raises UnreadableError for what is too much or broken."""
    try:
        with zipfile.ZipFile(file) as held:
            infos = held.infolist()
            whole = sum(info.file_size for info in infos)
            wild = any(i.file_size > MOST_RATIO * max(1, i.compress_size) + 4096 for i in infos)
            if len(infos) > MOST_FILES or whole > MOST_BYTES or wild:
                raise _unreadable(file)
            return {info.filename: held.read(info) for info in infos if _known(info.filename)}
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError,
            EOFError) as error:  # fmt: skip
        raise _unreadable(file) from error


def _known(name: str) -> bool:
    folder, __, digest = name.partition("/")
    is_asset = folder == "assets" and len(digest) == 64 and digest.isalnum()
    return is_asset or name in ("about.json", "fragment.json", "picture.png")


def _unreadable(file: Path) -> UnreadableError:
    text = _("“{file}” cannot be used as a template: it is damaged, too large or was not made by "
             "Duplex.", file=file.name)  # fmt: skip
    return UnreadableError(text)
