package io.nightjar.spark.recipe;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.ScoreConfig;
import io.nightjar.model.Model;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.run.RunContext;
import io.nightjar.spark.score.ScoreRequest;
import java.time.LocalDate;

/** The table that a night is about: {@code score.source} with the logical date put in. */
final class NightTable {
  private NightTable() {}

  /** What is scored, and where to; a failure where the config has no {@code score} block. */
  static ScoreConfig config(RunContext run) {
    return run.config()
        .score()
        .orElseThrow(
            () ->
                NightjarException.of(
                    FailureKind.CONFIG,
                    run.config().where("score"),
                    "there is no score block; add score { source = …, output = … }."));
  }

  /**
   * The rows of {@link #whole} that keep {@code score.where}: those that are scored, and so checked
   * and watched.
   */
  static Table open(RunContext run, Model model, LocalDate date) {
    return ScoreRequest.where(config(run), whole(run, model, date));
  }

  /**
   * The table of a date, its columns of the types that the model was trained on; without the files
   * that can't be read, where {@code score.on-corrupt-file} is quarantine.
   */
  static Table whole(RunContext run, Model model, LocalDate date) {
    ScoreConfig config = config(run);
    Tables.Like like = Tables.Like.of(date, model.signature(), run.tables());
    return config.onCorruptFile() == ScoreConfig.OnCorruptFile.QUARANTINE
        ? Tables.openReadable(run.spark(), run.config().data(), config.source(), like)
        : Tables.openLike(run.spark(), run.config().data(), config.source(), like);
  }
}
