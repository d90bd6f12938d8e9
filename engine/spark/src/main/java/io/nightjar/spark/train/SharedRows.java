package io.nightjar.spark.train;

import io.nightjar.config.DataConfig;
import io.nightjar.config.FeaturesConfig;
import io.nightjar.config.JobConfig;
import io.nightjar.features.fit.FittedFeatures;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.train.block.BlockPlan;
import io.nightjar.spark.train.block.KeptBatches;
import io.nightjar.spark.train.block.LabelledBlocks;
import io.nightjar.spark.train.mlp.DealtRows;
import io.nightjar.spark.train.mlp.MlpTraining;
import io.nightjar.spark.train.trees.TreeFits;
import io.nightjar.spark.train.trees.TreeTraining;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What fits on the same split share: its encodings, its encoded blocks and its binned rows, each
 * made by whoever asks first and dropped when this is closed. A fit has the same bits with it as
 * alone. Several threads may use it at once.
 */
public final class SharedRows implements AutoCloseable {
  private final Split split;
  private final Keeping keeping;
  private final Map<FeaturesConfig, FittedFeatures> features = new ConcurrentHashMap<>();
  private final Map<BlockPlan, LabelledBlocks> blocks = new ConcurrentHashMap<>();
  private final Map<MlpTraining.Dealing, DealtRows> dealt = new ConcurrentHashMap<>();
  private final Map<TreeTraining.Binning, TreeFits> bins = new ConcurrentHashMap<>();

  private Optional<KeptBatches> kept = Optional.empty();

  /** Whether encoded rows are kept for further fits. */
  private enum Keeping {
    FOR_MORE,
    FOR_ONE
  }

  private SharedRows(Split split, Keeping keeping) {
    this.split = split;
    this.keeping = keeping;
  }

  /** For several fits: encoded rows stay in the executors' memory, or on their disks. */
  public static SharedRows ofMany(Split split) {
    return new SharedRows(split, Keeping.FOR_MORE);
  }

  /** For one fit, which keeps nothing that it would not keep itself. */
  static SharedRows ofOne(Split split) {
    return new SharedRows(split, Keeping.FOR_ONE);
  }

  /** The rows. */
  public Split split() {
    return split;
  }

  FittedFeatures features(FeaturesConfig wanted, DataConfig data) {
    return features.computeIfAbsent(wanted, w -> FeatureFit.fit(split.train(), w, data, kept));
  }

  /**
   * Reads the rows of one fit once for its encodings and its blocks, where that can be; several
   * fits keep their blocks instead.
   */
  void keepRaw(JobConfig config) {
    if (keeping == Keeping.FOR_ONE) {
      kept =
          KeptBatches.of(
              split.train(),
              FeatureFit.columns(split.train(), config.features(), config.data()),
              split.rows().train(),
              config.compute().blockRows());
    }
  }

  LabelledBlocks blocks(BlockPlan plan) {
    return blocks.computeIfAbsent(
        plan,
        p -> {
          LabelledBlocks made =
              kept.flatMap(raw -> LabelledBlocks.of(raw, split.train().origin(), p))
                  .orElseGet(() -> LabelledBlocks.of(split.train(), p));
          return keeping == Keeping.FOR_MORE ? made.kept() : made;
        });
  }

  TreeFits binned(TreeTraining training) {
    return bins.computeIfAbsent(
        training.binning(),
        wanted -> {
          TreeFits made = training.rows();
          return keeping == Keeping.FOR_MORE ? made.kept() : made;
        });
  }

  DealtRows dealt(MlpTraining training) {
    return dealt.computeIfAbsent(
        training.dealing(),
        wanted -> {
          DealtRows made = training.rows();
          return keeping == Keeping.FOR_MORE ? made.kept() : made;
        });
  }

  @Override
  public void close() {
    blocks.values().forEach(LabelledBlocks::close);
    dealt.values().forEach(DealtRows::close);
    bins.values().forEach(TreeFits::close);
    kept.ifPresent(KeptBatches::close);
  }
}
