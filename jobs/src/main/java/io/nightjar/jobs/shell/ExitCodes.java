package io.nightjar.jobs.shell;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.kernels.backend.BackendUnavailableException;
import io.nightjar.spark.run.RecordJson;
import io.nightjar.spark.run.RunRecord;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From an exception to what a person reads and a scheduler maps: kind, message, exit code. */
public final class ExitCodes {
  private ExitCodes() {}

  /** The failure behind an exception: itself, one in its causes, or else an internal error. */
  public static NightjarException failure(Exception thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof NightjarException known) {
        return known;
      }
      if (at instanceof BackendUnavailableException missing) {
        return NightjarException.of(
            FailureKind.BACKEND, "compute.backend", missing.getMessage(), thrown);
      }
    }
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof IOException io) {
        return storage(io, thrown);
      }
    }
    return NightjarException.of(
        FailureKind.INTERNAL,
        "",
        thrown.getClass().getSimpleName() + ": " + firstLine(thrown.getMessage()),
        thrown);
  }

  private static NightjarException storage(IOException io, Exception thrown) {
    String what =
        io instanceof FileNotFoundException
            ? "no such file: "
            : io.getClass().getSimpleName() + ": ";
    return NightjarException.of(
        FailureKind.STORAGE,
        "",
        what + firstLine(io.getMessage()) + "; check the path, its rights and the space left.",
        thrown);
  }

  private static String firstLine(String message) {
    return message == null ? "no message" : message.lines().findFirst().orElse("no message");
  }

  /**
   * Says a failure outside a run: its problems on standard error, and with {@code --json} also as
   * the result object.
   */
  public static int say(String verb, NightjarException failure, OutputOptions output) {
    if (output.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("verb", verb);
      result.put("status", "failed");
      result.put("exit_code", failure.kind().exitCode());
      result.put("problems", failure.problems());
      output.out().println(RecordJson.line(RecordJson.tree(result)));
    }
    problems(failure.problems(), output);
    return failure.kind().exitCode();
  }

  /** Prints the problems of a run, a line each. */
  public static void problems(RunRecord record, OutputOptions output) {
    problems(record.problems(), output);
  }

  private static void problems(List<Problem> problems, OutputOptions output) {
    problems.forEach(problem -> output.err().println("nightjar: " + problem.text()));
  }
}
