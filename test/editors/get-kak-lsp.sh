#!/usr/bin/env bash
# get-kak-lsp.sh [FOLDER]
#
# Builds kakoune-lsp's program, kak-lsp, which no Debian suite has, from its Rust package into FOLDER/bin (default:
# hearth-kak-lsp in the user's cache). About 5 MB over the wire and a minute on two cores; a second run answers at
# once. Prints FOLDER.
# Exit: 0 done; 1 failed; 3 this machine cannot do it (the last line on stderr says why).
set -euo pipefail

version=22.0.0

fail() { printf 'get-kak-lsp: %s\n' "$1" >&2; exit "${2:-1}"; }

for tool in cargo flock; do command -v "$tool" >/dev/null || fail "'$tool' is missing, and kak-lsp is built with it" 3; done
folder=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/hearth-kak-lsp}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd -P)
exec 9>"$folder/.lock"
flock -w 900 9 || fail "another run holds $folder/.lock"
if [ "$("$folder/bin/kak-lsp" --version 2>/dev/null)" != "$version" ]; then
  # Not optimized, which takes a quarter of the time.
  CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR=$folder/target cargo install kak-lsp \
    --version "=$version" --locked --debug --force --root "$folder" >"$folder/log" 2>&1 || {
    tail -n 15 "$folder/log" >&2
    fail "kak-lsp $version cannot be built"
  }
  rm -rf "$folder/target"
fi
printf '%s\n' "$folder"
