#!/usr/bin/env bash
# Prepares this checkout: system libraries for Qt, an environment in .venv, the locked libraries.
# Run it as often as you like; what is there already is left alone.
#   bash .ci/setup.sh runtime    what the program needs
#   bash .ci/setup.sh dev        that and the tools for its tests
# PYTHON=/path/to/python3 chooses the interpreter.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-runtime}" in
    runtime) lock=.ci/requirements.txt ;;
    dev) lock=.ci/requirements-dev.txt ;;
    *) echo "usage: bash .ci/setup.sh runtime|dev" >&2; exit 2 ;;
esac

# What Qt loads from the system: shared library and the Debian/Ubuntu package that brings it. The first six are needed even
# without a screen; the others draw the window under X11.
QT_NEEDS="
libglib-2.0.so.0     libglib2.0-0
libGL.so.1           libgl1
libEGL.so.1          libegl1
libxkbcommon.so.0    libxkbcommon0
libdbus-1.so.3       libdbus-1-3
libfontconfig.so.1   libfontconfig1
libxcb-cursor.so.0   libxcb-cursor0
libxcb-icccm.so.4    libxcb-icccm4
libxcb-keysyms.so.1  libxcb-keysyms1
libxcb-shape.so.0    libxcb-shape0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
"

say() { echo "setup: $*"; }
stop() { echo "setup: $*" >&2; exit 1; }
has_apt() { command -v apt-get >/dev/null; }

# Installs packages with apt, as root or through sudo; says what an administrator must do when neither is possible.
install_packages() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || stop "system packages are missing. Ask an administrator to run: apt-get install $*"
        as_root=(sudo)
    fi
    say "installing system packages: $*"
    "${as_root[@]}" apt-get update -qq || say "the list of packages could not be refreshed, trying with the one that is here"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
        stop "apt-get could not install: $*"
}

missing_qt_packages() {
    local known library package
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
    while read -r library package; do
        if [ -n "$library" ] && [[ "$known" != *"$library "* ]]; then echo "$package"; fi
    done <<<"$QT_NEEDS"
}

# Prints the interpreter to use: the first one from 3.11 to 3.14.
find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

packages=()
python=""
if has_apt; then
    mapfile -t packages < <(missing_qt_packages)
else
    say "no apt-get here: Qt's system libraries are taken as installed"
fi

if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    python=$(find_python) || stop "Python 3.11, 3.12, 3.13 or 3.14 is needed; found: $(python3 --version 2>&1 || true)"
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        has_apt || stop "$python has no venv module; install it with your system's package manager"
        packages+=("$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')")
    fi
fi
[ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"

if [ -n "$python" ]; then
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi

# The stamp is the lock file that was installed last. The development lock holds the whole runtime lock.
stamp=.venv/installed-$(basename "$lock")
if ! cmp -s "$lock" "$stamp"; then
    say "installing the libraries of $lock"
    rm -f .venv/installed-*
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes -r "$lock" ||
        stop "the libraries could not be installed (is there a network?); run the same command again"
    cp .ci/requirements.txt .venv/installed-requirements.txt
    cp "$lock" "$stamp"
fi
say "ready"
