#!/usr/bin/env bash
# Checks the release without releasing: release/check.sh [PROGRAM]. It needs target/tools/venv, which .ci/run makes.
# Each package is made twice, installed offline into an empty place and run; workflows, the action and the files that
# `pressmark init --ci` writes are checked by their schemas and by linters; the steps of the action are run.
set -euo pipefail
cd "$(dirname "$0")/.."

program=${1:-target/debug/pressmark}
tools=$PWD/target/tools/venv/bin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Without its symbols, which would double the time.
strip -o "$work/pressmark" "$program"
python3 release/extras.py "$work/pressmark" "$work/extras"

# The files that a user gets, in a repository of theirs.
user=$work/user
for system in github gitlab; do
  mkdir -p "$user/$system/.git"
  "$work/pressmark" init --ci "$system" "$user/$system" 2>/dev/null
done
gitlab=("$user/gitlab/.gitlab-ci.yml")
# A component is two documents: its inputs, and the jobs.
csplit --quiet --prefix "$work/component-" --suffix-format '%d.yml' release/gitlab/templates/pressmark.yml '/^---$/'
gitlab+=("$work"/component-*)

"$tools/check-jsonschema" --builtin-schema vendor.github-workflows .github/workflows/*.yml "$user"/github/.github/workflows/*.yml
"$tools/check-jsonschema" --builtin-schema vendor.github-actions action.yml
"$tools/check-jsonschema" --builtin-schema vendor.gitlab-ci "${gitlab[@]}"
"$tools/actionlint" .github/workflows/*.yml "$user"/github/.github/workflows/*.yml
"$tools/zizmor" --offline --quiet . "$user/github"

cd release
CHECK_FOLDER=$work "$tools/python" -m unittest --verbose \
  check.test_papers check.test_contents check.test_installations check.test_action check.test_jobs
