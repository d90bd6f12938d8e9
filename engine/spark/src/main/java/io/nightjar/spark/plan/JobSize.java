package io.nightjar.spark.plan;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.spark.train.als.AlsSize;
import io.nightjar.spark.train.glm.GlmSize;
import io.nightjar.spark.train.isolation.IsolationSize;
import io.nightjar.spark.train.kmeans.KMeansSize;
import io.nightjar.spark.train.mlp.MlpSize;
import io.nightjar.spark.train.pca.PcaSize;
import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.size.FitShape;
import io.nightjar.spark.train.size.FitSize;
import io.nightjar.spark.train.trees.TreeSize;

/** Asks the trainer of a job's model what its fit takes. */
final class JobSize {
  private JobSize() {}

  static FitSize of(JobConfig config, TableFacts table, FitShape rows, Cluster cluster) {
    ModelConfig model = config.model();
    if (model instanceof ModelConfig.Gbt gbt) {
      return TreeSize.of(gbt, rows, cluster);
    }
    if (model instanceof ModelConfig.Forest forest) {
      return TreeSize.of(forest, rows, cluster);
    }
    if (model instanceof ModelConfig.Logistic logistic) {
      GlmLoss loss = rows.outputs() > 1 ? GlmLoss.MULTINOMIAL : GlmLoss.LOGISTIC;
      return GlmSize.of(logistic.glm(), loss, rows, cluster);
    }
    if (model instanceof ModelConfig.Linear linear) {
      return GlmSize.of(linear.glm(), GlmLoss.SQUARED, rows, cluster);
    }
    if (model instanceof ModelConfig.Poisson poisson) {
      return GlmSize.of(poisson.glm(), GlmLoss.POISSON, rows, cluster);
    }
    if (model instanceof ModelConfig.KMeans kmeans) {
      return KMeansSize.of(kmeans, rows, cluster);
    }
    if (model instanceof ModelConfig.Pca pca) {
      return PcaSize.of(pca, rows, cluster);
    }
    if (model instanceof ModelConfig.Mlp mlp) {
      return MlpSize.of(mlp, rows, cluster);
    }
    if (model instanceof ModelConfig.Als als) {
      return AlsSize.of(als, rows, table.keys(als), cluster);
    }
    return IsolationSize.of((ModelConfig.IsolationForest) model, rows);
  }

  /**
   * Refuses models whose training is not ours.
   *
   * @throws NightjarException CONFIG for imports and Spark ML
   */
  static void require(JobConfig config) {
    ModelConfig model = config.model();
    if (model instanceof ModelConfig.Import || model instanceof ModelConfig.Mllib) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          config.where("model.type"),
          "is "
              + model.type()
              + (model instanceof ModelConfig.Import
                  ? ", which reads a file and fits nothing"
                  : ", whose memory and rounds are Spark ML's own and not known here")
              + "; plan is for gbt, forest, logistic, linear, poisson, kmeans, pca, mlp, als and"
              + " isolation-forest.");
    }
  }
}
