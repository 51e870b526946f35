"""The licences of the crates and fonts in the program, in one text: each licence once, with those that it covers."""

import textwrap
from pathlib import Path

import crates
from crates import Crate
from platforms import PLATFORMS
from product import ROOT

# How the file of a licence begins in a crate.
NAMES = ("LICEN", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE", "OFL")
LIBRARIES = """\
The standard library of Rust: MIT OR Apache-2.0, The Rust Project Developers.

The programs for Linux contain the GNU C Library, copyright the Free Software Foundation and others, whose licence, the
GNU Lesser General Public License, version 2.1 or later, is at the end. The sources of Pressmark are public and under
licences that allow to link the program with another version of the library: release/build.sh does it.
"""


def text() -> bytes:
    """Returns the text for the programs of all platforms."""
    found: dict[str, Crate] = {}
    for platform in PLATFORMS:
        for crate in crates.of_target(platform.target)[1:]:
            found[f"{crate.name} {crate.version}"] = crate
    sources = [(label, chosen(crate)) for label, crate in sorted(found.items())]
    fonts = sorted(path for path in (ROOT / "fonts").iterdir() if path.is_dir())
    sources += [(f"the fonts of {folder.name}", licences_in(folder)) for folder in fonts]
    # The same words in other lines are the same licence.
    covered: dict[str, tuple[str, list[str]]] = {}
    for label, files in sources:
        for licence in map(read, files):
            covered.setdefault(" ".join(licence.split()), (licence, []))[1].append(label)
    parts = ["Pressmark contains the work of others.\n", LIBRARIES, "Crates and their licences:\n"]
    parts.append("".join(f"  {label}: {crate.licence}\n" for label, crate in sorted(found.items())))
    for licence, labels in covered.values():
        parts.append(f"{'-' * 80}\n{textwrap.fill(', '.join(labels), 80, break_on_hyphens=False)}:\n\n{licence}\n")
    parts.append(f"{'-' * 80}\nThe GNU C Library:\n\n{read(ROOT / 'release/LICENSE-LGPL-2.1')}\n")
    return "\n".join(parts).encode()


def chosen(crate: Crate) -> list[Path]:
    """Returns the licences of a crate under which we use it: where MIT is a choice, that one."""
    files = licences_in(crate.folder)
    mit = [path for path in files if "MIT" in path.name.upper()]
    return mit if mit and "MIT" in crate.licence.split(" OR ") else files


def licences_in(folder: Path) -> list[Path]:
    """Returns the files in a folder that hold licences."""
    files = (path for path in folder.iterdir() if path.is_file() and path.name.upper().startswith(NAMES))
    return sorted(files)


def read(path: Path) -> str:
    """Returns a licence with the same ends of lines everywhere."""
    lines = path.read_text("utf-8", errors="replace").strip().splitlines()
    return "\n".join(line.rstrip() for line in lines)
