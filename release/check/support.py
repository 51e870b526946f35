"""What the tests share: the program under test, a small book, and commands that have to succeed."""

import os
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# A folder that check.sh has made: it has the program, stripped, and what extras.py has written with it.
WORK = Path(os.environ["CHECK_FOLDER"])
PROGRAM = WORK / "pressmark"
EXTRAS = WORK / "extras"
REPOSITORY = "https://github.com/OWNER/pressmark"
# The date of all packages that the tests make.
EPOCH = 1_700_000_000
# The platform that the tests run on.
TARGET = "x86_64-unknown-linux-gnu"
BOOK = """\
title: A Small Book
language: en-GB
author: A. N. Author
publisher: A Press
date: 2026
rights: © 2026
description: A small book.
chapters: [one.md]
"""


def run(*command: object, code: int = 0, **options: object) -> subprocess.CompletedProcess:
    """Runs a command that has to end with the exit code."""
    options = {"check": False, "capture_output": True, "text": True, **options}
    done = subprocess.run([str(part) for part in command], **options)
    assert done.returncode == code, f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done


def timed(what: str, *command: object, **options: object) -> subprocess.CompletedProcess:
    """Runs a command, and prints how long it took."""
    begun = time.monotonic()
    done = run(*command, **options)
    print(f"{what}: {time.monotonic() - begun:.2f} s")
    return done


def write_book(folder: Path, text: str = "# One\n\nSome words.\n") -> Path:
    """Writes a small book of one chapter; returns its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "book.yaml").write_text(BOOK, "utf-8")
    (folder / "one.md").write_text(text, "utf-8")
    return folder


def makes_books(program: Path, folder: Path, **options: object) -> bool:
    """Returns whether a program makes both books of a small manuscript in the folder."""
    book = write_book(folder / "manuscript")
    run(program, "build", book, "-o", folder / "books", **options)
    return sorted(path.name for path in (folder / "books").iterdir()) == ["a-small-book.epub", "a-small-book.pdf"]


def empty(name: str) -> Path:
    """Returns an empty folder."""
    folder = WORK / name
    folder.mkdir()
    return folder


@cache
def wrapped() -> Path:
    """Wraps the program twice at the same time, with other places, zones, masks and orders of sets; returns the first result."""
    programs = empty("programs")
    (programs / TARGET).write_bytes(PROGRAM.read_bytes())
    jobs = [start_wrap(programs, "one", "UTC", 0o022), start_wrap(programs, "two", "Asia/Tokyo", 0o077)]
    for job in jobs:
        text = job.communicate()[0]
        assert job.returncode == 0, text
    return WORK / "one"


def start_wrap(programs: Path, name: str, zone: str, mask: int) -> subprocess.Popen:
    """Starts a wrap into the folder of a name, hardly compressed."""
    command = [sys.executable, ROOT / "release/wrap.py", programs, WORK / name]
    command += ["--extras", EXTRAS, "--repository", REPOSITORY, "--level", "0"]
    variables = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH), "TZ": zone, "PYTHONHASHSEED": str(mask)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.Popen(command, env=variables, umask=mask, cwd=WORK if name == "one" else ROOT, **pipes)


def only(pattern: str) -> Path:
    """Returns the only file of a pattern among the packages."""
    (found,) = wrapped().glob(pattern)
    return found
