"""Installs each package offline into an empty place, and makes a book with it there."""

import sys
import unittest

from .support import empty, makes_books, only, run, timed


class Installations(unittest.TestCase):
    """The packages, as their package managers take them."""

    def test_the_wheel_installs_and_leaves_nothing(self) -> None:
        """Installs the wheel into a new environment."""
        place = empty("venv")
        run(sys.executable, "-m", "venv", place)
        before = set(place.rglob("*"))
        pip = [place / "bin/pip", "--disable-pip-version-check", "--quiet"]
        timed("wheel", *pip, "install", "--no-index", only("pypi/*.whl"))
        self.assertTrue(makes_books(place / "bin/pressmark", empty("by-wheel")))
        self.assertTrue((place / "share/man/man1/pressmark.1").is_file())
        run(*pip, "check")
        run(*pip, "uninstall", "--yes", "pressmark")
        left = [path for path in place.rglob("*") if path.is_file() and path not in before]
        self.assertEqual([path for path in left if "__pycache__" not in path.parts], [])

    def test_the_npm_packages_install(self) -> None:
        """Installs the launcher and the program of this platform, and passes an exit code on."""
        place = empty("npm")
        packages = [only("npm/pressmark-linux-x64-*.tgz"), only("npm/pressmark-npm-*.tgz")]
        flags = ["--offline", "--no-audit", "--no-fund", "--no-update-notifier", "--cache", empty("npm-cache")]
        timed("npm", "npm", "install", *flags, *packages, cwd=place)
        launcher = place / "node_modules/.bin/pressmark"
        self.assertTrue(makes_books(launcher, empty("by-npm")))
        run(launcher, "build", "nowhere", code=2, cwd=place)

    def test_the_launcher_says_what_is_missing(self) -> None:
        """Unpacks the launcher without the program."""
        place = empty("npm-alone")
        run("tar", "-xzf", only("npm/pressmark-npm-*.tgz"), "-C", place)
        done = run("node", place / "package/bin/pressmark.js", "--version", code=3)
        self.assertIn("@pressmark/linux-x64 is not installed", done.stderr)

    def test_the_deb_installs_and_leaves_nothing(self) -> None:
        """Installs the package into an empty root, with dpkg's own database there."""
        root = empty("root")
        for name in ("updates", "info", "triggers"):
            (root / "var/lib/dpkg" / name).mkdir(parents=True)
        (root / "var/lib/dpkg/status").touch()
        dpkg = ["dpkg", f"--root={root}", "--log=/dev/null", "--force-not-root", "--force-bad-path"]
        timed("deb", *dpkg, "--install", only("*.deb"))
        self.assertTrue(makes_books(root / "usr/bin/pressmark", empty("by-deb")))
        share = root / "usr/share"
        for name in ("man/man1/pressmark.1.gz", "bash-completion/completions/pressmark", "doc/pressmark/copyright"):
            self.assertTrue((share / name).is_file(), name)
        run(*dpkg, "--purge", "pressmark")
        self.assertFalse((root / "usr").exists())
