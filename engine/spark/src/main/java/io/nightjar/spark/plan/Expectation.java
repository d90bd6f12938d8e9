package io.nightjar.spark.plan;

import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.size.FitShape;
import io.nightjar.spark.train.size.Rounds;

/**
 * How long rounds may take: their operations on the cores that work at once, a job's start, and
 * bytes over a network of 1 Gbit/s an executor. An estimate of the order of magnitude.
 */
record Expectation(Cluster cluster, FitShape rows) {
  /** What Spark takes to start and end a job with its tasks. */
  static final double JOB_SECONDS = 0.03;

  /** Of each executor's link. */
  static final double NETWORK_BYTES_A_SECOND = 1.25e8;

  private static final double NANO = 1e-9;

  /** Seconds of all rounds that are alike. */
  double seconds(Rounds rounds) {
    int atOnce =
        rounds.jobs() == 0 ? cluster.cores() : Math.min(cluster.slots(), rows.partitions());
    double computing =
        rounds.work().operations() * rounds.work().rate().nanos() * NANO / Math.max(1, atOnce);
    return rounds.count() * (computing + rounds.jobs() * JOB_SECONDS + sending(rounds.traffic()));
  }

  private double sending(Rounds.Traffic traffic) {
    if (cluster.isLocal()) {
      return 0;
    }
    double among = (double) traffic.shuffle() / cluster.executors();
    double driver = (double) traffic.driver() + (double) traffic.broadcast() * cluster.executors();
    return (among + driver) / NETWORK_BYTES_A_SECOND;
  }
}
