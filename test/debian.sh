# Sourced by scripts that put programs of a newer Debian suite into a folder, whatever the machine's own release has.
# Nothing is installed on the host and no root is needed: a private apt, with its own sources and an empty dpkg
# status, fetches packages with all their libraries. They are unpacked into FOLDER/root, and patchelf writes that
# folder's own ld.so and library path into the programs, so that no LD_LIBRARY_PATH leaks into what they start.
#
# The script sets `recipe`, `programs` (what must be in FOLDER/bin), `packages` (patchelf among them), `to_patch` (in
# usr/bin), `library_folders` (beside the usual one) and `unwanted` (a pattern of packages to leave out), defines `wrap` and `prove`, and calls `put_into`.
# Exit: 0 done; 1 failed; 3 this machine cannot do it (the last line on stderr says why).

put_into() { # FOLDER SUITE
  target=$1 suite=$2
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

fail() { printf '%s: %s\n' "$(basename "$0" .sh)" "$*" >&2; exit 1; }
cannot() { printf '%s: %s\n' "$(basename "$0" .sh)" "$*" >&2; exit 3; }
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
  rm -rf "$root" "$target/bin" "$target/.stamp"
  mkdir -p "$root" "$target/bin"
  for deb in "$work"/debs/*.deb; do dpkg-deb -x "$deb" "$root" || fail "cannot unpack $deb"; done
  rm -rf "$root/usr/share/"{doc,man,info,lintian,locale,bug,icons}

  libraries=$(echo "$root"/usr/lib/*-linux-gnu*)
  loader=$(find "$root/usr/lib64" "$libraries" -maxdepth 1 -name 'ld-linux*.so.*' 2>/dev/null | head -n1)
  [ -n "$loader" ] || fail "no ld.so among the unpacked packages"
  for program in "${to_patch[@]}"; do
    file=$(readlink -f "$root/usr/bin/$program") || fail "$program is not among the unpacked packages"
    case $file in "$root"/*) ;; *) fail "$program points outside of $root: $file" ;; esac
    patched "$file" --set-interpreter "$loader"
  done
}

patched() { # FILE [ARGUMENTS...]
  local file=$1 path=$libraries folder
  shift
  for folder in "${library_folders[@]}"; do path+=:$libraries/$folder; done
  quietly "$loader" --library-path "$libraries" "$root/usr/bin/patchelf" "$@" \
    --force-rpath --set-rpath "$path" "$file" || fail "patchelf failed on $file"
}

answers() { # PATTERN PROGRAM [ARGUMENTS...]
  local pattern=$1 program=$2 home=$work/home
  shift 2
  mkdir -p "$home"
  quietly env -u LD_LIBRARY_PATH HOME="$home" XDG_CONFIG_HOME="$home" XDG_DATA_HOME="$home" XDG_STATE_HOME="$home" \
    XDG_CACHE_HOME="$home" timeout 60 "$target/bin/$program" "$@" </dev/null || fail "$program does not run"
  grep -q "$pattern" "$work/out" || { tail -n 15 "$work/out" >&2; fail "$program does not answer as it should"; }
}
