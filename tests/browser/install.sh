#!/usr/bin/env bash
# What the tests of pages need and pip does not bring: Chromium, pdftotext, and axe. What cannot be had here is
# said, and those tests are skipped.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

if [ ! -x /usr/bin/chromium ] || ! command -v pdftotext > /dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
            --no-install-recommends chromium fonts-liberation poppler-utils > /dev/null
    fi
    [ -x /usr/bin/chromium ] || echo "Chromium is missing: the tests of pages will be skipped."
    command -v pdftotext > /dev/null || echo "pdftotext is missing: some tests of paper will be skipped."
fi

if [ ! -f node_modules/axe-core/axe.min.js ]; then
    command -v npm > /dev/null && npm ci --ignore-scripts --no-audit --no-fund --silent
    [ -f node_modules/axe-core/axe.min.js ] || echo "axe is missing: the tests of pages will be skipped."
fi
exit 0
