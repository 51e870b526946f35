#!/usr/bin/env bash
# Builds the program of a release for a target, so that another build of the same commit elsewhere has the same bytes:
# release/build.sh TARGET OUT writes OUT/TARGET.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${1:?the target, such as x86_64-unknown-linux-gnu}
out=${2:?the folder to write to}
# Another compiler makes other bytes, and on Linux another version of the C library on the machine of the build.
toolchain=1.95.0

rustup toolchain install "$toolchain" --profile minimal --target "$target" >&2
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH

# Panics name source files: the same ones wherever the sources, the crates and the compiler are. The paths of Windows
# reach the compiler as its own, not as the shell writes them.
native() { if command -v cygpath >/dev/null; then cygpath -w "$1"; else printf '%s' "$1"; fi; }
separator=$'\x1f'
flags=(
  "--remap-path-prefix=$(native "$PWD")=/pressmark"
  "--remap-path-prefix=$(native "${CARGO_HOME:-$HOME/.cargo}")=/cargo"
  "--remap-path-prefix=$(rustc "+$toolchain" --print sysroot)=/rust"
)
case $target in
  # With the GNU library inside, which is as fast as the one of the system: musl would need another allocator.
  *-linux-gnu) flags+=(-Ctarget-feature=+crt-static) ;;
  # The time of the link, and a debug file's name, are in the head of a program of Windows.
  *-windows-msvc) flags+=(-Ctarget-feature=+crt-static -Clink-arg=/Brepro -Clink-arg=/PDBALTPATH:%_PDB%) ;;
  x86_64-apple-darwin) export MACOSX_DEPLOYMENT_TARGET=10.12 ;;
  aarch64-apple-darwin) export MACOSX_DEPLOYMENT_TARGET=11.0 ;;
esac
CARGO_ENCODED_RUSTFLAGS=$(IFS=$separator; printf '%s' "${flags[*]}")
export CARGO_ENCODED_RUSTFLAGS
# Apple's linker writes the times of object files into the program unless this is set.
export ZERO_AR_DATE=1

cargo "+$toolchain" build --release --locked --target "$target"
suffix=""
[[ $target == *-windows-* ]] && suffix=.exe
mkdir -p "$out"
cp "${CARGO_TARGET_DIR:-target}/$target/release/pressmark$suffix" "$out/$target"
