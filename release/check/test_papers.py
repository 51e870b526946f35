"""Checks the recipes, the list of components, the licences, the notes of a release, and what the documentation shows."""

import io
import json
import os
import tarfile
import tomllib
import unittest
import unittest.mock
import zipfile

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from ruamel.yaml import YAML

import crates
import notes
import notices
import ready
import render
import sbom
import tarball
from platforms import PLATFORMS
from product import Product

from .support import EPOCH, REPOSITORY, ROOT

EXPECTED = ROOT / "release/expected"
PRODUCT = Product(
    version="1.2.3",
    summary="Turns a manuscript into books",
    licence="MIT OR Apache-2.0",
    repository=REPOSITORY,
    epoch=EPOCH,
    level=0,
    papers={},
)


class Papers(unittest.TestCase):
    """Texts about the program."""

    def test_recipes_are_as_expected(self) -> None:
        """Compares the filled templates with the expected ones; `BLESS=1 release/check.sh` rewrites these."""
        made = render.write(PRODUCT, {platform.target: platform.target.encode() for platform in PLATFORMS})
        for name, data in made.items():
            path = EXPECTED / name
            if os.environ.get("BLESS") == "1":
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            self.assertEqual(data.decode(), path.read_text("utf-8"), f"{name}: BLESS=1 release/check.sh")
            if name.endswith(".yaml"):
                self.assertEqual(YAML(typ="safe").load(data)["PackageVersion"], "1.2.3")
            if name.endswith(".json"):
                self.assertEqual(json.loads(data)["version"], "1.2.3")
        expected = {path.relative_to(EXPECTED).as_posix() for path in EXPECTED.rglob("*") if path.is_file()}
        self.assertEqual(set(made), expected)

    def test_binstall_finds_the_archives(self) -> None:
        """Fills the templates of Cargo.toml in, as cargo-binstall does."""
        package = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))["package"]
        common = package["metadata"]["binstall"]
        # What binstall asks for, and which platform it gets.
        asked = [(platform.target, platform) for platform in PLATFORMS]
        asked += [(platform.target.replace("gnu", "musl"), platform) for platform in PLATFORMS if platform.image]
        for target, platform in asked:
            options = {**common, **common["overrides"].get(target, {})}
            values = {"repo": REPOSITORY, "name": "pressmark", "bin": "pressmark", "version": "1.2.3"}
            values |= {"target": target, "binary-ext": ".exe" if platform.is_windows else ""}
            filled = {key: options[key] for key in ("pkg-url", "bin-dir")}
            for name, value in values.items():
                filled = {key: text.replace(f"{{ {name} }}", value) for key, text in filled.items()}
            name, data = tarball.write(PRODUCT, platform, b"program")
            self.assertEqual(filled["pkg-url"], f"{PRODUCT.downloads}/{name}")
            self.assertEqual(options["pkg-fmt"], "zip" if platform.is_windows else "tgz")
            self.assertIn(filled["bin-dir"], names_in(data))

    def test_the_component_of_gitlab_has_our_version(self) -> None:
        """Compares its default with Cargo.toml."""
        package = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))["package"]
        documents = YAML(typ="safe").load_all(ROOT / "release/gitlab/templates/pressmark.yml")
        self.assertEqual(next(documents)["spec"]["inputs"]["version"]["default"], package["version"])

    def test_the_list_of_components_is_valid(self) -> None:
        """Validates the list of each target against the schema of CycloneDX 1.6."""
        names = {}
        for platform in PLATFORMS:
            name, data = sbom.write(PRODUCT, platform, b"program")
            self.assertEqual(name, f"pressmark-1.2.3-{platform.target}.cdx.json")
            self.assertIsNone(JsonStrictValidator(SchemaVersion.V1_6).validate_str(data.decode()), platform.target)
            listing = json.loads(data)
            names[platform.target] = {component["name"] for component in listing["components"]}
            known = {component["bom-ref"] for component in listing["components"]}
            known.add(listing["metadata"]["component"]["bom-ref"])
            for dependency in listing["dependencies"]:
                self.assertLessEqual({dependency["ref"], *dependency["dependsOn"]}, known)
        linux, windows = names["x86_64-unknown-linux-gnu"], names["x86_64-pc-windows-msvc"]
        self.assertTrue({"clap", "landlock", "printpdf"} <= linux and "landlock" not in windows)
        # What runs in the compiler alone, and what only tests use.
        self.assertFalse({"syn", "serde_derive", "insta", "proptest"} & (linux | windows))

    def test_every_crate_and_font_has_its_licence(self) -> None:
        """Looks for each crate and each family of fonts in the text."""
        text = notices.text().decode()
        for platform in PLATFORMS:
            for crate in crates.of_target(platform.target)[1:]:
                self.assertIn(f"  {crate.name} {crate.version}: {crate.licence}\n", text)
                self.assertTrue(crate.licence, crate.name)
        for folder in (ROOT / "fonts").iterdir():
            self.assertTrue(folder.is_file() or f"the fonts of {folder.name}" in text.replace("\n", " "), folder)

    def test_a_tag_that_does_not_fit_is_refused(self) -> None:
        """Asks for a release of another version, without its section, from another repository."""
        with unittest.mock.patch.dict(os.environ, GITHUB_SERVER_URL="https://github.invalid", GITHUB_REPOSITORY="a/b"):
            found = "\n".join(ready.problems("v99.0.0"))
        for part in ("the tag is v99.0.0", 'has to have `repository = "https://github.invalid/a/b"`'):
            self.assertIn(part, found)

    def test_notes_are_the_section_of_a_version(self) -> None:
        """Cuts sections of several forms."""
        log = "# Changelog\n\n## Unreleased\n\n- new\n\n## [1.2.3] - 2026-11-28\n\n### Added\n\n- one\n\n## 1.2.30\n\n- two\n\n## 1.0\n"
        self.assertEqual(notes.section(log, "1.2.3"), "### Added\n\n- one\n")
        self.assertEqual(notes.section(log, "1.2.30"), "- two\n")
        self.assertEqual(notes.section(log, "Unreleased"), "- new\n")
        for version in ("1.0", "1.2", "7"):
            with self.assertRaises(SystemExit):
                notes.section(log, version)
        # Ours can be cut now, and is not too long.
        self.assertTrue(notes.section((ROOT / "CHANGELOG.md").read_text("utf-8"), "Unreleased"))


def names_in(archive: bytes) -> list[str]:
    """Returns the names in a zip archive, or in a tar archive."""
    data = io.BytesIO(archive)
    if zipfile.is_zipfile(data):
        return zipfile.ZipFile(data).namelist()
    data.seek(0)
    with tarfile.open(fileobj=data) as opened:
        return opened.getnames()
