#!/usr/bin/env bash
# What the tests behind a proxy need and pip does not bring: HAProxy and nginx. What cannot be had
# here is said, and those tests are skipped.
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
exit 0
