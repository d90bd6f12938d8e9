package io.nightjar.spark.score;

import io.nightjar.config.ScoreConfig;
import io.nightjar.config.output.OutputColumn;
import io.nightjar.config.output.OutputNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A config of scores: as one that says nothing has it, but for what is set here. */
final class MadeScoreConfig {
  private final List<String> keep;
  private final Optional<String> quarantine;
  private String source = "made";
  private Optional<String> where = Optional.empty();
  private String output;
  private double mostQuarantined = 0.5;
  private List<OutputColumn> columns =
      List.of(
          OutputColumn.PREDICTION,
          OutputColumn.PROBABILITY,
          OutputColumn.MODEL,
          OutputColumn.MODEL_VERSION,
          OutputColumn.RUN_ID,
          OutputColumn.SCORED_AT);
  private OutputNames names = ScoreBench.NAMES;
  private int explainTop;
  private ScoreConfig.OutputFormat format = ScoreConfig.OutputFormat.PARQUET;
  private Optional<String> staging = Optional.empty();

  private MadeScoreConfig(Path folder, List<String> keep, Optional<String> quarantine) {
    this.output = folder + "/scores";
    this.keep = keep;
    this.quarantine = quarantine;
  }

  /** Scores below a folder. */
  static MadeScoreConfig in(Path folder, List<String> keep, Optional<String> quarantine) {
    return new MadeScoreConfig(folder, keep, quarantine);
  }

  MadeScoreConfig source(String path) {
    this.source = path;
    return this;
  }

  MadeScoreConfig where(String predicate) {
    this.where = Optional.of(predicate);
    return this;
  }

  MadeScoreConfig output(String place) {
    this.output = place;
    return this;
  }

  MadeScoreConfig mostQuarantined(double share) {
    this.mostQuarantined = share;
    return this;
  }

  MadeScoreConfig columns(List<OutputColumn> kinds) {
    this.columns = kinds;
    return this;
  }

  MadeScoreConfig names(OutputNames own) {
    this.names = own;
    return this;
  }

  MadeScoreConfig explainTop(int reasons) {
    this.explainTop = reasons;
    return this;
  }

  MadeScoreConfig format(ScoreConfig.OutputFormat kind) {
    this.format = kind;
    return this;
  }

  MadeScoreConfig staging(String folder) {
    this.staging = Optional.of(folder);
    return this;
  }

  ScoreConfig made() {
    return new ScoreConfig(
        source,
        where,
        output,
        keep,
        quarantine,
        mostQuarantined,
        ScoreConfig.OnCorruptFile.FAIL,
        OptionalDouble.empty(),
        columns,
        names,
        explainTop,
        List.of(),
        format,
        staging,
        Optional.empty());
  }
}
