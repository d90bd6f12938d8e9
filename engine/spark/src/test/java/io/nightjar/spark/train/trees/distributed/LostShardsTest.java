package io.nightjar.spark.train.trees.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.tree.TreeKernels;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.train.task.Workers;
import io.nightjar.spark.train.trees.bins.BinMatrix;
import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.bins.ColumnBins;
import io.nightjar.spark.train.trees.grow.BoostPlan;
import io.nightjar.spark.train.trees.grow.Boosted;
import io.nightjar.spark.train.trees.grow.Booster;
import io.nightjar.spark.train.trees.grow.TreeRows;
import io.nightjar.spark.train.trees.local.LocalRows;
import io.nightjar.spark.train.trees.local.Part;
import io.nightjar.spark.train.trees.local.SplitParts;
import io.nightjar.spark.train.trees.objective.Labels;
import io.nightjar.spark.train.trees.objective.Softmax;
import io.nightjar.spark.train.trees.split.GrowSpec;
import io.nightjar.spark.train.trees.split.Penalty;
import io.nightjar.spark.train.trees.split.Sampling;
import io.nightjar.spark.train.trees.split.TreeShape;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/** An executor that has forgotten all of a fit makes it anew, with the same bits. */
class LostShardsTest {
  private static final TreeKernels KERNELS = Kernels.of(BackendPreference.SCALAR).tree();
  private static final int CLASSES = 3;
  private static final Bins BINS =
      new Bins(
          new ColumnBins[] {
            ColumnBins.numeric(new float[] {0.2f, 0.4f, 0.6f, 0.8f}), ColumnBins.categorical(6)
          });
  private static final BoostPlan PLAN =
      new BoostPlan(
          new Softmax(CLASSES),
          new GrowSpec(
              new TreeShape(3, 0),
              new Penalty(1, 0, 0, 1),
              new Sampling(Sampling.Rows.SHARE, 0.8, 1, 1, 9),
              new int[2]),
          BINS,
          new BoostPlan.Rounds(BoostPlan.Kind.BOOSTED, 3, 0.3, 2));

  private static Part part(long seed, int rows) {
    Random random = new Random(seed);
    float[][] columns = new float[2][rows];
    double[] labels = new double[rows];
    long[] keys = random.longs(rows).toArray();
    for (int i = 0; i < rows; i++) {
      columns[0][i] = random.nextFloat();
      columns[1][i] = random.nextInt(6);
      labels[i] =
          (random.nextInt(4) + (columns[0][i] > 0.5 ? 1 : 0) + (int) columns[1][i]) % CLASSES;
    }
    BinMatrix matrix = new BinMatrix(rows, BINS);
    matrix.put(0, columns[0], 0, rows);
    matrix.put(1, columns[1], 0, rows);
    matrix.pack(0, rows);
    return new Part(matrix, new Labels(labels, null), keys);
  }

  private static DistributedRows rows() {
    List<SplitParts> all = new ArrayList<>();
    all.add(new SplitParts(part(1, 300), null));
    all.add(new SplitParts(part(2, 211), part(3, 90)));
    all.add(new SplitParts(part(4, 0), part(5, 60)));
    JavaSparkContext spark = new JavaSparkContext(SparkFixture.session().sparkContext());
    JavaRDD<SplitParts> partitions = spark.parallelize(all, all.size());
    return new DistributedRows(SparkFixture.session(), partitions, PLAN, BackendPreference.SCALAR);
  }

  private static byte[] grown(TreeRows rows) {
    Boosted boosted = new Booster(rows, PLAN, Booster.Validation.THERE).grow();
    return Parcel.pack(new ArrayList<>(boosted.trees()));
  }

  /** Forgets the shards before every {@code period}-th question. */
  private static TreeRows forgetful(DistributedRows rows, int period) {
    int[] asked = new int[1];
    return (TreeRows)
        Proxy.newProxyInstance(
            LostShardsTest.class.getClassLoader(),
            new Class<?>[] {TreeRows.class},
            (proxy, method, arguments) -> {
              if (asked[0]++ % period == 0) {
                Shards.drop(rows.id());
              }
              try {
                return method.invoke(rows, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void growTheSameTreesOnceMore() {
    byte[] undisturbed;
    String fit;
    try (DistributedRows rows = rows()) {
      undisturbed = grown(rows);
      assertThat(Shards.count(rows.id())).isEqualTo(3);
      assertThat(rows.uses()).extracting(KernelUse::kernel).contains("histogram", "partition");
      fit = rows.id();
    }
    assertThat(Shards.count(fit)).isZero();
    for (int period : new int[] {1, 3, 7}) {
      try (DistributedRows rows = rows()) {
        assertThat(grown(forgetful(rows, period))).as("period %d", period).isEqualTo(undisturbed);
      }
    }
  }

  @Test
  void areWhatOneTaskWouldGrowOnOnePartition() {
    Part train = part(1, 300);
    Part validation = part(3, 90);
    byte[] local;
    try (Workers workers = new Workers(2)) {
      local = grown(new LocalRows(train, validation, PLAN, workers, KERNELS));
    }
    JavaSparkContext spark = new JavaSparkContext(SparkFixture.session().sparkContext());
    List<SplitParts> one = List.of(new SplitParts(train, validation));
    try (DistributedRows rows =
        new DistributedRows(
            SparkFixture.session(), spark.parallelize(one, 1), PLAN, BackendPreference.SCALAR)) {
      assertThat(grown(rows)).isEqualTo(local);
    }
  }

  @Test
  void aLogKeepsOnlyWhatStillHasEffect() {
    StepLog log = new StepLog();
    log.add(new Step.Start(new double[1]));
    log.add(new Step.StartRound());
    log.add(new Step.StartTree(null));
    log.add(new Step.Root(null, null));
    log.add(new Step.Divide(List.of()));
    assertThat(log.follows(2)).isTrue();
    log.add(new Step.Add(null));
    assertThat(log.entries()).extracting(StepLog.Entry::number).containsExactly(1, 2, 6);
    assertThat(log.follows(5)).isTrue();
    assertThat(log.follows(4)).isFalse();
    log.add(new Step.StartRound());
    assertThat(log.entries()).extracting(StepLog.Entry::number).containsExactly(1, 6, 7);
    assertThat(log.last()).isEqualTo(7);
  }
}
