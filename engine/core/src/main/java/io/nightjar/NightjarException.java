package io.nightjar;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A failure that a user can act on: its {@link FailureKind} says who acts, its problems say what is
 * wrong, the value, what is allowed and what to do. Every problem found is reported together.
 */
public final class NightjarException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final List<Problem> problems;

  /** One failure with several problems; the message is their texts, a line each. */
  public NightjarException(FailureKind kind, List<Problem> problems, Throwable cause) {
    super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")), cause);
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a failure needs at least one problem");
    }
    this.kind = kind;
    this.problems = List.copyOf(problems);
  }

  /** A failure with one problem that has a place. */
  public static NightjarException of(FailureKind kind, String where, String message) {
    return new NightjarException(kind, List.of(new Problem(where, message)), null);
  }

  /** A failure with one problem that has no place of its own. */
  public static NightjarException of(FailureKind kind, String message) {
    return of(kind, "", message);
  }

  /** A failure with one problem and the exception that caused it. */
  public static NightjarException of(
      FailureKind kind, String where, String message, Throwable cause) {
    return new NightjarException(kind, List.of(new Problem(where, message)), cause);
  }

  /** What the caller can do, and the exit code. */
  public FailureKind kind() {
    return kind;
  }

  /** Everything that was found wrong, at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
