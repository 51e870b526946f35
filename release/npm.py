"""The packages for npm: one with the program for each platform, and `pressmark`, which npm gives the fitting one."""

import json

from archives import Entry, gzip, tar
from platforms import PLATFORMS, Platform
from product import ROOT, Product


def write(product: Product, platform: Platform, program: bytes) -> tuple[str, bytes]:
    """Returns the name and the bytes of a platform's package."""
    key = f"{platform.npm_os}-{platform.npm_cpu}"
    manifest = {
        **common(product, f"@pressmark/{key}", f"The program of pressmark for {key}"),
        "os": [platform.npm_os],
        "cpu": [platform.npm_cpu],
        # Yarn would keep it packed, where it cannot be run.
        "preferUnplugged": True,
        "files": ["bin/", *licence_names(product)],
    }
    entries = [Entry(f"bin/{platform.program}", program, 0o755), *licences(product)]
    return f"pressmark-{key}-{product.version}.tgz", pack(product, manifest, entries)


def write_launcher(product: Product) -> tuple[str, bytes]:
    """Returns the name and the bytes of the package `pressmark`."""
    keys = [f"@pressmark/{platform.npm_os}-{platform.npm_cpu}" for platform in PLATFORMS]
    manifest = {
        **common(product, "pressmark", product.summary),
        "keywords": ["epub", "pdf", "markdown", "typesetting", "book"],
        "bin": {"pressmark": "bin/pressmark.js"},
        "engines": {"node": ">=18"},
        "optionalDependencies": {key: product.version for key in keys},
        "files": ["bin/", *licence_names(product)],
    }
    if product.manuals:
        manifest["man"] = [f"./man/{name}" for name in product.manuals]
        manifest["files"].insert(1, "man/")
    entries = [
        Entry("bin/pressmark.js", (ROOT / "release/npm/pressmark.js").read_bytes(), 0o755),
        *(Entry(f"man/{name}", page) for name, page in product.manuals.items()),
        Entry("README.md", product.papers["README.md"]),
        *licences(product),
    ]
    return f"pressmark-npm-{product.version}.tgz", pack(product, manifest, entries)


def common(product: Product, name: str, description: str) -> dict:
    """Returns what both manifests have. npm compares `repository` with the provenance of the job."""
    return {
        "name": name,
        "version": product.version,
        "description": description,
        "license": f"({product.licence})",
        "repository": {"type": "git", "url": f"git+{product.repository}.git"},
    }


def licence_names(product: Product) -> list[str]:
    """Returns the names of the licences among the papers."""
    return [name for name in product.papers if name.startswith("LICENSE")]


def licences(product: Product) -> list[Entry]:
    """Returns the licences as entries."""
    return [Entry(name, product.papers[name]) for name in licence_names(product)]


def pack(product: Product, manifest: dict, entries: list[Entry]) -> bytes:
    """Returns what `npm pack` would write, without its choice of times and owners."""
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    entries = [Entry("package.json", text.encode()), *entries]
    return gzip(tar(entries, product.epoch, prefix="package/"), product.level)
