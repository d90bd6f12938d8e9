#!/usr/bin/env bash
# Runs the scorer's benchmarks under JMH, a JVM of its own for each figure. Arguments are JMH's own, such as
#   engine/core/bench/jmh.sh oneRow -p model=gbt -prof gc
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../../.." && pwd -P)
list=$here/target/jmh.classpath

(cd "$root" && ./mvnw -q -pl engine/core/bench -am -DskipTests package \
  dependency:build-classpath -Dmdep.outputFile="$list" -DincludeScope=test)
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" --add-modules jdk.incubator.vector \
  -cp "$here/target/test-classes:$(<"$list")" \
  org.openjdk.jmh.Main "$@"
