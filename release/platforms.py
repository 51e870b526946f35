"""The platforms of a release: how the compiler and each kind of package name them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Platform:
    """A platform. `deb` and `image` are the names of its architecture there, for Linux only."""

    target: str
    wheel: str
    npm_os: str
    npm_cpu: str
    deb: str | None = None
    image: str | None = None

    @property
    def is_windows(self) -> bool:
        """Whether it is Windows, where programs end in `.exe` and archives are `.zip`."""
        return self.npm_os == "win32"

    @property
    def program(self) -> str:
        """The file name of the program."""
        return "pressmark.exe" if self.is_windows else "pressmark"


# The programs for Linux have their C library inside: they run on systems with any other, and with none.
PLATFORMS = (
    Platform(
        target="x86_64-unknown-linux-gnu",
        wheel="manylinux_2_17_x86_64.musllinux_1_1_x86_64",
        npm_os="linux",
        npm_cpu="x64",
        deb="amd64",
        image="amd64",
    ),
    Platform(
        target="aarch64-unknown-linux-gnu",
        wheel="manylinux_2_17_aarch64.musllinux_1_1_aarch64",
        npm_os="linux",
        npm_cpu="arm64",
        deb="arm64",
        image="arm64",
    ),
    Platform(target="x86_64-apple-darwin", wheel="macosx_10_12_x86_64", npm_os="darwin", npm_cpu="x64"),
    Platform(target="aarch64-apple-darwin", wheel="macosx_11_0_arm64", npm_os="darwin", npm_cpu="arm64"),
    Platform(target="x86_64-pc-windows-msvc", wheel="win_amd64", npm_os="win32", npm_cpu="x64"),
)


def platform_of(target: str) -> Platform:
    """Returns the platform that the compiler calls `target`."""
    for platform in PLATFORMS:
        if platform.target == target:
            return platform
    known = ", ".join(platform.target for platform in PLATFORMS)
    raise SystemExit(f"unknown target `{target}`; one of {known}")
