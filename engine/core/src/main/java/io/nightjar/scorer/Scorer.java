package io.nightjar.scorer;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.InputSignature;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.Model;
import io.nightjar.model.files.LoadedModel;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.model.files.ModelFiles;
import io.nightjar.scorer.predict.Predictor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A model ready to score rows; immutable and safe for many threads. */
public final class Scorer {
  private final Predictor predictor;
  private final Kernels kernels;
  private final InputSignature signature;
  private final List<String> names;

  private final IdleParts<RowScorer> rows;

  /** Batches of one row to be explained. */
  private final IdleParts<BatchScorer> batches;

  /** Made by the first call of {@link #explain}: not every model that scores can be explained. */
  private volatile BlockScorer explaining;

  private Scorer(Predictor predictor, Kernels kernels) {
    this.predictor = predictor;
    this.kernels = Objects.requireNonNull(kernels, "kernels");
    this.signature = predictor.model().signature();
    this.names = List.copyOf(signature.names());
    this.rows = new IdleParts<>(() -> new RowScorer(predictor, names));
    this.batches = new IdleParts<>(this::batch);
  }

  /**
   * Loads a model's directory, checking every byte of it.
   *
   * @throws NightjarException STORAGE if a file is missing or changed, CONFIG if only Spark can run
   *     the model
   */
  public static Scorer load(Path directory) {
    LoadedModel loaded = ModelDirectory.read(ModelFiles.local(directory));
    return of(loaded.model(), Kernels.of(BackendPreference.SCALAR));
  }

  /**
   * A scorer of a model that is loaded.
   *
   * @throws NightjarException CONFIG if only Spark can run it
   */
  public static Scorer of(Model model, Kernels kernels) {
    return new Scorer(Predictor.require(model), kernels);
  }

  /** The model. */
  public Model model() {
    return predictor.model();
  }

  /** The columns that it reads, in the order of the raw rows of {@link BatchScorer}. */
  public InputSignature signature() {
    return signature;
  }

  /** A scorer of batches with buffers of its own, for one thread. */
  public BatchScorer batch() {
    return new BatchScorer(predictor, kernels);
  }

  /**
   * Scores one row by plain loops of the JVM, whatever backend batches run on.
   *
   * @param row raw values by column, as {@link io.nightjar.features.ColumnType} tells them; a null
   *     value is missing, other columns are ignored
   * @throws NightjarException DATA if a column isn't there or the row can't be scored
   */
  public Score score(Map<String, ?> row) {
    RowScorer scorer = rows.take();
    try {
      return scorer.score(row);
    } finally {
      rows.give(scorer);
    }
  }

  /**
   * Scores one row of numbers; the same as a map of them.
   *
   * @param row raw values in the order of {@link #signature()}, NaN where missing, or all elements
   *     of the vector that the model reads; borrowed
   * @throws NightjarException DATA if they are not as many as the columns, a column isn't of
   *     numbers, or the row can't be scored
   */
  public Score score(double[] row) {
    RowScorer scorer = rows.take();
    try {
      return scorer.score(row);
    } finally {
      rows.give(scorer);
    }
  }

  /** Scores one row of float32 numbers, as {@link #score(double[])} does. */
  public Score score(float[] row) {
    RowScorer scorer = rows.take();
    try {
      return scorer.score(row);
    } finally {
      rows.give(scorer);
    }
  }

  /**
   * Explains one row: what each column added to the margin of its prediction.
   *
   * @param row raw values by column; a null value is missing, other columns are ignored
   * @throws NightjarException DATA if a column isn't there or the row can't be scored; CONFIG if
   *     the model's files don't hold what an explanation needs
   */
  public Explanation explain(Map<String, ?> row) {
    Object[][] raw = {RawValues.of(row, names)};
    BatchScorer scorer = batches.take();
    try {
      return explained(scorer.encode(raw, 1));
    } finally {
      batches.give(scorer);
    }
  }

  private Explanation explained(EncodedBlock block) {
    BlockScorer scorer = explaining();
    ScoreBatch batch = scorer.score(block);
    if (batch.reason(0) != null) {
      throw NightjarException.of(FailureKind.DATA, batch.reason(0));
    }
    return Explanation.of(scorer.explain(block, batch), 0, batch.margin(batch.output(0), 0));
  }

  /** Two threads may both make the first one, which are alike. */
  private BlockScorer explaining() {
    BlockScorer scorer = explaining;
    if (scorer == null) {
      scorer = BlockScorer.of(predictor, kernels).explaining();
      explaining = scorer;
    }
    return scorer;
  }
}
