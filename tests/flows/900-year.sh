#!/bin/sh
# A year in the life of a chapter, its union and two communes; every figure computed again by year.py.
. "$(dirname "$0")/lib.sh"
python3 "$here/year.py" "$KETNGHIA" "$work/nam.ketnghia"
