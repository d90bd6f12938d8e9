package io.nightjar.jobs.shell;

import picocli.CommandLine.Option;

/** Which version a verb works with. */
public final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "NAME@VERSION",
      defaultValue = "champion",
      description = "The version: champion, challenger, 7 or name@7. Default: ${DEFAULT-VALUE}.")
  private String selector;

  /** An alias, a number, or {@code name@either}. */
  public String selector() {
    return selector;
  }
}
