package io.nightjar.spark.recipe.version;

import io.nightjar.model.MllibModel;
import io.nightjar.model.Model;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.score.KernelTableScorer;
import io.nightjar.spark.score.TableScorer;
import io.nightjar.spark.score.mllib.MllibTableScorer;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.mllib.MllibFiles;
import org.apache.hadoop.fs.Path;

/** The one place that knows which scorer goes with which kind of model. */
public final class Scorers {
  private Scorers() {}

  /** A scorer of a model whose files lie in a directory. */
  public static TableScorer of(RunContext run, Model model, Path directory) {
    if (model instanceof MllibModel mllib) {
      return new MllibTableScorer(mllib, new MllibFiles(run.spark(), directory).read(mllib));
    }
    return new KernelTableScorer(
        run.spark(),
        model,
        KernelRuns.preference(run.config().compute()),
        run.config().compute().blockRows());
  }
}
