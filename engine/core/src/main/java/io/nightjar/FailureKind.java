package io.nightjar;

/**
 * What the caller can do about a failure; each kind is one stable exit code of the command line.
 */
public enum FailureKind {
  /** A defect of Nightjar itself: report it. */
  INTERNAL(1),
  /** Fix the command line or the config. */
  CONFIG(2),
  /** Fix the data, or the contract that rejects it. */
  DATA(3),
  /** The gates refused the model; the champion stays. */
  GATES(4),
  /** Drift or decay, where the config asks to fail on it. */
  ALARM(5),
  /** Storage or registry: conflict, corrupt or unknown outcome. */
  STORAGE(6),
  /** A compute backend was required and is not available. */
  BACKEND(7);

  private final int exitCode;

  FailureKind(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The process exit code, stable over releases. */
  public int exitCode() {
    return exitCode;
  }
}
