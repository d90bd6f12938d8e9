package io.nightjar.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.Nightjar;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.run.RecordJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One run of the command line in this JVM, on the shared Spark session.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
public record Run(int code, String out, String err) {

  /** Runs a verb; the streams are the process's, so one at a time. */
  public static Run of(String... args) {
    SparkFixture.session();
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (PrintStream newOut = new PrintStream(said, true, StandardCharsets.UTF_8);
        PrintStream newErr = new PrintStream(told, true, StandardCharsets.UTF_8)) {
      System.setOut(newOut);
      System.setErr(newErr);
      int code = Nightjar.run(args);
      return new Run(
          code, said.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** The lines that name a problem, without the program's name. */
  public List<String> problems() {
    return err.lines()
        .filter(line -> line.startsWith("nightjar: "))
        .map(line -> line.substring("nightjar: ".length()))
        .toList();
  }

  /** Standard output, which must be one JSON object and nothing else. */
  public JsonNode json() {
    if (out.strip().lines().count() != 1) {
      throw new AssertionError("not one line: " + out);
    }
    return RecordJson.parse(out);
  }
}
