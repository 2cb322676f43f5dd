#!/usr/bin/env bash
# get-vscode.sh [FOLDER [SUITE]]
#
# Puts a real VS Code with a screen into FOLDER (default: hearth-vscode in the user's cache): code-server's package has
# VS Code's own server and workbench, a headless Chromium of Debian shows it, and Node 24 runs it. Beside them stands
# what the extension in editors/vscode is built and packed with, by its lock file.
# Nothing is installed on the host and no root is needed; see ../debian.sh.
#
# About 330 MB over the wire, 1 GB on disk, one to two minutes; a second run answers at once. Prints FOLDER.
# Exit: 0 done; 1 failed; 3 this machine cannot do it (the last line on stderr says why).
set -euo pipefail
export npm_config_update_notifier=false
. "$(dirname "$0")/../debian.sh"

here=$(cd "$(dirname "$0")" && pwd -P)
lock=$here/../../editors/vscode/package-lock.json
recipe="3 $(sha256sum "$lock" | cut -c1-16)" # raise when this script changes what it produces
code_server=4.139.1                          # VS Code 1.139.1
node=24.21.0                                 # which that needs
programs=(chromium node code)
packages=(chromium-headless-shell fontconfig-config fonts-dejavu-core patchelf)
to_patch=()
library_folders=(pulseaudio)
# Drivers of graphics cards, and what only an installed system needs.
unwanted='^(libllvm.*|libgl1-mesa-dri|mesa-libgallium|mesa-vulkan-drivers|dpkg|perl.*|libperl.*|tar|debconf|ucf'
unwanted+='|init-system-helpers|sensible-utils|libgdbm.*|libdb5.*|adduser|passwd|systemd.*)$'

# Of VS Code's packages those that its server and a window need. Search, keyrings and telemetry are left out.
needed=(@microsoft/1ds-core-js @parcel/watcher @vscode/deviceid @vscode/iconv-lite-umd @vscode/proxy-agent
  @vscode/spdlog @vscode/tree-sitter-wasm @xterm/addon-clipboard @xterm/addon-progress @xterm/addon-unicode11
  @xterm/headless @xterm/xterm cookie http-proxy-agent https-proxy-agent jschardet minimist node-pty vscode-oniguruma
  vscode-regexpp vscode-textmate ws yauzl yazl)

wrap() {
  local vscode=$target/code-server/package/lib/vscode machine browser
  command -v npm >/dev/null || cannot "'npm' is missing"
  [ "$(uname -m)" = x86_64 ] && machine=x64 || machine=arm64

  browser=$root/usr/lib/chromium/chromium-headless-shell
  patched "$browser" --set-interpreter "$loader"
  # It finds its own libraries by an absolute path of Debian's.
  patched "$(readlink -f "$libraries/libpulse.so.0")"
  cat >"$target/fonts.conf" <<XML
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>$root/usr/share/fonts</dir><include>$root/etc/fonts/conf.d</include><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
XML
  printf '#!/bin/sh\nFONTCONFIG_FILE=%s exec %s "$@"\n' "$target/fonts.conf" "$browser" >"$target/bin/chromium"

  rm -rf "$target/node" "$target/code-server" "$target/extension"
  mkdir -p "$target/node" "$target/code-server" "$target/extension"
  in_folder "$target/node" npm install --prefix "$target/node" --no-save --ignore-scripts --no-audit --no-fund "node-linux-$machine@$node"
  ln -sf "$target/node/node_modules/node-linux-$machine/bin/node" "$target/bin/node"

  in_folder "$target/code-server" npm pack "code-server@$code_server"
  in_folder "$target/code-server" tar xzf "code-server-$code_server.tgz"
  rm "$target/code-server/code-server-$code_server.tgz"
  (cd "$vscode" && "$target/bin/node" -e '
    const { readFileSync, renameSync, writeFileSync } = require("node:fs");
    const { packages } = JSON.parse(readFileSync("npm-shrinkwrap.json", "utf8"));
    const own = JSON.parse(readFileSync("package.json", "utf8"));
    renameSync("npm-shrinkwrap.json", "whole-shrinkwrap.json");
    const { name, version, type } = own;
    const dependencies = Object.fromEntries(
      process.argv.slice(1).map((each) => [each, packages["node_modules/" + each].version]));
    writeFileSync("package.json", JSON.stringify({ name, version, type, private: true, dependencies }));
  ' "${needed[@]}") 2>"$work/out" || fail "code-server's package is not as expected"
  in_folder "$vscode" npm install --prefix "$vscode" --omit=dev --ignore-scripts --no-audit --no-fund
  # TypeScript, whose own server answers beside Hearth there.
  in_folder "$vscode/extensions" npm install --prefix "$vscode/extensions" --omit=dev --ignore-scripts --no-audit --no-fund
  cp "$here/spdlog.cjs" "$vscode/node_modules/@vscode/spdlog/index.js"
  printf '#!/bin/sh\nexec %s %s "$@"\n' "$target/bin/node" "$vscode/out/server-main.js" >"$target/bin/code"
  chmod +x "$target/bin/chromium" "$target/bin/code"

  cp "$lock" "$here/../../editors/vscode/package.json" "$target/extension"
  in_folder "$target/extension" npm ci --prefix "$target/extension" --ignore-scripts --no-audit --no-fund
}

in_folder() { # FOLDER COMMAND...
  local folder=$1
  shift
  (cd "$folder" && quietly "$@") || fail "'$*' failed"
}

prove() {
  answers '^code-server' code --help
  answers 'hearth' chromium --no-sandbox --disable-gpu --dump-dom 'data:text/html,<p>hearth'
}

put_into "${1:-${XDG_CACHE_HOME:-$HOME/.cache}/hearth-vscode}" "${2:-forky}"
