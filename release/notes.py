#!/usr/bin/env python3
"""Prints the section of a version in CHANGELOG.md, for the notes of its release: notes.py VERSION."""

import re
import sys

from product import ROOT

# The longest text that a release of GitHub takes.
LONGEST = 125_000


def section(changelog: str, version: str) -> str:
    """Returns the section without its heading, which may be `## 1.2.3`, `## [1.2.3]` or `## 1.2.3 - 2026-11-28`."""
    heading = re.compile(rf"^## \[?{re.escape(version)}\]?(?:\s.*)?$", re.MULTILINE)
    start = heading.search(changelog)
    if start is None:
        raise SystemExit(f"CHANGELOG.md has no section `## {version}`; rename `## Unreleased` to it")
    rest = changelog[start.end() :]
    end = re.search(r"^## ", rest, re.MULTILINE)
    text = (rest[: end.start()] if end else rest).strip()
    if not text:
        raise SystemExit(f"the section `## {version}` of CHANGELOG.md is empty")
    if len(text) > LONGEST:
        raise SystemExit(f"the section `## {version}` of CHANGELOG.md has {len(text)} characters; a release takes {LONGEST}")
    return text + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.stdout.write(section((ROOT / "CHANGELOG.md").read_text("utf-8"), sys.argv[1].removeprefix("v")))
