#!/bin/sh
# Rounds of rotating funds made up from a seed; funds.py counts them again, and hledger and beancount check their books.
. "$(dirname "$0")/lib.sh"
python3 "$here/funds.py" "$KETNGHIA" "$work/quy.ketnghia"
