"""Write a package to a folder or a zip: all or nothing, and the same bytes for the same content."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from designer.errors import RefusedError
from designer.language import _

MANIFEST = "manifest.json"
_STAMP = (1980, 1, 1, 0, 0, 0)
_STORED = frozenset({"jpg", "png", "webp", "gif", "avif", "mp4", "webm", "glb"})


def write(files: Mapping[str, bytes], target: Path) -> None:
    """Put the files into `target`, a `.zip` or a folder; an older package there is replaced,
    nothing else ever is."""
    refuse_foreign(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix.lower() == ".zip":
        _write_zip(files, target)
    else:
        _write_folder(files, target)


def refuse_foreign(target: Path) -> None:
    """Raise RefusedError when `target` holds something that is not a package."""
    if target.suffix.lower() == ".zip" or not target.exists():
        return
    if not target.is_dir():
        raise RefusedError(
            _("“{path}” is a file; choose a folder or a name ending in .zip.", path=target)
        )
    if any(target.iterdir()) and not (target / MANIFEST).is_file():
        raise RefusedError(_("“{path}” holds other files; choose an empty folder.", path=target))


def zip_bytes(files: Mapping[str, bytes], target: Path) -> None:
    """Write a zip whose bytes depend on the files alone."""
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            stored = name.rpartition(".")[2] in _STORED
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=6)


def _write_zip(files: Mapping[str, bytes], target: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    try:
        zip_bytes(files, Path(name))
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _write_folder(files: Mapping[str, bytes], target: Path) -> None:
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        for name, data in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        fresh.chmod(0o755)
        old = _set_aside(target)
        fresh.rename(target)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    if old is not None:
        shutil.rmtree(old, ignore_errors=True)


def _set_aside(target: Path) -> Path | None:
    if not target.exists():
        return None
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    target.rename(old / target.name)
    return old
