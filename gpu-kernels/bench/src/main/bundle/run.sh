#!/bin/sh
# Times the kernels of this machine: run.sh [--only OPERATION] [--rounds N] [--json]. See README.md of gpu-kernels/bench.
# HEAP is the JVM's heap; without it, 60% of the machine's memory.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
heap=-XX:MaxRAMPercentage=60
[ -z "${HEAP:-}" ] || heap=-Xmx$HEAP
exec "$here/runtime/bin/java" "$heap" -XX:+UseParallelGC --add-modules jdk.incubator.vector \
  -cp "$here/lib/*" io.nightjar.kernels.bench.KernelBench "$@"
