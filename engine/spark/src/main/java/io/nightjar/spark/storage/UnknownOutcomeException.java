package io.nightjar.spark.storage;

import java.io.IOException;

/**
 * A write failed at a moment when it may already have happened, or may still happen. Nothing may be
 * deleted; reading the target again settles it.
 */
public final class UnknownOutcomeException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The outcome of creating or moving to {@code target} is unknown because of {@code cause}. */
  public UnknownOutcomeException(String target, IOException cause) {
    super("it is unknown whether " + target + " was written", cause);
  }
}
