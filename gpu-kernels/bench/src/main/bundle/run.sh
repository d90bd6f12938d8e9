#!/bin/sh
# Times the kernels of this machine: run.sh [--only OPERATION] [--rounds N] [--json]. See README.md of gpu-kernels/bench.
# HEAP is the JVM's heap; without it, 60% of the machine's memory.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
heap=-XX:MaxRAMPercentage=60
[ -z "${HEAP:-}" ] || heap=-Xmx$HEAP
# An OpenCL driver with a compiler inside, such as PoCL, must not replace the JVM's signal handlers.
jsig=$here/runtime/lib/libjsig.so
[ ! -r "$jsig" ] || export LD_PRELOAD="$jsig${LD_PRELOAD:+:$LD_PRELOAD}"
exec "$here/runtime/bin/java" "$heap" -XX:+UseParallelGC --add-modules jdk.incubator.vector \
  -cp "$here/lib/*" io.nightjar.kernels.bench.KernelBench "$@"
