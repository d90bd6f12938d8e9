package io.nightjar.jobs.shell;

import java.io.PrintStream;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/**
 * Where a verb says what: the result alone on standard output, everything else on standard error.
 */
public final class OutputOptions {
  @Option(
      names = "--json",
      description = "Print the result as one JSON object, alone, on standard output.")
  private boolean json;

  @Option(names = "--quiet", description = "No progress lines.")
  private boolean quiet;

  /** Whether the result is wanted as JSON. */
  public boolean json() {
    return json;
  }

  /** Whether progress lines are unwanted. */
  public boolean quiet() {
    return quiet;
  }

  /** Where progress lines go. */
  public Consumer<String> progress() {
    return quiet ? line -> {} : line -> err().println("  " + line);
  }

  /** Standard output, for results. */
  public PrintStream out() {
    return System.out;
  }

  /** Standard error, for everything else. */
  public PrintStream err() {
    return System.err;
  }
}
