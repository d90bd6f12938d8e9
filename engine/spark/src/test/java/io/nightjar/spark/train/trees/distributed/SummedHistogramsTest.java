package io.nightjar.spark.train.trees.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.StoredRdds;
import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.train.task.Workers;
import io.nightjar.spark.train.trees.bins.BinMatrix;
import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.bins.ColumnBins;
import io.nightjar.spark.train.trees.grow.BoostPlan;
import io.nightjar.spark.train.trees.grow.Boosted;
import io.nightjar.spark.train.trees.grow.Booster;
import io.nightjar.spark.train.trees.grow.Division;
import io.nightjar.spark.train.trees.grow.TreeRows;
import io.nightjar.spark.train.trees.local.LocalRows;
import io.nightjar.spark.train.trees.local.Part;
import io.nightjar.spark.train.trees.local.SplitParts;
import io.nightjar.spark.train.trees.objective.Labels;
import io.nightjar.spark.train.trees.objective.Regression;
import io.nightjar.spark.train.trees.split.GrowSpec;
import io.nightjar.spark.train.trees.split.Penalty;
import io.nightjar.spark.train.trees.split.Sampling;
import io.nightjar.spark.train.trees.split.Split;
import io.nightjar.spark.train.trees.split.SplitFinder;
import io.nightjar.spark.train.trees.split.TreeShape;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which histograms the executors send each other. */
class SummedHistogramsTest {
  private static final int PARTITIONS = 3;
  private static final int COLUMNS = 19;
  private static final int ROWS = 4000;

