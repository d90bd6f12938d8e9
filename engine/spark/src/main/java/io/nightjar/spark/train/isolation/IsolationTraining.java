package io.nightjar.spark.train.isolation;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.TreeColumn;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.train.task.KeyHash;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * Fits an isolation forest on the training rows: their keys are counted, each tree's rows are drawn
 * by them and gathered in one pass, and the driver grows the trees. The model is the same, bit for
 * bit, in whatever order and partitions the rows come.
 */
public final class IsolationTraining {
  /** Most values of all samples, which the driver holds: half a GiB. */
  static final long MOST_VALUES = 1L << 27;

  private static final double USUAL_THRESHOLD = 0.5;

  private final JobConfig config;
  private final ModelConfig.IsolationForest wanted;

  /** Training of a job's model of type isolation-forest. */
  public IsolationTraining(JobConfig config) {
    this.config = config;
    this.wanted = (ModelConfig.IsolationForest) config.model();
  }

  /**
   * Fits on the training rows, {@code rows} of them: 2 or more, since their features vary.
   *
   * @throws NightjarException of kind DATA: what to mend
   */
  public IsolationFit fit(Table train, long rows, FeatureSpec features) {
    List<TreeColumn> columns = TreeDesign.of(features).columns();
    int size = (int) Math.min(wanted.sampleSize(), rows);
    require(columns.size(), size);
    KeyedBlocks keyed = new KeyedBlocks(config, train, features);
    JavaRDD<KeyedBlock> blocks = keyed.blocks();
    SampleKeys keys = keys(keyed, size);
    SampledRows sampled = gather(blocks, keys.all());
    List<List<IsolationTree.Node>> trees = new ArrayList<>();
    for (int tree = 0; tree < wanted.trees(); tree++) {
      long bits = KeyHash.mix(config.seed(), tree + 1L);
      trees.add(IsolationTree.grow(columns, sampled.of(keys.of(tree)), bits));
    }
    TreeEnsemble ensemble = new IsolationEnsemble(trees, size).over(columns.size());
    return new IsolationFit(
        ensemble, size, threshold(ensemble, blocks, rows), warnings(trees, size));
  }

  private SampleKeys keys(KeyedBlocks keyed, int size) {
    int trees = wanted.trees();
    JavaRDD<Row> counts = keyed.counts().toJavaRDD();
    return OrderedReduce.reduce(
        counts,
        (partition, all) -> {
          SampleKeys keys = new SampleKeys(trees, size);
          all.forEachRemaining(row -> keys.add(row.getLong(0), row.getLong(1)));
          return keys.close();
        },
        SampleKeys::add);
  }

  private static SampledRows gather(JavaRDD<KeyedBlock> blocks, long[] keys) {
    Broadcast<long[]> wanted = JavaSparkContext.fromSparkContext(blocks.context()).broadcast(keys);
    try {
      return OrderedReduce.reduce(
          blocks,
          (partition, all) -> {
            SampledRows rows = new SampledRows();
            all.forEachRemaining(block -> rows.add(block, wanted.value()));
            return rows;
          },
          SampledRows::add);
    } finally {
      wanted.destroy();
    }
  }

  private double threshold(TreeEnsemble ensemble, JavaRDD<KeyedBlock> blocks, long rows) {
    return wanted.contamination().isEmpty()
        ? USUAL_THRESHOLD
        : new TrainingScores(ensemble, rows, config.seed())
            .threshold(blocks, wanted.contamination().getAsDouble());
  }

  private List<String> warnings(List<List<IsolationTree.Node>> trees, int size) {
    List<String> warnings = new ArrayList<>();
    if (size < wanted.sampleSize()) {
      warnings.add(
          "the training part has %d rows, fewer than model.sample-size = %d; each tree is grown on all of them"
              .formatted(size, wanted.sampleSize()));
    }
    if (trees.stream().allMatch(tree -> tree.size() == 1)) {
      warnings.add(
          "no column has two values among the rows of a tree, so that every row scores 0.5; give the model columns that vary");
    }
    return warnings;
  }

  private void require(int columns, int size) {
    long values = IsolationSize.sampledValues(wanted.trees(), size, columns);
    if (values > MOST_VALUES) {
      throw NightjarException.of(
          FailureKind.DATA,
          "model.sample-size",
          "is %d, and model.trees %d: with %d columns the samples take %d values, keys included; must be %d at most: lower one of the two"
              .formatted(wanted.sampleSize(), wanted.trees(), columns, values, MOST_VALUES));
    }
  }
}
