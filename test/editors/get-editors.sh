#!/usr/bin/env bash
# get-editors.sh [FOLDER [SUITE]]
#
# Puts Neovim 0.12, Helix 25.07, Emacs 30 with lsp-mode, Vim 9 with ALE, Kakoune 2026, and tmux to drive them, into
# FOLDER (default: hearth-editors in the user's cache) on a Debian machine, whatever its own release has.
# Nothing is installed on the host and no root is needed: a private apt, with its own sources and
# an empty dpkg status, fetches the packages of a newer Debian suite with all their libraries. They
# are unpacked into FOLDER/root, and patchelf writes that folder's own ld.so and library path into
# the programs, so that no LD_LIBRARY_PATH leaks into what the editors start.
#
# About 100 MB over the wire, 330 MB on disk, 20 to 60 s; a second run answers at once. The result is
# bound to the absolute path of FOLDER. Prints FOLDER.
# Exit: 0 done; 1 failed; 3 this machine cannot do it (the last line on stderr says why).
set -euo pipefail
. "$(dirname "$0")/../debian.sh"

recipe=2 # raise when this script changes what it produces
programs=(nvim hx emacs vim kak tmux)
packages=(neovim hx emacs-nox elpa-lsp-mode vim vim-ale kakoune tmux patchelf)
to_patch=(nvim hx emacs-nox vim.basic kak tmux)
library_folders=()

# Left out: Emacs's Lisp sources, the compiler half of its native compiler, Kakoune's Perl, and what only an
# installed system needs.
unwanted='^(emacs-el|install-info|binutils.*|libbinutils|libctf.*|libgprofng.*|libsframe.*'
unwanted+='|lib(asan|tsan|hwasan|lsan|ubsan|itm|cc1)[-0-9].*|libgcc-[0-9]+-dev|libc6?-dev.*|libc-dev-bin'
unwanted+='|libcrypt-dev|linux-libc-dev|rpcsvc-proto|manpages.*|libc-gconv-modules-extra|dpkg|perl-base|tar'
unwanted+='|debconf|init-system-helpers|emacsen-common|dh-elpa-helper|systemd|libsystemd-shared|libblkid1|libmount1'
unwanted+='|perl|perl-modules.*|libperl.*|libdb5.*|libgdbm.*)$'

# Small scripts that tell each editor where its own files are now.
wrap() {
  local ale helix_runtime emacs_version lisp dump package name
  rm -rf "$target/elpa"
  mkdir -p "$target/elpa"
  [ -d "$root/usr/share/nvim/runtime" ] || fail "Neovim's runtime folder is missing"
  wrapper nvim nvim "VIM='$root/usr/share/nvim' VIMRUNTIME='$root/usr/share/nvim/runtime'"

  helix_runtime=$(find "$root/usr" -type d -path '*/runtime/queries/rust' ! -path '*nvim*' | head -n1)
  [ -n "$helix_runtime" ] || fail "Helix's runtime folder is missing"
  wrapper hx hx "HELIX_RUNTIME='${helix_runtime%/queries/rust}'"

  wrapper vim vim.basic "VIM='$root/usr/share/vim' VIMRUNTIME='$(echo "$root"/usr/share/vim/vim9*)'"
  # Vim's plugins, as a folder of its own each, for 'runtimepath'.
  ale=$(find "$root/usr/share" -type d -path '*/autoload/ale' | head -n1)
  [ -n "$ale" ] || fail "ALE is missing"
  ln -sfn "${ale%/autoload/ale}" "$target/ale"

  wrapper kak kak "KAKOUNE_RUNTIME='$root/usr/share/kak'"

  wrapper tmux tmux "TMUX="

  lisp=$(echo "$root"/usr/share/emacs/[0-9]*/lisp)
  emacs_version=$(basename "$(dirname "$lisp")")
  dump=$(find "$root"/usr/lib*/emacs/"$emacs_version" -name '*.pdmp' 2>/dev/null | head -n1)
  [ -f "$dump" ] || fail "Emacs's dump file is missing"
  # Without its Lisp sources and a compiler Emacs cannot compile natively, and must not try.
  wrapper emacs emacs-nox "EMACSLOADPATH='$(find "$lisp" -type d | sort | paste -sd:)' \
EMACSDATA='$root/usr/share/emacs/$emacs_version/etc' EMACSDOC='$root/usr/share/emacs/$emacs_version/etc' \
EMACSPATH='$(dirname "$dump")' TERMINFO_DIRS=\"\${TERMINFO_DIRS:-}:/etc/terminfo:/lib/terminfo:/usr/share/terminfo\"" \
    "--dump-file='$dump'" "--eval '(setq native-comp-jit-compilation nil native-comp-enable-subr-trampolines nil)'"
  # One link for each Emacs Lisp package (lsp-mode and what it needs), for emacs -L.
  for package in "$root"/usr/share/emacs/site-lisp/elpa-src/*/; do
    name=$(basename "$package")
    ln -s "${package%/}" "$target/elpa/${name%-[0-9]*}"
  done
}

wrapper() { # NAME PROGRAM ENVIRONMENT [ARGUMENTS...]
  local file=$target/bin/$1 program environment=$3
  program=$(readlink -f "$root/usr/bin/$2")
  shift 3
  printf '#!/bin/sh\nexport %s\nexec '\''%s'\'' %s "$@"\n' "$environment" "$program" "$*" >"$file"
  chmod +x "$file"
}

prove() {
  local package load=()
  for package in "$target"/elpa/*; do load+=(-L "$package"); done
  answers '^tmux ' tmux -V
  answers '^helix' hx --version
  answers 'lsp ok' nvim --headless -u NONE -i NONE '+lua assert(vim.lsp.config); io.write("lsp ok\n")' +qa
  answers 'vim ok' vim -es -u NONE -i NONE '+if has("job")|0put=\"vim ok\"|%print|endif' +qa!
  answers '^Kakoune' kak -version
  answers 'eglot ok' emacs --batch -Q --eval '(progn (require (quote eglot)) (princ "eglot ok"))'
  answers 'lsp-mode ok' emacs --batch -Q "${load[@]}" --eval '(progn (require (quote lsp-mode)) (princ "lsp-mode ok"))'
}

put_into "${1:-${XDG_CACHE_HOME:-$HOME/.cache}/hearth-editors}" "${2:-forky}"
