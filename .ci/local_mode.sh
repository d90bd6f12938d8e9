#!/usr/bin/env bash
# The first way to launch: one process, from another folder and through a symlink; and what a too old java is told.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=$root/target/launch/local
rm -rf "$work"
mkdir -p "$work/home" "$work/old/bin"
ln -s "$root/bin/nightjar" "$work/nightjar"
cd "$work/home"

failed() { echo "FAILED: $*" >&2; exit 1; }

"$work/nightjar" --version

# The JDK check reads a version and says what to do.
printf 'JAVA_VERSION="11.0.2"\n' >"$work/old/release"
printf '#!/bin/sh\n' >"$work/old/bin/java"
chmod +x "$work/old/bin/java"
code=0
said=$(JAVA_HOME=$work/old "$work/nightjar" --version 2>&1) || code=$?
[ "$code" = 2 ] || failed "with Java 11 the launcher exits $code, not 2"
case $said in
  *"version 11.0.2; it must be 17 or newer."*) ;;
  *) failed "with Java 11 the launcher says: $said" ;;
esac

# The whole of a model's life on a made table, within 25 lines and 90 seconds after the build.
started=$SECONDS
"$work/nightjar" demo >demo.out 2>demo.err || failed "demo exits $?; its output is in $work/home"
cat demo.out
lines=$(wc -l <demo.out)
[ "$lines" -le 25 ] || failed "demo prints $lines lines; at most 25 are promised"
echo "demo: $((SECONDS - started)) s, $lines lines"

# A column with a million different texts, in a heap of 1 GiB: refused by name, not by running out of memory.
awk 'BEGIN { print "id,x,city,y"; for (i = 0; i < 1000000; i++) printf "%d,%.4f,c%07d,%d\n", i, (i * 7919) % 10007 / 10007, i, i % 3 == 0 }' >million.csv
cat >million.conf <<'CONF'
name = million
data { source = "million.csv", label = y, positive = "1", id = id }
split { validation = 0, test = 0.2 }
model { type = logistic }
CONF
code=0
said=$(NIGHTJAR_MEMORY=1g "$work/nightjar" train million.conf --quiet 2>&1) || code=$?
[ "$code" = 3 ] || failed "a column of a million categories exits $code, not 3: $said"
case $said in
  *"column city holds more than 20000 distinct values in "*) ;;
  *) failed "of a column of a million categories it says: $said" ;;
esac
echo "a million categories in 1 GiB: refused"
