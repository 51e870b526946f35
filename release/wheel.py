"""The wheel for PyPI: the finished program among its scripts, so that `pip`, `pipx` and `uv` put it on the path."""

import base64
import hashlib

from archives import Entry, zip_archive
from platforms import Platform
from product import Product


def write(product: Product, platform: Platform, program: bytes) -> tuple[str, bytes]:
    """Returns the name and the bytes of the wheel."""
    stem = f"pressmark-{product.version}"
    info, data = f"{stem}.dist-info", f"{stem}.data"
    licences = [name for name in product.papers if name.startswith("LICENSE")]
    entries = [
        Entry(f"{data}/scripts/{platform.program}", program, 0o755),
        *(Entry(f"{data}/data/share/man/man1/{name}", page) for name, page in product.manuals.items()),
        *(Entry(f"{info}/licenses/{name}", product.papers[name]) for name in licences),
        Entry(f"{info}/METADATA", metadata(product, licences).encode()),
        Entry(f"{info}/WHEEL", wheel_file(platform).encode()),
    ]
    # RECORD lists every file with its hash, and itself without one.
    rows = [f"{entry.name},{digest(entry.data)},{len(entry.data)}\n" for entry in entries]
    record = "".join(rows) + f"{info}/RECORD,,\n"
    entries.append(Entry(f"{info}/RECORD", record.encode()))
    return f"{stem}-py3-none-{platform.wheel}.whl", zip_archive(entries, product.epoch, product.level)


def digest(data: bytes) -> str:
    """Returns a hash in the form of RECORD."""
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def wheel_file(platform: Platform) -> str:
    """Returns the file WHEEL, with a tag for each platform that the name of the wheel joins."""
    tags = "".join(f"Tag: py3-none-{tag}\n" for tag in platform.wheel.split("."))
    return f"Wheel-Version: 1.0\nGenerator: pressmark release/wheel.py\nRoot-Is-Purelib: false\n{tags}"


def metadata(product: Product, licences: list[str]) -> str:
    """Returns the file METADATA, with the README as its description."""
    lines = [
        "Metadata-Version: 2.4",
        "Name: pressmark",
        f"Version: {product.version}",
        f"Summary: {product.summary}",
        f"License-Expression: {product.licence}",
        *(f"License-File: {name}" for name in licences),
        f"Project-URL: Repository, {product.repository}",
        f"Project-URL: Changelog, {product.repository}/blob/v{product.version}/CHANGELOG.md",
        "Keywords: epub,pdf,markdown,typesetting,book",
        "Classifier: Environment :: Console",
        "Classifier: Topic :: Printing",
        "Classifier: Topic :: Text Processing :: Markup :: Markdown",
        "Requires-Python: >=3.8",
        "Description-Content-Type: text/markdown",
    ]
    return "\n".join(lines) + "\n\n" + product.papers["README.md"].decode()
