"""Fills the templates of package managers that keep recipes: Homebrew, winget, Scoop and Nix."""

import base64
import hashlib
from string import Template

import tarball
from platforms import PLATFORMS
from product import ROOT, Product

TEMPLATES = ROOT / "release/templates"


def write(product: Product, archives: dict[str, bytes]) -> dict[str, bytes]:
    """Returns the recipes by their path. `archives` has the archive of each target."""
    values = {
        "version": product.version,
        "summary": product.summary,
        "licence": product.licence,
        "repository": product.repository,
        "downloads": product.downloads,
    }
    for platform in PLATFORMS:
        digest = hashlib.sha256(archives[platform.target]).digest()
        key = f"{platform.npm_os}_{platform.npm_cpu}"
        values[f"{key}_file"] = tarball.name(product, platform)
        values[f"{key}_sha256"] = digest.hex()
        # The form of hashes in Nix.
        values[f"{key}_sri"] = "sha256-" + base64.b64encode(digest).decode()
    paths = sorted(path for path in TEMPLATES.rglob("*") if path.is_file())
    return {path.relative_to(TEMPLATES).as_posix(): filled(path.read_text("utf-8"), values) for path in paths}


def filled(template: str, values: dict[str, str]) -> bytes:
    """Returns a template with its `${names}` replaced; one that is unknown is an error."""
    return Template(template).substitute(values).encode()
