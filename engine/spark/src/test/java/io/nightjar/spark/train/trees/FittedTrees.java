package io.nightjar.spark.train.trees;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nightjar.config.JobConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.model.Target;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Splits;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.batch.RawBatches;
import io.nightjar.spark.data.contract.LabelCheck;
import io.nightjar.spark.data.contract.LabelFacts;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.train.FeatureFit;
import io.nightjar.spark.train.Targets;
import io.nightjar.spark.train.block.RowRole;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.task.FitPlace;
import io.nightjar.spark.train.trees.grow.Boosted;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A fit of a job's trees, and what it predicts. */
record FittedTrees(TreeFit fit, FeatureSpec features, Target target, Split split) {
  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);

  static FittedTrees of(JobConfig config) {
    return of(config, Tables.training(SparkFixture.session(), config.data(), NIGHT));
  }

  static FittedTrees of(JobConfig config, Table table) {
    return of(config, table, null);
  }

  static FittedTrees of(JobConfig config, Table table, FitPlace place) {
    return of(config, table, place, Continuation.none());
  }

  static FittedTrees of(
      JobConfig config, Table table, FitPlace place, Continuation<Boosted> continuation) {
    Optional<Table> test = Tables.test(SparkFixture.session(), config.data(), NIGHT);
    LabelFacts labels = LabelCheck.require(table, config.data(), Targets.kind(config.model()));
    Split split = Splits.of(table, test, config.data(), config.split());
    FeatureSpec features = FeatureFit.fit(split.train(), config.features(), config.data()).spec();
    Target target = Targets.of(config.model(), config.data(), labels);
    TreeTraining training =
        new TreeTraining(config, split, features, target, Optional.empty(), place);
    try (TreeFits rows = training.rows()) {
      return new FittedTrees(training.fit(rows, continuation), features, target, split);
    }
  }

  /** Rows of a table as the trees read them, with their labels. */
  record Rows(float[][] columns, double[] labels) {}

  Rows rows(Dataset<Row> rows) {
    TreePlan plan =
        new TreePlan(
            features, target, null, 1 << 18, 1, 255, 1, null, null, null, null, null, null);
    Dataset<Row> keyed = rows.withColumn(TreePlan.KEY, org.apache.spark.sql.functions.lit(0L));
    TreeBlock block =
        new RawBatches(keyed.coalesce(1), plan.read())
            .of(plan.blockRows())
            .mapPartitions(part -> new TreeBlockIterator(part, plan, RowRole.VALIDATION))
            .collect()
            .get(0);
    float[][] columns = new float[TreeDesign.of(features).width()][];
    Arrays.setAll(columns, j -> Arrays.copyOf(block.column(j), block.rows()));
    return new Rows(columns, block.labels());
  }

  /** Raw predictions [outputs][rows]. */
  double[][] margins(Rows rows) {
    int n = rows.labels().length;
    double[] out = new double[fit.ensemble().outputs() * n];
    Kernels.of(BackendPreference.SCALAR)
        .ensemble()
        .score(fit.ensemble(), new ColumnBlock(n, rows.columns()), out);
    double[][] margins = new double[fit.ensemble().outputs()][];
    Arrays.setAll(margins, k -> Arrays.copyOfRange(out, k * n, (k + 1) * n));
    return margins;
  }

  /** The area under the ROC curve by its definition, over sorted scores. */
  static double auc(double[] scores, double[] labels) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    double below = 0;
    double pairs = 0;
    for (int i = 0; i < order.length; ) {
      int end = i;
      double positives = 0;
      while (end < order.length && scores[order[end]] == scores[order[i]]) {
        positives += labels[order[end++]];
      }
      double negatives = end - i - positives;
      pairs += positives * (below + negatives / 2);
      below += negatives;
      i = end;
    }
    return pairs / (below * (labels.length - below));
  }

  /** A hash of every number of the trees. */
  String hash() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    var nodes = fit.ensemble().nodes();
    for (int k = 0; k < fit.ensemble().outputs(); k++) {
      digest.update(bytes(fit.ensemble().base(k)));
    }
    for (int n = 0; n < nodes.count(); n++) {
      digest.update(bytes(nodes.features()[n]));
      digest.update(bytes(nodes.thresholds()[n]));
      digest.update(bytes(nodes.values()[n]));
      digest.update(bytes(nodes.covers()[n]));
      digest.update(bytes(nodes.missingLeft()[n] ? 1 : 0));
      digest.update(bytes(nodes.lefts()[n]));
      digest.update(Arrays.toString(nodes.set(n)).getBytes(UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] bytes(double number) {
    return ByteBuffer.allocate(Double.BYTES).putDouble(number).array();
  }
}
