package io.nightjar.spark.score.publish;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.score.manifest.Manifest;
import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.fs.Path;

/** Words for what storage refuses. */
public final class StorageFailure {
  private StorageFailure() {}

  /** A write that failed before anything was published; a full disk is said as such. */
  public static NightjarException beforePublish(Path path, Throwable cause) {
    String why = rootMessage(cause);
    String advice =
        isDiskFull(why)
            ? "free space there, or set score.output to a disk with more, then run again"
            : "check that the path can be written, then run again";
    return NightjarException.of(
        FailureKind.STORAGE,
        path.toString(),
        "could not be written: " + why + "; what was published before is unchanged; " + advice,
        cause);
  }

  static NightjarException reading(Path path, IOException cause) {
    return NightjarException.of(
        FailureKind.STORAGE,
        path.toString(),
        "could not be read: " + rootMessage(cause) + "; check the path and run again",
        cause);
  }

  static NightjarException unknownOutcome(Intent intent, Path root, Exception cause) {
    return NightjarException.of(
        FailureKind.STORAGE,
        root.toString(),
        "the outcome of publishing "
            + intent.runDate()
            + " by run "
            + intent.runId()
            + " is not known ("
            + rootMessage(cause)
            + "); nothing was deleted: the next run finishes it, so run again when the storage"
            + " answers",
        cause);
  }

  /** Another run published the date while this one was at work. */
  public static NightjarException overtaken(String place, PublishRequest request, String winner) {
    return NightjarException.of(
        FailureKind.STORAGE,
        place,
        "run "
            + winner
            + " published "
            + request.runDate()
            + " while run "
            + request.runId()
            + " was at work; that one stays and this run published nothing: run it again to"
            + " replace it");
  }

  /** What lies there is another job's. */
  public static NightjarException anotherJobs(
      String place, PublishRequest request, Manifest manifest) {
    return NightjarException.of(
        FailureKind.CONFIG,
        place,
        "was published by job "
            + manifest.job()
            + " (output "
            + manifest.output()
            + "); job "
            + request.job()
            + " never replaces its rows nor adds to them: give each job folders of its"
            + " own");
  }

  static NightjarException of(Path path, String message) {
    return NightjarException.of(FailureKind.STORAGE, path.toString(), message);
  }

  private static boolean isDiskFull(String why) {
    String lower = why.toLowerCase(Locale.ROOT);
    return lower.contains("no space left")
        || lower.contains("disk quota exceeded")
        || lower.contains("quotaexceeded")
        || lower.contains("not enough space");
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
  }
}
