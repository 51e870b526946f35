#!/usr/bin/env python3
"""Wraps finished programs as every package of a release. It compiles nothing: each package holds the same bytes.

The programs are in one folder, named as their targets: `x86_64-apple-darwin`. SOURCE_DATE_EPOCH dates the packages.
"""

import argparse
import hashlib
from pathlib import Path

import deb
import image
import notices
import npm
import product as products
import render
import sbom
import tarball
import wheel
from archives import Entry, gzip, tar
from platforms import PLATFORMS, Platform
from product import Product


def main() -> None:
    """Writes the packages into the folder of the command line."""
    options = arguments()
    product = products.load(options.repository, options.extras, notices.text(), options.level)
    programs = programs_in(options.programs)
    files = packages(product, programs, set(options.only or KINDS))
    for name, data in files.items():
        path = options.output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    print(f"{len(files)} files in {options.output}")


def arguments() -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", type=Path, metavar="PROGRAMS", help="the folder of the finished programs")
    parser.add_argument("output", type=Path, metavar="OUT", help="the folder to write to")
    parser.add_argument("--extras", type=Path, metavar="DIR", help="the folder that extras.py has written")
    parser.add_argument("--repository", metavar="URL", help="instead of the one in Cargo.toml or of the job of GitHub")
    parser.add_argument("--only", action="append", choices=KINDS, metavar="KIND", help=f"make only {', '.join(KINDS)}")
    parser.add_argument("--level", type=int, default=9, help="how hard to compress, 0 to 9 [default: 9]")
    return parser.parse_args()


def programs_in(folder: Path) -> list[tuple[Platform, bytes]]:
    """Returns the program of each platform that has one in the folder."""
    found = [(platform, folder / platform.target) for platform in PLATFORMS]
    programs = [(platform, path.read_bytes()) for platform, path in found if path.is_file()]
    if not programs:
        raise SystemExit(f"no program in {folder}; name them as their targets, such as {PLATFORMS[0].target}")
    return programs


def packages(product: Product, programs: list[tuple[Platform, bytes]], kinds: set[str]) -> dict[str, bytes]:
    """Returns the bytes of every file, by its path."""
    made: list[tuple[str, bytes]] = []
    for platform, program in programs:
        for kind, write in WRITERS.items():
            if kind in kinds and (kind != "deb" or platform.deb):
                name, data = write(product, platform, program)
                made.append((f"{FOLDERS[kind]}{name}", data))
    if "npm" in kinds:
        name, data = npm.write_launcher(product)
        made.append((f"npm/{name}", data))
    static = [(platform, program) for platform, program in programs if platform.image]
    if "image" in kinds and static:
        made.append(image.write(product, static))
    files = dict(made)
    archives = {platform.target: files.get(tarball.name(product, platform)) for platform in PLATFORMS}
    if "recipes" in kinds and all(archives.values()):
        recipes = [Entry(name, data) for name, data in render.write(product, archives).items()]
        packed = gzip(tar(recipes, product.epoch, folders=True), product.level)
        files[f"pressmark-{product.version}-recipes.tar.gz"] = packed
    return files | checksums(files)


def checksums(files: dict[str, bytes]) -> dict[str, bytes]:
    """Returns SHA256SUMS for the files that the release has, and a `.sha256` beside each archive."""
    lines = {name: f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items() if "/" not in name}
    archives = tuple(f"-{platform.target}{end}" for platform in PLATFORMS for end in (".tar.gz", ".zip"))
    single = {f"{name}.sha256": line for name, line in lines.items() if name.endswith(archives)}
    sums = {"SHA256SUMS": "".join(line for _, line in sorted(lines.items())), **single}
    return {name: text.encode() for name, text in sums.items()}


# What is written for each platform.
WRITERS = {
    "tarball": tarball.write,
    "wheel": wheel.write,
    "npm": npm.write,
    "deb": deb.write,
    "sbom": sbom.write,
}
# Where a kind is written: what goes to another registry than the release is in a folder of its own.
FOLDERS = {"tarball": "", "wheel": "pypi/", "npm": "npm/", "deb": "", "sbom": ""}
KINDS = (*WRITERS, "image", "recipes")

if __name__ == "__main__":
    main()
