package io.nightjar.spark.plan;

import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.size.FitShape;
import io.nightjar.spark.train.size.FitSize;
import io.nightjar.spark.train.size.Held;
import io.nightjar.spark.train.size.Rounds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan as the result object has it. */
record PlanFacts(TableFacts table, FitShape rows, Cluster cluster, FitSize size) {
  private static final String NOTE =
      "bytes are before compression; seconds are an estimate from rates of plain loops on one core"
          + " of an AMD EPYC, %s s a job and a link of 1 Gbit/s an executor";

  Map<String, Object> json() {
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("table", tableFacts());
    plan.put("cluster", clusterFacts());
    plan.put("place", word(size.place()));
    plan.put("because", size.because());
    plan.put("held", size.held().stream().map(PlanFacts::held).toList());
    plan.put("stored_bytes", size.storedBytes());
    plan.put("heap_bytes", size.heapBytes());
    plan.put("executor_bytes", size.executorBytes(cluster));
    plan.put("driver_bytes", size.driverBytes());
    plan.put("broadcast_bytes", size.broadcastBytes());
    plan.put("shuffle_bytes", size.shuffledBytes());
    addRounds(plan);
    plan.put("note", NOTE.formatted(Expectation.JOB_SECONDS));
    return plan;
  }

  private Map<String, Object> tableFacts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rows", table.count().rows());
    facts.put("rows_from", table.count().from());
    facts.put("training_rows", rows.rows());
    facts.put("validation_rows", rows.validationRows());
    facts.put("columns", table.tableColumns());
    facts.put("design_columns", rows.columns());
    facts.put("sampled_rows", table.sampled());
    facts.put("partitions", rows.partitions());
    facts.put("outputs", rows.outputs());
    return facts;
  }

  private Map<String, Object> clusterFacts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mode", word(cluster.mode()));
    facts.put("executors", cluster.executors());
    facts.put("cores", cluster.cores());
    facts.put("storage_bytes", cluster.storageBytes());
    return facts;
  }

  private static Map<String, Object> held(Held held) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("what", held.what());
    facts.put("bytes", held.bytes());
    facts.put("where", word(held.where()));
    return facts;
  }

  private void addRounds(Map<String, Object> plan) {
    Expectation expectation = new Expectation(cluster, rows);
    List<Map<String, Object>> all = new ArrayList<>();
    double seconds = 0;
    for (Rounds rounds : size.rounds()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("what", rounds.what());
      facts.put("count", rounds.count());
      facts.put("known", word(rounds.known()));
      facts.put("jobs", rounds.jobs());
      facts.put("shuffle_bytes", rounds.traffic().shuffle());
      facts.put("broadcast_bytes", rounds.traffic().broadcast());
      facts.put("driver_bytes", rounds.traffic().driver());
      facts.put("rate_of", rounds.work().rate().of());
      facts.put("rate_nanos", rounds.work().rate().nanos());
      facts.put("seconds", expectation.seconds(rounds));
      seconds += expectation.seconds(rounds);
      all.add(facts);
    }
    plan.put("rounds", all);
    plan.put("seconds", seconds);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
