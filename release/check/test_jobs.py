"""Runs what is in the jobs that `pressmark init --ci` writes: their shell, with the program, in a repository."""

import os
import tempfile
import unittest
from pathlib import Path

from ruamel.yaml import YAML

from .support import PROGRAM, run, write_book

BOOKS = ["a-small-book.epub", "a-small-book.pdf"]
# Stands for the program of GitHub that makes a release, and prints what it is asked for.
GH = '#!/bin/sh\nprintf "%s\\n" "$@"\n'


class Jobs(unittest.TestCase):
    """The jobs of a book in a repository."""

    def setUp(self) -> None:
        """Makes a repository with a book in a folder whose name needs quotes."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        book = write_book(self.root / "my 'first' book")
        run("git", "init", "--quiet", self.root)
        for system in ("github", "gitlab"):
            run(PROGRAM, "init", "--ci", system, book)
        run("git", "add", ".", cwd=self.root)
        author = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        run("git", *author, "commit", "--quiet", "--message", "A book", cwd=self.root)
        tools = self.root / ".git/tools"
        tools.mkdir()
        (tools / "pressmark").symlink_to(PROGRAM)
        (tools / "gh").write_text(GH)
        (tools / "gh").chmod(0o755)
        self.variables = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "GITHUB_ACTIONS": "true"}

    def shell(self, script: str, **variables: str) -> str:
        """Runs a script as the runners do; returns what it prints."""
        return run("bash", "-eo", "pipefail", "-c", script, cwd=self.root, env={**self.variables, **variables}).stdout

    def test_github(self) -> None:
        """Builds the book, and makes a release with it."""
        jobs = YAML(typ="safe").load(self.root / ".github/workflows/book.yml")["jobs"]
        (build,) = [step for step in jobs["book"]["steps"] if step.get("name") == "Build the book"]
        summary = self.root / ".git/summary"
        self.shell(build["run"], **build["env"], GITHUB_STEP_SUMMARY=str(summary))
        self.assertEqual(sorted(path.name for path in (self.root / "books").iterdir()), BOOKS)
        self.assertIn("A Small Book", summary.read_text("utf-8"))
        # The date of the commit is the date of the books.
        epoch = run("git", "log", "-1", "--format=%ct", cwd=self.root).stdout.strip()
        again = {**self.variables, "SOURCE_DATE_EPOCH": epoch}
        run("pressmark", "build", build["env"]["BOOK"], "-o", self.root / "again", cwd=self.root, env=again)
        for name in BOOKS:
            self.assertEqual((self.root / "books" / name).read_bytes(), (self.root / "again" / name).read_bytes())

        (release,) = [step for step in jobs["release"]["steps"] if "run" in step]
        asked = self.shell(release["run"], GITHUB_REF_NAME="v1", GITHUB_REPOSITORY="OWNER/book").splitlines()
        self.assertEqual(asked[asked.index("--") + 1 :], [*BOOKS, "../SHA256SUMS"])
        run("sha256sum", "--check", "--strict", "../SHA256SUMS", cwd=self.root / "books")

    def test_gitlab(self) -> None:
        """Builds the book; the report of mistakes is a list."""
        job = YAML(typ="safe").load(self.root / ".gitlab-ci.yml")["book"]
        variables = {**job["variables"], "CI_COMMIT_TIMESTAMP": "2026-11-28T12:00:00+01:00"}
        self.shell("\n".join(job["script"]), **variables)
        self.assertEqual(sorted(path.name for path in (self.root / "books").iterdir()), BOOKS)
        self.assertEqual((self.root / "gl-code-quality-report.json").read_text("utf-8").strip(), "[]")
