#!/bin/sh
# Makes sure that there is a Chromium for the browser tests: one that is installed,
# else Debian's package, else Playwright's own download. Without any: one sentence.
set -u
for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Debian's chromium for the browser tests."
    apt-get update -qq >/dev/null 2>&1
    if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null 2>&1; then
        exit 0
    fi
fi
if playwright install chromium >/dev/null 2>&1; then
    exit 0
fi
echo "The browser tests need Chromium, and none could be installed: install it, or name one in CHROMIUM." >&2
exit 1
