#!/usr/bin/env bash
# Runs the benchmarks under JMH, a JVM of its own for each figure. Arguments are JMH's own, such as
#   gpu-kernels/bench/jmh.sh -p what='gemm 1024 x 1024 x 1024' -p contender=simd,peer
# A combination that is not here (a backend without a loop for it, no device) fails alone; the rest goes on.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
list=$here/target/jmh.classpath

(cd "$root" && ./mvnw -q -pl gpu-kernels/bench -am -Dmaven.test.skip.exec=true -DskipTests package \
  dependency:build-classpath -Dmdep.outputFile="$list" -DincludeScope=test)
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" --add-modules jdk.incubator.vector \
  -cp "$here/target/test-classes:$here/target/classes:$root/gpu-kernels/target/classes:$(<"$list")" \
  org.openjdk.jmh.Main "$@"
