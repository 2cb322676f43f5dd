#!/usr/bin/env bash
# get-llama.sh [FOLDER [SUITE]]
#
# Puts llama.cpp's llama-server into FOLDER (default: hearth-llama in the user's cache) on a Debian machine: a real
# server for the tests of remotes. How: ../../debian.sh. About 20 s once; a second run answers at once. Prints FOLDER.
# Exit: 0 done; 1 failed; 3 this machine cannot do it (the last line on stderr says why).
set -euo pipefail
. "$(dirname "$0")/../../debian.sh"

recipe=1 # raise when this script changes what it produces
programs=(llama-server)
packages=(llama.cpp-tools llama.cpp-tools-extra patchelf)
to_patch=(llama-server)
library_folders=(llama ggml)
unwanted='^(dpkg|perl-base|tar|debconf|init-system-helpers|manpages.*|libc-gconv-modules-extra|install-info)$'

wrap() {
  local library backend=
  # These libraries carry a path of their own, which would hide the program's.
  for library in "$libraries"/llama/*.so "$libraries"/lib{llama,ggml,mtmd}*.so.*; do
    if [ -f "$library" ] && [ ! -L "$library" ]; then patched "$library"; fi
  done
  # The program looks for its CPU backends where Debian installs them.
  if grep -qw avx2 /proc/cpuinfo; then backend=$libraries/ggml/backends0/libggml-cpu-haswell.so; fi
  {
    echo '#!/bin/sh'
    if [ -f "$backend" ]; then echo "export GGML_BACKEND_PATH='$backend'"; fi
    echo "exec '$(readlink -f "$root/usr/bin/llama-server")' \"\$@\""
  } >"$target/bin/llama-server"
  chmod +x "$target/bin/llama-server"
}

prove() {
  answers 'usage' llama-server --help
}

put_into "${1:-${XDG_CACHE_HOME:-$HOME/.cache}/hearth-llama}" "${2:-forky}"
