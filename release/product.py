"""What every package of a release holds besides the program: version, texts, manual pages and completions."""

import os
import subprocess
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from archives import Entry

ROOT = Path(__file__).resolve().parent.parent
# The papers beside the program in every package.
PAPERS = ("README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT")
# The file name of the completions for each shell.
COMPLETIONS = {
    "bash": "pressmark.bash",
    "zsh": "_pressmark",
    "fish": "pressmark.fish",
    "powershell": "_pressmark.ps1",
}


@dataclass(frozen=True)
class Product:
    """The release of a version."""

    version: str
    summary: str
    licence: str
    repository: str
    epoch: int
    level: int
    papers: dict[str, bytes]
    manuals: dict[str, bytes] = field(default_factory=dict)
    completions: dict[str, bytes] = field(default_factory=dict)

    @property
    def downloads(self) -> str:
        """The address of the folder of this version's files."""
        return f"{self.repository}/releases/download/v{self.version}"

    def paper_entries(self) -> list[Entry]:
        """Returns the papers as entries of an archive."""
        return [Entry(name, data) for name, data in self.papers.items()]


def load(repository: str | None, extras: Path | None, third_party: bytes, level: int = 9) -> Product:
    """Reads the product from the repository. `extras` has the folders `man` and `completions` that the program writes."""
    package = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))["package"]
    papers = {name: (ROOT / name).read_bytes() for name in PAPERS}
    papers["LICENSE-THIRD-PARTY"] = third_party
    manuals, completions = {}, {}
    if extras is not None:
        manuals = {path.name: path.read_bytes() for path in sorted((extras / "man").glob("*.1"))}
        completions = {shell: (extras / "completions" / name).read_bytes() for shell, name in COMPLETIONS.items()}
        if "pressmark.1" not in manuals:
            raise SystemExit(f"{extras}/man has no pressmark.1; write it with `release/extras.py PROGRAM {extras}`")
    return Product(
        version=package["version"],
        summary=package["description"],
        licence=package["license"],
        repository=repository or repository_of(package),
        epoch=epoch(),
        level=level,
        papers=papers,
        manuals=manuals,
        completions=completions,
    )


def repository_of(package: dict) -> str:
    """Returns the address of the repository: the one in Cargo.toml, else that of the job of GitHub."""
    server, name = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    address = package.get("repository") or (f"{server}/{name}" if server and name else None)
    if address is None:
        raise SystemExit("the address of the repository is unknown; pass --repository https://github.com/OWNER/pressmark")
    return address.rstrip("/")


def epoch() -> int:
    """Returns SOURCE_DATE_EPOCH, else the time of the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        log = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        given = subprocess.run(log, check=True, capture_output=True, text=True).stdout
    return int(given)
