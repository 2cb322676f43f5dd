#!/usr/bin/env bash
# get-editors.sh [FOLDER [SUITE]]
#
# Puts Neovim 0.12, Helix 25.07, Emacs 30 with lsp-mode, and tmux to drive them, into FOLDER
# (default: hearth-editors in the user's cache) on a Debian machine, whatever its own release has.
# Nothing is installed on the host and no root is needed: a private apt, with its own sources and
# an empty dpkg status, fetches the packages of a newer Debian suite with all their libraries. They
# are unpacked into FOLDER/root, and patchelf writes that folder's own ld.so and library path into
# the four programs, so that no LD_LIBRARY_PATH leaks into what the editors start.
#
# About 85 MB over the wire, 270 MB on disk, 20 to 60 s; a second run answers at once. The result is
# bound to the absolute path of FOLDER. Prints FOLDER.
# Exit: 0 done; 1 failed; 3 this machine cannot do it (the last line on stderr says why).
set -euo pipefail

recipe=1 # raise when this script changes what it produces
programs=(nvim hx emacs tmux)
packages=(neovim hx emacs-nox elpa-lsp-mode tmux patchelf)

main() {
  target=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/hearth-editors}
  suite=${2:-forky}
  need_debian
  mkdir -p "$target" || fail "cannot create $target"
  target=$(cd "$target" && pwd -P)
  [ "$target" = "${target/ /}" ] || fail "the folder's path must hold no blank: $target"
  exec 9>"$target/.lock"
  flock -w 900 9 || fail "another run holds $target/.lock"
  if ! complete; then
    work=$target/.work root=$target/root
    prepare_apt
    fetch
    unpack
    wrap
    prove
    rm -rf "$work"
    stamp >"$target/.stamp"
  fi
  printf '%s\n' "$target"
}

fail() { printf 'get-editors: %s\n' "$*" >&2; exit 1; }
cannot() { printf 'get-editors: %s\n' "$*" >&2; exit 3; }
stamp() { printf '%s' "$recipe $suite $target"; }

# A line of dots is no help in a log: output is shown only when the command fails.
quietly() { "$@" >"$work/out" 2>&1 || { tail -n 15 "$work/out" >&2; return 1; }; }

need_debian() {
  local tool
  for tool in apt-get dpkg-deb flock awk; do
    command -v "$tool" >/dev/null || cannot "'$tool' is missing: this needs a Debian machine"
  done
  command -v gpgv >/dev/null || command -v sqv >/dev/null || cannot "apt has no gpgv or sqv to check signatures with"
  for keyring in /usr/share/keyrings/debian-archive-keyring.{gpg,pgp}; do
    [ -r "$keyring" ] && return
  done
  cannot "there is no Debian archive keyring (package debian-archive-keyring)"
}

complete() {
  local program
  [ "$(cat "$target/.stamp" 2>/dev/null)" = "$(stamp)" ] || return
  for program in "${programs[@]}"; do [ -x "$target/bin/$program" ] || return; done
}

# The archives that the host's own apt would ask, Debian's likeliest first. `--print-uris` reads
# every format of sources and needs no package lists. An archive of another maker may have a suite
# of the same name: the candidates are tried in turn, and only Debian's signature is taken.
mirrors() {
  local codename
  codename=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
  apt-get update --print-uris 2>/dev/null |
    sed -n "s,^'\\([^']*/\\)dists/\\([^/']*\\)/InRelease'.*,\\1 \\2,p" |
    awk -v own="$codename" '
      ($2 == own || $2 ~ /^(stable|testing|unstable|sid|forky|trixie|bookworm)$/) && !seen[$1]++ {
        print ($1 ~ /debian\/$/ ? 0 : 1), $1
      }' |
    sort -s -k1,1n | cut -d' ' -f2
}

prepare_apt() {
  local candidates architecture candidate
  candidates=$(mirrors)
  [ -n "$candidates" ] || cannot "this system's apt sources name no Debian archive"
  architecture=$(dpkg --print-architecture)
  rm -rf "$work"
  mkdir -p "$work"/{lists/partial,cache/archives/partial,state,log,debs}
  : >"$work/status"
  apt=(apt-get -qq
    -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null
    -o Dir::State="$work/state" -o Dir::State::Lists="$work/lists" -o Dir::State::status="$work/status"
    -o Dir::Cache="$work/cache" -o Dir::Log="$work/log" -o Debug::NoLocking=1 -o APT::Sandbox::User=
    -o APT::Architecture="$architecture" -o APT::Architectures="$architecture"
    -o APT::Install-Recommends=false -o APT::Update::Error-Mode=any
    -o APT::Update::Post-Invoke::= -o APT::Update::Post-Invoke-Success::=
    -o Acquire::Languages=none -o Acquire::Retries=3)
  for mirror in $candidates; do
    printf 'deb [signed-by=%s arch=%s] %s %s main\n' "$keyring" "$architecture" "$mirror" "$suite" >"$work/sources.list"
    "${apt[@]}" update >"$work/out" 2>&1 && return
    sed "s,^,$mirror: ," "$work/out" >>"$work/tries"
  done
  tail -n 15 "$work/tries" >&2
  fail "the package lists of $suite could not be had from" $candidates
}

