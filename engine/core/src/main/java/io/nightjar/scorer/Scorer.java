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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** A model ready to score rows; immutable and safe for many threads. */
public final class Scorer {
  private final Predictor predictor;
  private final Kernels kernels;
  private final InputSignature signature;
  private final List<String> names;

  /** Batches of one row that wait for the next call: as many as threads met. */
  private final Queue<BatchScorer> idle = new ConcurrentLinkedQueue<>();

  /** Made by the first call of {@link #explain}: not every model that scores can be explained. */
  private volatile BlockScorer explaining;

  private Scorer(Predictor predictor, Kernels kernels) {
    this.predictor = predictor;
    this.kernels = Objects.requireNonNull(kernels, "kernels");
    this.signature = predictor.model().signature();
    this.names = signature.names();
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
   * Scores one row.
   *
   * @param row raw values by column; a null value is missing, other columns are ignored
   * @throws NightjarException DATA if a column isn't there or the row can't be scored
   */
  public Score score(Map<String, ?> row) {
    Object[][] raw = {raw(row)};
    ScoreBatch batch = borrowing(scorer -> scorer.score(raw, 1));
    if (batch.reason(0) != null) {
      throw NightjarException.of(FailureKind.DATA, batch.reason(0));
    }
    return batch.score(0);
  }

  /**
   * Explains one row: what each column added to the margin of its prediction.
   *
   * @param row raw values by column; a null value is missing, other columns are ignored
   * @throws NightjarException DATA if a column isn't there or the row can't be scored; CONFIG if
   *     the model's files don't hold what an explanation needs
   */
  public Explanation explain(Map<String, ?> row) {
    Object[][] raw = {raw(row)};
    return borrowing(scorer -> explained(scorer.encode(raw, 1)));
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

  private Object[] raw(Map<String, ?> row) {
    Object[] raw = new Object[names.size()];
    for (int i = 0; i < raw.length; i++) {
      if (!row.containsKey(names.get(i))) {
        throw NightjarException.of(
            FailureKind.DATA, InputSignature.missing(names.get(i), row.keySet()));
      }
      raw[i] = row.get(names.get(i));
    }
    return raw;
  }

  private <T> T borrowing(Function<BatchScorer, T> use) {
    BatchScorer waiting = idle.poll();
    BatchScorer scorer = waiting == null ? batch() : waiting;
    try {
      return use.apply(scorer);
    } finally {
      idle.add(scorer);
    }
  }
}
