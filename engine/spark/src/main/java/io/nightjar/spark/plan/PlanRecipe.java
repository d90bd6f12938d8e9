package io.nightjar.spark.plan;

import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.size.FitShape;
import io.nightjar.spark.train.size.FitSize;

/**
 * What a training takes on a cluster, before it is run: memory, bytes sent, rounds and the expected
 * time. Nothing is trained, and of the table only the schema, the row count, its first rows and,
 * for als, its keys are read.
 */
public final class PlanRecipe {
  private static final String FRACTION = "spark.memory.fraction";
  private static final double USUAL_FRACTION = 0.6;

  private PlanRecipe() {}

  /**
   * Plans.
   *
   * @throws io.nightjar.NightjarException CONFIG for a model whose training is not ours, and as
   *     {@code check} for tables and columns that can't be read
   */
  public static void run(RunContext run, PlanRequest request) {
    JobSize.require(run.config());
    Table table =
        run.stages()
            .time(
                "open the table",
                () -> Tables.training(run.spark(), run.config().data(), run.identity().runDate()));
    RowCount count =
        run.stages()
            .time("count the rows", () -> RowCount.of(table, run.config().data(), request.rows()));
    TableFacts facts =
        run.stages()
            .time(
                "read the first rows",
                () -> TableFacts.of(run.config(), table, count, run.record()::warn));
    Cluster cluster = cluster(run, request);
    FitShape rows = run.stages().time("look at the columns", () -> facts.shape(cluster));
    FitSize size = run.stages().time("plan", () -> JobSize.of(run.config(), facts, rows, cluster));
    new Advice(size, rows, cluster, fraction(run))
        .warnings(Runtime.getRuntime().maxMemory())
        .forEach(run.record()::warn);
    run.record().set("plan", new PlanFacts(facts, rows, cluster, size).json());
  }

  private static Cluster cluster(RunContext run, PlanRequest request) {
    return request
        .cluster()
        .map(
            asked ->
                Cluster.ofExecutors(asked.count(), asked.cores(), asked.heapBytes(), fraction(run)))
        .orElseGet(() -> Cluster.of(run.spark().sparkContext()));
  }

  private static double fraction(RunContext run) {
    return run.spark().sparkContext().conf().getDouble(FRACTION, USUAL_FRACTION);
  }
}
