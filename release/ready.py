#!/usr/bin/env python3
"""Checks, before anything is built, that a tag can be released: ready.py TAG."""

import os
import sys
import tomllib

from notes import section
from product import ROOT


def problems(tag: str) -> list[str]:
    """Returns what is missing for a release of the tag."""
    package = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))["package"]
    found = []
    if tag != f"v{package['version']}":
        found.append(f"the tag is {tag}, but Cargo.toml has version {package['version']}")
    try:
        section((ROOT / "CHANGELOG.md").read_text("utf-8"), package["version"])
    except SystemExit as reason:
        found.append(str(reason))
    here = f"{os.environ.get('GITHUB_SERVER_URL')}/{os.environ.get('GITHUB_REPOSITORY')}"
    if package.get("repository") != here:
        # cargo-binstall reads the address of the programs from the crate.
        found.append(f'Cargo.toml has to have `repository = "{here}"`')
    return found


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    missing = problems(sys.argv[1])
    for problem in missing:
        print(f"error: {problem}", file=sys.stderr)
    sys.exit(1 if missing else 0)
