#!/usr/bin/env bash
# Sets up and passes all tests. What follows goes to pytest: bash .ci/test.sh tests/domain -k income
set -euo pipefail
cd "$(dirname "$0")/.."
bash .ci/setup.sh dev
exec .venv/bin/python -m pytest -n auto --maxprocesses 4 "$@"
