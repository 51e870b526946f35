"""Runs the steps of the action: on the sample book, on a book with errors, with hostile inputs, and from a release."""

import json
import tempfile
import unittest
from pathlib import Path

from . import steps
from .support import PROGRAM, ROOT, TARGET, write_book


class Action(unittest.TestCase):
    """The action in a workspace."""

    def setUp(self) -> None:
        """Makes a workspace."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.temp = Path(folder.name) / "temp"
        self.workspace = Path(folder.name) / "workspace"
        self.temp.mkdir()
        self.workspace.mkdir()

    def run_action(self, **inputs: str) -> steps.Result:
        """Runs the action with the program under test."""
        return steps.run(ROOT, {"binary": str(PROGRAM), **inputs}, self.workspace, self.temp)

    def run_installed(self, **inputs: str) -> steps.Result:
        """Runs the action with a program that it has to install."""
        return steps.run(ROOT, inputs, self.workspace, self.temp)

    def report(self, result: steps.Result) -> dict:
        """Returns the report that the output names."""
        return json.loads((self.workspace / result.outputs["report"]).read_text("utf-8"))

    def test_the_sample_book(self) -> None:
        """Its books are outputs, and in the report and in the summary."""
        result = self.run_action(path=str(ROOT / "manuscript"), strict="true")
        self.assertEqual(result.code, 0, result.log)
        books = result.outputs["books"].splitlines()
        self.assertEqual(books, ["output/twenty-steps.epub", "output/twenty-steps.pdf"])
        for book in books:
            self.assertTrue((self.workspace / book).is_file(), book)
        report = self.report(result)
        self.assertEqual((report["exit"], [book["path"] for book in report["books"]]), (0, books))
        for book in report["books"]:
            self.assertIn(book["sha256"], result.summary)
        self.assertNotIn("::error", result.log)

    def test_a_book_is_found_without_a_path(self) -> None:
        """The book.yaml of the workspace is used, and a name with spaces and quotes passes."""
        write_book(self.workspace)
        result = self.run_action(output="the 'best' books")
        self.assertEqual(result.code, 0, result.log)
        self.assertIn("the 'best' books/a-small-book.epub", result.outputs["books"].splitlines())

    def test_a_book_with_errors(self) -> None:
        """The job fails with an annotation at the place; the report and the summary are there."""
        write_book(self.workspace / "book", "# One\n\n@fig:none\n")
        result = self.run_action(path="book")
        self.assertEqual(result.code, 1, result.log)
        self.assertIn("::error file=book/one.md,line=3,", result.log)
        report = self.report(result)
        self.assertEqual((report["exit"], report["books"], result.outputs["books"]), (1, [], ""))
        self.assertTrue(result.summary.strip())

    def test_inputs_are_no_code(self) -> None:
        """No input is run by the shell, or taken for an option."""
        write_book(self.workspace)
        code = '"; touch spoiled; $(touch spoiled) `touch spoiled`\nbooks=forged'
        for name, value in [("path", code), ("output", code), ("report", code), ("strict", code), ("path", "--emit=layout")]:
            result = self.run_action(**{name: value})
            self.assertNotIn("forged", result.outputs["books"].splitlines(), (name, value))
            self.assertFalse((self.workspace / "spoiled").exists(), (name, value))
            self.assertEqual(list(self.workspace.rglob("*.txt")), [], (name, value))
        self.assertEqual(self.run_action(strict="perhaps").code, 2)

    def test_a_version_is_installed_by_its_checksum(self) -> None:
        """Installs from a folder in the place of the release, and not if a byte of it is wrong."""
        write_book(self.workspace)
        version, mirror = self.release()
        release = {"mirror": mirror.as_uri()}
        result = self.run_installed(**release)
        self.assertEqual(result.code, 0, result.log)
        self.assertEqual(len(result.outputs["books"].splitlines()), 2)
        self.assertTrue((Path(result.path[0]) / "pressmark").is_file())

        for wrong in ({"sha256": "0" * 64}, {"version": "9.9.9"}, {"version": "1/../$(touch spoiled)"}):
            self.assertNotEqual(self.run_installed(**{**release, **wrong}).code, 0)
        self.assertFalse((self.workspace / "spoiled").exists())
        (archive,) = mirror.glob("*/*.tar.gz")
        archive.write_bytes(archive.read_bytes()[:-1] + b"?")
        installed = Path(self.temp / f"pressmark-{version}/pressmark")
        installed.unlink()
        result = self.run_installed(**release)
        self.assertNotEqual(result.code, 0)
        self.assertIn("nothing was installed", result.log)
        self.assertFalse(installed.exists())

    def release(self) -> tuple[str, Path]:
        """Makes the archive of a version in a folder like that of a release; returns the version and the folder."""
        import notices
        import product
        import tarball
        import wrap
        from platforms import platform_of

        made = product.load("https://github.invalid/OWNER/pressmark", None, notices.text(), level=0)
        name, data = tarball.write(made, platform_of(TARGET), PROGRAM.read_bytes())
        folder = self.temp / "releases" / f"v{made.version}"
        folder.mkdir(parents=True)
        (folder / name).write_bytes(data)
        for sums, text in wrap.checksums({name: data}).items():
            (folder / sums).write_bytes(text)
        return made.version, folder.parent
