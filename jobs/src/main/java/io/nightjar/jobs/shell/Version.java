package io.nightjar.jobs.shell;

import io.nightjar.spark.run.NightjarVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"nightjar " + NightjarVersion.text()};
  }
}
