package io.nightjar.jobs.benchmark.peers;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.Contestant;
import io.nightjar.jobs.benchmark.cases.Entrant;
import io.nightjar.jobs.benchmark.cases.Judge;
import io.nightjar.jobs.benchmark.cases.Memory;
import io.nightjar.jobs.benchmark.cases.TrainCase;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Another library on Spark, on vectors that its JVM holds in memory. */
final class SparkPeerContestant implements Contestant {
  private final SparkSession spark;
  private final SparkPeer peer;
  private final PeerProcess process;
  private Optional<Memory> first;

  /** Starts one. */
  SparkPeerContestant(SparkSession spark, SparkPeer peer, TrainCase bench, BenchTable table) {
    this.spark = spark;
    this.peer = peer;
    this.process = peer.start(table, bench.trees(), null);
  }

  @Override
  public String name() {
    return process.name();
  }

  @Override
  public Fit fit() {
    JsonNode answer = process.order("fit");
    if (first == null) {
      first = PeerProcess.memory(answer);
    }
    return new Fit(answer.path("seconds").asDouble(), this::judge);
  }

  /** Of the last fit: its scores are written by it and judged here. */
  private Accuracy judge() {
    process.order("judge");
    double auc = Judge.auc(spark.read().parquet(peer.output().toString()), Entrant.PROBABILITY);
    return new Accuracy(auc, "");
  }

  /** That of the first fit: later ones find memory that the process kept. */
  @Override
  public Optional<Memory> memory() {
    return first;
  }

  @Override
  public void close() {
    process.close();
  }
}
