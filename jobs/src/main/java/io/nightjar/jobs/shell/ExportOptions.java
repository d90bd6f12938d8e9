package io.nightjar.jobs.shell;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.exchange.ExportFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.Option;

/** The options of an export: what is written, and where. */
public final class ExportOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "xgboost-json",
      completionCandidates = Formats.class,
      description = "What is written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "The file; must not be there yet.")
  private Path file;

  /** The names of all formats. */
  static final class Formats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(ExportFormat.values()).map(ExportFormat::text).iterator();
    }
  }

  /** Where to. */
  public Path file() {
    return file;
  }

  /**
   * What is written.
   *
   * @throws NightjarException CONFIG if there is no such format
   */
  public ExportFormat format() {
    try {
      return ExportFormat.parse(format);
    } catch (IllegalArgumentException e) {
      throw NightjarException.of(FailureKind.CONFIG, "--format", e.getMessage() + ".", e);
    }
  }
}
