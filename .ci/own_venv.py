"""A virtual environment of a script's own, below target/, with what it needs from PyPI."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path


def enter(python: Path, pinned: list[str], script: str) -> None:
    """Goes on with ``script`` under ``python``, .../bin/python of an environment that is made once for each list of ``pinned``."""
    if Path(sys.executable) == python:
        return
    folder = python.parent.parent
    installed = folder / "installed.txt"
    if not installed.exists() or installed.read_text() != "\n".join(pinned):
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *pinned], check=True)
        installed.write_text("\n".join(pinned))
    sys.exit(subprocess.run([python, script, *sys.argv[1:]]).returncode)
