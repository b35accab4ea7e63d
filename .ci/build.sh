#!/usr/bin/env bash
# Builds dist/Teczka in an environment that holds the program's own libraries and nothing else (a crowded one would drag
# its libraries in), then lets the built program walk the day of the demo office by itself.
set -euo pipefail
cd "$(dirname "$0")/.."
bash .ci/setup.sh runtime

[ -x build/venv/bin/python ] || .venv/bin/python -m venv build/venv
build/venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
    -r .ci/requirements-build.txt
build/venv/bin/pyinstaller --noconfirm --log-level WARN installer.spec

rm -rf build/tour-of-built
QT_QPA_PLATFORM=offscreen dist/Teczka/teczka-cmd tour --out build/tour-of-built
echo "build: $(du -sm dist/Teczka | cut -f1) MB in dist/Teczka; it walked its day, see build/tour-of-built"
