#!/usr/bin/env bash
# Tries a finished program: release/try.sh PROGRAM builds the sample book with it. On Linux this is done in a root that
# holds the program and the manuscript alone, so that a program that needs a C library or anything else fails.
set -euo pipefail
cd "$(dirname "$0")/.."

program=${1:?the program}
work=$(mktemp -d)
sudo=""
trap '$sudo rm -rf "$work"' EXIT

case $(uname -s) in
  Linux)
    [[ $(id -u) == 0 ]] || sudo=sudo
    install -m 755 "$program" "$work/pressmark"
    cp -r manuscript "$work/book"
    $sudo chroot "$work" /pressmark --version
    $sudo chroot "$work" /pressmark build /book -o /out --strict
    ;;
  *)
    # Windows runs nothing without its ending.
    cp "$program" "$work/pressmark.exe"
    chmod +x "$work/pressmark.exe"
    "$work/pressmark.exe" --version
    "$work/pressmark.exe" build manuscript -o "$work/out" --strict
    ;;
esac
test -s "$work/out/twenty-steps.epub" && test -s "$work/out/twenty-steps.pdf"
