package io.nightjar.jobs.shell;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.exchange.ExportedVersion;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of an export: what is written, and where. */
public final class ExportOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = ExportedVersion.XGBOOST_JSON,
      description = "What is written: xgboost-json. Default: ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "The file; must not be there yet.")
  private Path file;

  /**
   * Where to.
   *
   * @throws NightjarException CONFIG if there is no such format
   */
  public Path file() {
    if (!format.equals(ExportedVersion.XGBOOST_JSON)) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "--format",
          "is '" + format + "'; must be " + ExportedVersion.XGBOOST_JSON + ".");
    }
    return file;
  }
}
