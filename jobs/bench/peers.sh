#!/usr/bin/env bash
# Finds, by Maven, the jars of libraries that bin/nightjar bench --peer runs in JVMs of their own, and prints the files that name them.
#
#   jobs/bench/peers.sh [xgboost4j-spark | synapseml | spark-ml]…     all three without a name
#
# xgboost4j-spark  XGBoost on the Spark that Nightjar runs on (the first time this downloads about 100 MB)
# synapseml        LightGBM of SynapseML, on Spark 3.5 with Scala 2.12 (the first time this downloads about 500 MB)
# spark-ml         Spark ML's own trees, as bin/nightjar has them, in a process whose memory can be told
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
peers=$root/jobs/target/peers
plugin=org.apache.maven.plugins:maven-dependency-plugin:3.9.0

[ $# -gt 0 ] || set -- xgboost4j-spark synapseml spark-ml
mkdir -p "$peers"
for peer in "$@"; do
  file=$peers/$peer.classpath
  case $peer in
    xgboost4j-spark | synapseml)
      (cd "$root" && ./mvnw -q -B -ntp -f "jobs/bench/$peer.pom.xml" "$plugin:build-classpath" "-Dmdep.outputFile=$file") >&2
      ;;
    spark-ml)
      "$root/bin/nightjar" --version >/dev/null # builds what is missing
      cp "$root/jobs/target/spark.classpath" "$file"
      ;;
    *)
      echo "peers.sh: there is no peer '$peer'; it must be xgboost4j-spark, synapseml or spark-ml." >&2
      exit 2
      ;;
  esac
  echo "$file"
done
