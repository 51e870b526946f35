#!/usr/bin/env python3
"""Writes the manual pages and the completions of shells, as the program itself makes them: extras.py PROGRAM DIR."""

import subprocess
import sys
from pathlib import Path

from product import COMPLETIONS


def main(program: str, folder: Path) -> None:
    """Writes `man/*.1` and `completions/*` into the folder."""
    (folder / "man").mkdir(parents=True, exist_ok=True)
    (folder / "completions").mkdir(exist_ok=True)
    subprocess.run([program, "man", str(folder / "man")], check=True, capture_output=True)
    for shell, name in COMPLETIONS.items():
        made = subprocess.run([program, "completions", shell], check=True, capture_output=True).stdout
        (folder / "completions" / name).write_bytes(made)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], Path(sys.argv[2]))
