#!/usr/bin/env bash
# Sets up and opens the program on the demo office. Without a display it walks the office's day by itself and leaves a
# picture of every screen, the PDFs and the bundles in build/tour.
set -euo pipefail
cd "$(dirname "$0")/.."
bash .ci/setup.sh runtime

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/python main.py --demo "$@"
fi
echo "demo: no display here; walking the day of the demo office without anybody watching"
.venv/bin/python main.py tour --out build/tour "$@"
echo "demo: pictures, PDFs and bundles are in $PWD/build/tour"
