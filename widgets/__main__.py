"""`python -m widgets [FILE]`: open the studio on a project, or on a sample with `--sample NAME`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from widgets.application import Request, run


def main() -> int:
    """Read the command line and run the studio."""
    reader = argparse.ArgumentParser(prog="duplex-studio", description=__doc__)
    reader.add_argument("path", nargs="?", type=Path, help="a .duplex file or an unpacked folder")
    reader.add_argument("--sample", default="", help="a sample that comes with Duplex: shanlan")
    reader.add_argument("--self-test", action="store_true", help="open, paint, and end")
    given = reader.parse_args()
    request = Request(path=given.path, sample=given.sample, self_test=given.self_test)
    return run(request)


if __name__ == "__main__":
    sys.exit(main())
