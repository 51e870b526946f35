"""The archive with everything: `.tar.gz`, on Windows `.zip`."""

from archives import Entry, gzip, tar, zip_archive
from platforms import Platform
from product import COMPLETIONS, Product


def name(product: Product, platform: Platform) -> str:
    """Returns the file name of a platform's archive."""
    return stem(product, platform) + (".zip" if platform.is_windows else ".tar.gz")


def stem(product: Product, platform: Platform) -> str:
    """Returns the name of the one folder in a platform's archive."""
    return f"pressmark-{product.version}-{platform.target}"


def write(product: Product, platform: Platform, program: bytes) -> tuple[str, bytes]:
    """Returns the name and the bytes of the archive."""
    entries = [
        Entry(platform.program, program, 0o755),
        *product.paper_entries(),
        *(Entry(f"man/{name}", data) for name, data in product.manuals.items()),
        *(Entry(f"completions/{COMPLETIONS[shell]}", data) for shell, data in product.completions.items()),
    ]
    folder = stem(product, platform)
    entries = [Entry(f"{folder}/{entry.name}", entry.data, entry.mode) for entry in entries]
    if platform.is_windows:
        return name(product, platform), zip_archive(entries, product.epoch, product.level)
    return name(product, platform), gzip(tar(entries, product.epoch, folders=True), product.level)
