#!/usr/bin/env bash
# Signs the golden texts of this folder with the OpenSSL command line: every X.txt becomes X.sig (Base64 of SHA256withRSA).
# The keys were made once: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048. They protect nothing.
set -euo pipefail
cd "$(dirname "$0")"
sign() { openssl dgst -sha256 -sign "$1" "$2.txt" | openssl base64 -A > "$2.sig"; }
for name in *-request.txt *-script.txt; do sign merchant-key.pem "${name%.txt}"; done
for name in *-answer.txt *-notice.txt *-return.txt; do sign provider-key.pem "${name%.txt}"; done
