package io.nightjar.spark.data;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.QueryContext;
import org.apache.spark.QueryContextType;
import org.apache.spark.SparkThrowable;

/**
 * Turns Spark's failures to read a table into one line that names the file and says what to do.
 * Every action over a table that may meet an unread page runs inside {@link #reading}.
 */
public final class ReadFailures {
  private static final int LONGEST_REASON = 160;

  /** What SQL states of values that an expression can't be evaluated for begin with. */
  private static final String DATA_EXCEPTION = "22";

  private static final Pattern FAILED_FILE =
      Pattern.compile("Encountered error while reading file (\\S+?)\\.(?:\\s|$)");
  private static final Pattern FAILED_FOOTER =
      Pattern.compile("(?:footer for file:|in file) (\\S+)");

  /** What Spark says round the cause. */
  private static final Pattern IN_PASSING =
      Pattern.compile(FAILED_FILE.pattern() + "|^Exception thrown in awaitResult");

  private ReadFailures() {}

  /**
   * Runs an action over the table; a failure to read becomes a failure of kind DATA, one of an SQL
   * condition on a row of kind CONFIG.
   */
  public static <T> T reading(TableOrigin origin, Supplier<T> action) {
    try {
      return action.get();
    } catch (NightjarException e) {
      throw e;
    } catch (Exception e) {
      throw explain(e, origin).map(f -> (RuntimeException) f).orElseGet(() -> unchecked(e));
    }
  }

  /**
   * The clear failure behind an exception of Spark's, where it is one of reading input or of a
   * condition on it.
   */
  public static Optional<NightjarException> explain(Throwable failure, TableOrigin origin) {
    Optional<NightjarException> own = ownFailure(failure);
    if (own.isPresent()) {
      return own;
    }
    Optional<String> file = failedFile(failure);
    return file.isPresent()
        ? Optional.of(damaged(listed(file.get(), origin), origin.format(), failure))
        : failedCondition(failure, origin);
  }

  /** Of an SQL condition that can't be told of a row, such as one that divides by zero. */
  private static Optional<NightjarException> failedCondition(
      Throwable failure, TableOrigin origin) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark
          && String.valueOf(spark.getSqlState()).startsWith(DATA_EXCEPTION)) {
        for (QueryContext context : spark.getQueryContext()) {
          if (context.contextType() == QueryContextType.SQL) {
            return Optional.of(failedCondition(context.fragment(), cause, origin));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static NightjarException failedCondition(
      String expression, Throwable failure, TableOrigin origin) {
    return NightjarException.of(
        FailureKind.CONFIG,
        origin.name(),
        "has a row on which \"%s\" fails: %s; mend data.where or score.where, or the row"
            .formatted(expression, reason(failure)),
        failure);
  }

  /**
   * The failure for a file that can't be read as its format; an {@link UnreadableFile} caused it.
   */
  public static NightjarException damaged(String file, String format, Throwable failure) {
    String path = plainPath(file);
    String message =
        "cannot be read as "
            + format
            + ": "
            + reason(failure)
            + "; the file is damaged or of another format: replace it or take it out of the"
            + " source";
    return NightjarException.of(
        FailureKind.DATA, path, message, new UnreadableFile(path, message, failure));
  }

  private static Optional<NightjarException> ownFailure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NightjarException own) {
        return Optional.of(own);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> failedFile(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      for (Pattern pattern : new Pattern[] {FAILED_FILE, FAILED_FOOTER}) {
        Matcher matcher = pattern.matcher(message);
        if (matcher.find()) {
          return Optional.of(matcher.group(1));
        }
      }
    }
    return Optional.empty();
  }

  /** The file as it is listed, where Spark writes its path as a URI does. */
  private static String listed(String said, TableOrigin origin) {
    String wanted = plainPath(said);
    return origin.files().stream()
        .map(DataFile::path)
        .filter(path -> wanted.equals(plainPath(new Path(path).toUri().toString())))
        .findFirst()
        .orElse(said);
  }

  /** The innermost cause that says something, on one line and not long. */
  public static String reason(Throwable failure) {
    String reason = "";
    Throwable innermost = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      innermost = cause;
      String message = cause.getMessage();
      boolean says = message != null && !message.isBlank() && !IN_PASSING.matcher(message).find();
      if (says) {
        reason = message.lines().findFirst().orElse(reason).strip();
      }
    }
    if (reason.isEmpty()) {
      reason = words(innermost);
    }
    String oneLine = reason.replaceAll(" SQLSTATE: \\w+$", "").replaceAll("\\.$", "");
    return oneLine.length() <= LONGEST_REASON
        ? oneLine
        : oneLine.substring(0, LONGEST_REASON) + "…";
  }

  /** What a failure is called that says nothing: "null pointer". */
  private static String words(Throwable failure) {
    return failure
        .getClass()
        .getSimpleName()
        .replaceAll("(Exception|Error)$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  /** A local path without its scheme; any other path as it is. */
  public static String plainPath(String path) {
    return path.replaceFirst("^file:/+", "/");
  }

  private static RuntimeException unchecked(Exception e) {
    return e instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException("reading the table failed", e);
  }
}
