"""Which crates are in the program of a target, as cargo resolves them."""

import json
import subprocess
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from product import ROOT


@dataclass(frozen=True)
class Crate:
    """A crate, and which others it uses in the program, by name and version."""

    name: str
    version: str
    licence: str
    folder: Path
    checksum: str | None
    uses: tuple[tuple[str, str], ...]

    @property
    def identity(self) -> tuple[str, str]:
        """The name and version."""
        return self.name, self.version


@cache
def of_target(target: str) -> tuple[Crate, ...]:
    """Returns our crate, then all others by name. Those that only run in the compiler are left out."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    metadata = json.loads(output)
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    checksums = checksums_of_lock()

    def used_by(identity: str) -> list[str]:
        # The kind `null` is a normal dependency; others are for tests and build scripts.
        normal = (d["pkg"] for d in nodes[identity]["deps"] if any(kind["kind"] is None for kind in d["dep_kinds"]))
        return [used for used in normal if not is_macro(packages[used])]

    root = metadata["resolve"]["root"]
    found, queue = set(), [root]
    while queue:
        identity = queue.pop()
        if identity not in found:
            found.add(identity)
            queue += used_by(identity)

    def crate(identity: str) -> Crate:
        package = packages[identity]
        name, version = package["name"], package["version"]
        uses = sorted((packages[used]["name"], packages[used]["version"]) for used in used_by(identity))
        licence = (package["license"] or "").replace("/", " OR ")
        return Crate(name, version, licence, Path(package["manifest_path"]).parent, checksums.get((name, version)), tuple(uses))

    others = sorted((crate(identity) for identity in found - {root}), key=lambda crate: crate.identity)
    return crate(root), *others


def is_macro(package: dict) -> bool:
    """Returns whether a package is a procedural macro: it runs in the compiler, as do those that it uses."""
    return any("proc-macro" in target["kind"] for target in package["targets"])


def checksums_of_lock() -> dict[tuple[str, str], str]:
    """Returns the SHA-256 of every crate of the registry."""
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text("utf-8"))
    return {(p["name"], p["version"]): p["checksum"] for p in lock["package"] if "checksum" in p}
