#!/bin/sh
# Installs a version of Pressmark from its release, after it has checked the SHA-256 of what it downloads.
# It needs a POSIX shell, curl, and sha256sum or shasum.
set -eu

usage="usage: install.sh --from URL --version VERSION --to DIR [--sha256 HASH]
  --from     the folder of the release: https://github.com/OWNER/pressmark/releases/download/vVERSION
  --version  the version, such as 1.2.3
  --to       the folder for the program
  --sha256   the SHA-256 that the archive must have, instead of the one in SHA256SUMS beside it"

fail() {
  printf 'error: %s\n' "$1" >&2
  exit "${2:-3}"
}

from='' version='' to='' expected=''
while [ $# -gt 1 ]; do
  case $1 in
    --from) from=${2%/} ;;
    --version) version=${2#v} ;;
    --to) to=$2 ;;
    --sha256) expected=$2 ;;
    *) fail "unknown option $1
$usage" 2 ;;
  esac
  shift 2
done
if [ $# -gt 0 ] || [ -z "$from" ] || [ -z "$version" ] || [ -z "$to" ]; then
  fail "$usage" 2
fi

case $(uname -s)-$(uname -m) in
  Linux-x86_64) target=x86_64-unknown-linux-gnu kind=tar.gz ;;
  Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-gnu kind=tar.gz ;;
  Darwin-x86_64) target=x86_64-apple-darwin kind=tar.gz ;;
  Darwin-arm64) target=aarch64-apple-darwin kind=tar.gz ;;
  MINGW*-x86_64 | MSYS*-x86_64) target=x86_64-pc-windows-msvc kind=zip ;;
  *) fail "there is no program for $(uname -s) on $(uname -m); build it with \`cargo install pressmark\`" ;;
esac
stem=pressmark-$version-$target
archive=$stem.$kind

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fetch() {
  curl --fail --silent --show-error --location --retry 3 --output "$work/$1" "$from/$1" || fail "cannot download $from/$1"
}
fetch "$archive"
if [ -z "$expected" ]; then
  fetch SHA256SUMS
  expected=$(awk -v name="$archive" '$2 == name { print $1 }' "$work/SHA256SUMS")
  [ -n "$expected" ] || fail "SHA256SUMS of the release has no $archive"
fi
if command -v sha256sum >/dev/null; then
  actual=$(sha256sum "$work/$archive")
else
  actual=$(shasum -a 256 "$work/$archive")
fi
actual=${actual%% *}
[ "$actual" = "$expected" ] || fail "$archive has the SHA-256 $actual, not $expected; nothing was installed"

mkdir -p "$to"
if [ "$kind" = zip ]; then
  unzip -q "$work/$archive" -d "$work"
  cp "$work/$stem/pressmark.exe" "$to/"
else
  tar -xzf "$work/$archive" -C "$work"
  cp "$work/$stem/pressmark" "$to/"
fi
printf 'installed pressmark %s in %s\n' "$version" "$to"