  private static Bins bins() {
    ColumnBins[] bins = new ColumnBins[COLUMNS];
    float[] cuts = new float[63];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = (i + 1) / 64f;
    }
    Arrays.fill(bins, ColumnBins.numeric(cuts));
    return new Bins(bins);
  }

  private static Part part(Bins bins, long seed, int rows) {
    Random random = new Random(seed);
    float[][] x = new float[COLUMNS][rows];
    double[] y = new double[rows];
    BinMatrix matrix = new BinMatrix(rows, bins);
    for (int j = 0; j < COLUMNS; j++) {
      for (int i = 0; i < rows; i++) {
        x[j][i] = random.nextFloat();
        y[i] += (j + 1) * x[j][i];
      }
      matrix.put(j, x[j], 0, rows);
    }
    matrix.pack(0, rows);
    return new Part(matrix, new Labels(y, null), random.longs(rows).toArray());
  }

  private static BoostPlan plan(int depth, int leaves) {
    GrowSpec spec =
        new GrowSpec(
            new TreeShape(depth, leaves),
            new Penalty(1, 0, 0, 1),
            Sampling.none(1),
            new int[COLUMNS]);
    BoostPlan.Rounds rounds = new BoostPlan.Rounds(BoostPlan.Kind.BOOSTED, 2, 0.3, 0);
    return new BoostPlan(Regression.squared(), spec, bins(), rounds);
  }

  /** A full tree sums the root and one of each two children above its last level. */
  @ParameterizedTest
  @CsvSource({"1, 1", "3, 4", "5, 16"})
  void areTheRootsAndOneOfEachTwoChildren(int depth, int summed) throws TimeoutException {
    BoostPlan plan = plan(depth, 0);
    List<SplitParts> parts = new ArrayList<>();
    for (int p = 0; p < PARTITIONS; p++) {
      parts.add(new SplitParts(part(plan.bins(), p, ROWS), null));
    }
    SparkContext spark = SparkFixture.session().sparkContext();
    JavaSparkContext java = new JavaSparkContext(spark);
    StoredRdds stored = StoredRdds.fromNow();
    AtomicLong records = new AtomicLong();
    SparkListener counter =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd task) {
            records.addAndGet(task.taskMetrics().shuffleWriteMetrics().recordsWritten());
          }
        };
    spark.addSparkListener(counter);
    Boosted boosted;
    try (DistributedRows rows =
        new DistributedRows(
            SparkFixture.session(),
            java.parallelize(parts, PARTITIONS),
            plan,
            BackendPreference.SCALAR)) {
      boosted = new Booster(rows, plan, Booster.Validation.NONE).grow();
    } finally {
      spark.listenerBus().waitUntilEmpty();
      spark.removeSparkListener(counter);
    }
    boosted.trees().forEach(tree -> assertThat(tree.leaves()).hasSize(1 << depth));
    int slices = 3;
    assertThat(records.get())
        .isEqualTo((long) boosted.trees().size() * summed * PARTITIONS * slices);
    assertThat(stored.since()).isEmpty();
  }

  /** The best leaf first: a parent's histogram is derived of what was kept many jobs before. */
  @ParameterizedTest
  @CsvSource({"30, 23", "4, 0"})
  void giveTheTreesOfOneTask(int depth, int leaves) {
    BoostPlan plan = plan(depth, leaves);
    Part all = part(plan.bins(), 7, ROWS);
    byte[] local = local(plan, all);
    JavaSparkContext java = new JavaSparkContext(SparkFixture.session().sparkContext());
    List<SplitParts> one = List.of(new SplitParts(all, null));
    try (DistributedRows rows =
        new DistributedRows(
            SparkFixture.session(), java.parallelize(one, 1), plan, BackendPreference.SCALAR)) {
      assertThat(trees(new Booster(rows, plan, Booster.Validation.NONE).grow())).isEqualTo(local);
    }
  }

  /** A level whose nodes' histograms take too much room is searched in batches. */
  @ParameterizedTest
  @CsvSource({"1", "3"})
  void giveTheSameTreesFromParentsOfSeveralBatches(int partitions) {
    BoostPlan plan = plan(5, 0);
    List<SplitParts> parts = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      parts.add(new SplitParts(part(plan.bins(), p, ROWS), null));
    }
    JavaSparkContext java = new JavaSparkContext(SparkFixture.session().sparkContext());
    byte[] whole;
    try (DistributedRows rows =
        new DistributedRows(
            SparkFixture.session(),
            java.parallelize(parts, partitions),
            plan,
            BackendPreference.SCALAR)) {
      whole = trees(new Booster(rows, plan, Booster.Validation.NONE).grow());
    }
    StoredRdds stored = StoredRdds.fromNow();
    try (DistributedRows rows =
        new DistributedRows(
            SparkFixture.session(),
            java.parallelize(parts, partitions),
            plan,
            BackendPreference.SCALAR)) {
      TreeRows batched = inBatches(rows, 3, 2);
      assertThat(trees(new Booster(batched, plan, Booster.Validation.NONE).grow()))
          .isEqualTo(whole);
    }
    assertThat(stored.since()).isEmpty();
    if (partitions == 1) {
      assertThat(local(plan, parts.get(0).train())).isEqualTo(whole);
    }
  }

  /** Looks for the splits of so many parents' children at a time, by turns. */
  private static TreeRows inBatches(DistributedRows rows, int... sizes) {
    AtomicInteger calls = new AtomicInteger();
    return (TreeRows)
        Proxy.newProxyInstance(
            SummedHistogramsTest.class.getClassLoader(),
            new Class<?>[] {TreeRows.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("bestOfChildren")) {
                return method.invoke(rows, arguments);
              }
              List<Division> parents = new ArrayList<>();
              ((List<?>) arguments[1]).forEach(parent -> parents.add((Division) parent));
              List<Split> splits = new ArrayList<>();
              for (int at = 0; at < parents.size(); ) {
                int size = sizes[calls.getAndIncrement() % sizes.length];
                List<Division> some = parents.subList(at, Math.min(at + size, parents.size()));
                splits.addAll(rows.bestOfChildren((SplitFinder) arguments[0], some));
                at += some.size();
              }
              return splits;
            });
  }

  private static byte[] local(BoostPlan plan, Part all) {
    try (Workers workers = new Workers(2)) {
      LocalRows rows =
          new LocalRows(all, null, plan, workers, Kernels.of(BackendPreference.SCALAR).tree());
      return trees(new Booster(rows, plan, Booster.Validation.NONE).grow());
    }
  }

  private static byte[] trees(Boosted boosted) {
    return Parcel.pack(new ArrayList<>(boosted.trees()));
  }
}
