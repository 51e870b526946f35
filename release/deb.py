"""The package for Debian and Ubuntu, with manual pages and completions where these look for them."""

import hashlib
import textwrap

from archives import Entry, ar, gzip, tar, xz
from platforms import Platform
from product import Product

# The folder of each shell's completions, and the file there.
COMPLETIONS = {
    "bash": "usr/share/bash-completion/completions/pressmark",
    "zsh": "usr/share/zsh/vendor-completions/_pressmark",
    "fish": "usr/share/fish/vendor_completions.d/pressmark.fish",
}
DOC = "usr/share/doc/pressmark"
ABOUT = "It is one program with its fonts, and needs no TeX, no browser and no network."


def write(product: Product, platform: Platform, program: bytes) -> tuple[str, bytes]:
    """Returns the name and the bytes of the package."""
    level = product.level
    files = [
        Entry("usr/bin/pressmark", program, 0o755),
        *(Entry(COMPLETIONS[shell], product.completions[shell]) for shell in COMPLETIONS if shell in product.completions),
        Entry(f"{DOC}/CHANGELOG.md.gz", gzip(product.papers["CHANGELOG.md"], 9)),
        Entry(f"{DOC}/LICENSE-THIRD-PARTY.gz", gzip(product.papers["LICENSE-THIRD-PARTY"], 9)),
        Entry(f"{DOC}/copyright", copyright_file(product)),
        *(Entry(f"usr/share/man/man1/{name}.gz", gzip(page, 9)) for name, page in product.manuals.items()),
    ]
    sums = "".join(f"{hashlib.md5(entry.data).hexdigest()}  {entry.name}\n" for entry in files)
    about = [Entry("control", control(product, platform, files)), Entry("md5sums", sums.encode())]
    members = [
        Entry("debian-binary", b"2.0\n"),
        Entry("control.tar.xz", xz(tar(about, product.epoch, folders=True, prefix="./"), level)),
        Entry("data.tar.xz", xz(tar(files, product.epoch, folders=True, prefix="./"), level)),
    ]
    return f"pressmark_{product.version}_{platform.deb}.deb", ar(members, product.epoch)


def control(product: Product, platform: Platform, files: list[Entry]) -> bytes:
    """Returns the file `control`. A static program depends on nothing."""
    kibibytes = sum(-(-len(entry.data) // 1024) for entry in files)
    lines = [
        "Package: pressmark",
        f"Version: {product.version}",
        f"Architecture: {platform.deb}",
        "Maintainer: The Pressmark Authors",
        f"Installed-Size: {kibibytes}",
        "Section: text",
        "Priority: optional",
        f"Homepage: {product.repository}",
        "Description: Markdown manuscript to EPUB and typeset PDF",
        *(f" {line}" for line in textwrap.wrap(f"{product.summary}. {ABOUT}", 75)),
    ]
    return ("\n".join(lines) + "\n").encode()


def copyright_file(product: Product) -> bytes:
    """Returns the copyright file in the machine-readable form of Debian."""
    head = f"""Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: pressmark
Source: {product.repository}

Files: *
Copyright: 2026 the Pressmark authors
License: Expat or Apache-2.0
Comment:
 The program contains crates and fonts of others. Their licences are in
 /usr/share/doc/pressmark/LICENSE-THIRD-PARTY.gz.

License: Apache-2.0
 On Debian systems, the text is in /usr/share/common-licenses/Apache-2.0.

License: Expat
"""
    # Two fields above have the name of the licence and the copyright.
    terms = product.papers["LICENSE-MIT"].decode().partition("\n\n")[2].partition("\n\n")[2]
    return (head + "".join(f" {line.rstrip() or '.'}\n" for line in terms.splitlines())).encode()
