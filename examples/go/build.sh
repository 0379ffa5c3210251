#!/bin/sh
# Builds the example client in Go with the Go of this machine, and no other: examples/go/build.sh [FILE], `invoicing` beside it
# if no file is named. Once the modules of go.sum have been fetched it needs no network.
set -eu
out=$(realpath -m "${1:-$(dirname "$0")/invoicing}")
cd "$(dirname "$0")"
GOTOOLCHAIN=local exec go build -trimpath -o "$out" .