# Left out: Emacs's Lisp sources, the compiler half of its native compiler, and what only an
# installed system needs.
unwanted='^(emacs-el|install-info|binutils.*|libbinutils|libctf.*|libgprofng.*|libsframe.*'
unwanted+='|lib(asan|tsan|hwasan|lsan|ubsan|itm|cc1)[-0-9].*|libgcc-[0-9]+-dev|libc6?-dev.*|libc-dev-bin'
unwanted+='|libcrypt-dev|linux-libc-dev|rpcsvc-proto|manpages.*|libc-gconv-modules-extra|dpkg|perl-base|tar'
unwanted+='|debconf|init-system-helpers|emacsen-common|dh-elpa-helper|systemd|libsystemd-shared|libblkid1|libmount1)$'

fetch() {
  "${apt[@]}" -s install "${packages[@]}" >"$work/plan" 2>"$work/out" || {
    tail -n 15 "$work/out" "$work/plan" >&2
    fail "apt finds no way to install ${packages[*]} from $suite"
  }
  awk -v unwanted="$unwanted" \
    '$1 == "Inst" { version = $3; sub(/^\(/, "", version); if ($2 !~ unwanted) print $2 "=" version }' \
    "$work/plan" >"$work/wanted"
  [ -s "$work/wanted" ] || fail "apt named no packages to fetch"
  (cd "$work/debs" && quietly xargs -a "$work/wanted" "${apt[@]}" download) ||
    fail "the packages could not be had from $mirror"
}

unpack() {
  local deb program file
  rm -rf "$root" "$target/bin" "$target/elpa" "$target/.stamp"
  mkdir -p "$root" "$target/bin" "$target/elpa"
  for deb in "$work"/debs/*.deb; do dpkg-deb -x "$deb" "$root" || fail "cannot unpack $deb"; done
  rm -rf "$root/usr/share/"{doc,man,info,lintian,locale,bug,icons}

  libraries=$(echo "$root"/usr/lib/*-linux-gnu*)
  loader=$(find "$root/usr/lib64" "$libraries" -maxdepth 1 -name 'ld-linux*.so.*' 2>/dev/null | head -n1)
  [ -n "$loader" ] || fail "no ld.so among the unpacked packages"
  for program in nvim hx emacs-nox tmux; do
    file=$(readlink -f "$root/usr/bin/$program") || fail "$program is not among the unpacked packages"
    case $file in "$root"/*) ;; *) fail "$program points outside of $root: $file" ;; esac
    quietly "$loader" --library-path "$libraries" "$root/usr/bin/patchelf" \
      --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$file" || fail "patchelf failed on $file"
  done
}

# Small scripts that tell each editor where its own files are now.
wrap() {
  local helix_runtime emacs_version lisp dump package name
  [ -d "$root/usr/share/nvim/runtime" ] || fail "Neovim's runtime folder is missing"
  wrapper nvim nvim "VIM='$root/usr/share/nvim' VIMRUNTIME='$root/usr/share/nvim/runtime'"

  helix_runtime=$(find "$root/usr" -type d -path '*/runtime/queries/rust' ! -path '*nvim*' | head -n1)
  [ -n "$helix_runtime" ] || fail "Helix's runtime folder is missing"
  wrapper hx hx "HELIX_RUNTIME='${helix_runtime%/queries/rust}'"

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
  answers 'eglot ok' emacs --batch -Q --eval '(progn (require (quote eglot)) (princ "eglot ok"))'
  answers 'lsp-mode ok' emacs --batch -Q "${load[@]}" --eval '(progn (require (quote lsp-mode)) (princ "lsp-mode ok"))'
}

answers() { # PATTERN PROGRAM [ARGUMENTS...]
  local pattern=$1 program=$2 home=$work/home
  shift 2
  mkdir -p "$home"
  quietly env -u LD_LIBRARY_PATH HOME="$home" XDG_CONFIG_HOME="$home" XDG_DATA_HOME="$home" XDG_STATE_HOME="$home" \
    XDG_CACHE_HOME="$home" timeout 60 "$target/bin/$program" "$@" </dev/null || fail "$program does not run"
  grep -q "$pattern" "$work/out" || { tail -n 15 "$work/out" >&2; fail "$program does not answer as it should"; }
}

main "$@"
