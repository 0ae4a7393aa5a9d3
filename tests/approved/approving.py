"""`python -m tests.approved.approving [SETTING…]`: picture the studio anew and keep the pictures.

To be run after the panels were looked at; a setting is such as `zh_CN-dark-2`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).parent / "pictures"


class Setting(NamedTuple):
    """What a run of pictures is taken in."""

    language: str
    mode: str
    scale: str

    def __str__(self) -> str:
        return "-".join(self)


SETTINGS = tuple(Setting(*one) for one in product(("zh_CN", "en"), ("light", "dark"), ("1", "2")))


def shoot(setting: Setting, *, project: Path, out: Path) -> None:
    """Picture every scene in a process of its own; raises when one cannot be taken."""
    with tempfile.TemporaryDirectory() as home:
        own = Path(home) / "shop.duplex"
        shutil.copyfile(project, own)
        homes = {f"XDG_{name}_HOME": home for name in ("DATA", "CONFIG", "CACHE", "STATE")}
        subprocess.run(
            [sys.executable, "-m", "tests.approved.shooting", *setting, str(own), str(out)],
            cwd=ROOT, env={**os.environ, **homes}, check=True, timeout=300,
        )  # fmt: skip


def main() -> int:
    """Take the settings named, or all."""
    from designer.kinds.library import Library
    from designer.storage.unpacked import pack

    known = {str(one): one for one in SETTINGS}
    wanted = sys.argv[1:] or list(known)
    if strange := [name for name in wanted if name not in known]:
        sys.stderr.write(f"{', '.join(strange)}: choose among {', '.join(known)}\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "shanlan.duplex"
        pack(ROOT / "projects" / "shanlan", project, library=Library.load())
        for name in wanted:
            shutil.rmtree(KEPT / name, ignore_errors=True)
            shoot(known[name], project=project, out=KEPT / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
