#!/usr/bin/env bash
# The first step of the action: finds the program, or installs it, and passes its path on as the output `program`.
set -euo pipefail

if [[ -n $BINARY ]]; then
  program=$BINARY
else
  # Cargo.toml of the action has its own version. A runner does not promise to name the repository of an action like this.
  of_action() { sed -n "s/^$1 = \"\(.*\)\"/\1/p" "$ACTION_PATH/Cargo.toml"; }
  version=${VERSION:-$(of_action version)}
  repository=$SERVER_URL/$ACTION_REPOSITORY
  [[ -n $ACTION_REPOSITORY ]] || repository=$(of_action repository)
  version=${version#v}
  folder=${RUNNER_TEMP:?}/pressmark-$version
  from=${MIRROR:-$repository/releases/download}/v$version
  arguments=(--from "$from" --version "$version" --to "$folder")
  [[ -z $SHA256 ]] || arguments+=(--sha256 "$SHA256")
  sh "$ACTION_PATH/release/install.sh" "${arguments[@]}"
  program=$folder/pressmark
  # Later steps of the job may call it by its name.
  printf '%s\n' "$folder" >>"$GITHUB_PATH"
fi
"$program" --version
printf 'program=%s\n' "$program" >>"$GITHUB_OUTPUT"
