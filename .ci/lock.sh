#!/usr/bin/env bash
# Writes the three lock files from pyproject.toml: exact versions and hashes for every platform, no index address inside.
# Needs uv. "bash .ci/lock.sh --upgrade" also moves what our libraries need to newer versions.
#
# Left out, and therefore installed with --no-deps (see .ci/setup.sh):
#   docopt  num2words needs it only for its own command; it exists as source only, and nothing may be built at set-up
#   pip     sqlite-utils needs it only for its own command; a fresh environment has one anyway
set -euo pipefail
cd "$(dirname "$0")/.."

lock() {
    local file=.ci/$1
    shift
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-binary docopt \
        --no-header --no-emit-index-url --no-emit-package docopt --no-emit-package pip \
        "$@" pyproject.toml --output-file "$file"
    if grep -n '://' "$file"; then
        echo "$file carries an address" >&2
        exit 1
    fi
}

lock requirements.txt "$@"
lock requirements-dev.txt --group dev --constraint .ci/requirements.txt "$@"
lock requirements-build.txt --group build --constraint .ci/requirements.txt "$@"
