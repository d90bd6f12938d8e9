#!/usr/bin/env bash
# Builds target/nightjar-kernels-bench.tar.gz: the benchmarks, the few jars that they need, and a Java runtime of their own,
# for a machine that has nothing but a Linux and, for its GPU, an OpenCL driver.
#
#   JAVA_HOME   whose jlink makes the runtime (JDK 17 or newer, of the target's architecture); else the jlink on the PATH
#   MAVEN_ARGS  options for Maven, such as -o to stay offline
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
target=$here/target
bundle=$target/nightjar-kernels-bench
modules=java.base,java.logging,java.management,jdk.incubator.vector,jdk.unsupported

jlink=${JAVA_HOME:+$JAVA_HOME/bin/}jlink
command -v "$jlink" >/dev/null || {
  echo "bundle.sh: there is no $jlink; install a JDK 17 or newer (not a JRE) and set JAVA_HOME to it." >&2
  exit 2
}

rm -rf "$bundle" "$bundle.tar.gz"
mkdir -p "$bundle/lib"
(cd "$root" && ./mvnw -q -pl gpu-kernels/bench -am -DskipTests package dependency:copy-dependencies \
  -DincludeScope=runtime -DexcludeGroupIds=io.nightjar -DoutputDirectory="$bundle/lib")
cp "$root"/gpu-kernels/target/nightjar-gpu-kernels-*.jar "$here"/target/nightjar-kernels-bench-*.jar "$bundle/lib/"

"$jlink" --add-modules "$modules" --output "$bundle/runtime" \
  --vm=server --no-header-files --no-man-pages --strip-java-debug-attributes --compress=2
cp "$here/src/main/bundle/run.sh" "$bundle/run.sh"
cp "$root/LICENSE" "$bundle/"
tar -C "$target" --sort=name --owner=0 --group=0 --numeric-owner -czf "$bundle.tar.gz" nightjar-kernels-bench
echo "$bundle.tar.gz: $(du -m "$bundle.tar.gz" | cut -f1) MB, $(du -sm "$bundle" | cut -f1) MB unpacked"
