package io.nightjar.spark.data;

import io.nightjar.NightjarException;
import io.nightjar.Problem;
import java.util.Optional;

/** The cause of a failure that one file of a table is to blame for. */
public final class UnreadableFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String reason;

  UnreadableFile(String path, String reason, Throwable cause) {
    super(reason, cause);
    this.path = path;
    this.reason = reason;
  }

  /** The file behind a failure, where one is. */
  public static Optional<UnreadableFile> of(NightjarException failure) {
    return failure.getCause() instanceof UnreadableFile file ? Optional.of(file) : Optional.empty();
  }

  /** Which file; see {@link ReadFailures#plainPath}. */
  public String path() {
    return path;
  }

  /** The file and why it can't be read. */
  public Problem problem() {
    return new Problem(path, reason);
  }
}
