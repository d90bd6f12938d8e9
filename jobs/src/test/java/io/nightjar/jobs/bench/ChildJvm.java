package io.nightjar.jobs.bench;

import io.nightjar.jobs.Nightjar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The command line in a JVM of its own, with this one's class path and options, logging as {@code
 * bin/nightjar} does.
 */
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;
  private final List<String> seen = new ArrayList<>();

  private ChildJvm(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a verb; both streams of the child are read as one. */
  public static ChildJvm start(Map<String, String> environment, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-javaagent") && !option.startsWith("-Xmx"))
        .forEach(command::add);
    command.add("-Xmx1g");
    command.add("-Dlog4j2.configurationFile=" + logging());
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Nightjar.class.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new ChildJvm(builder.start());
  }

  /** What bin/nightjar logs, and nothing more. */
  private static String logging() {
    return Path.of(System.getProperty("nightjar.root", ".."), "conf", "log4j2.properties")
        .toUri()
        .toString();
  }

  /** Reads on until a line contains the text. */
  public void await(String text) throws IOException {
    String line = lines.readLine();
    while (line != null) {
      seen.add(line);
      if (line.contains(text)) {
        return;
      }
      line = lines.readLine();
    }
    throw new AssertionError("ended without \"" + text + "\": " + String.join("\n", seen));
  }

  /** Kills the child as {@code kill -9} does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("still there a minute after kill -9");
    }
  }

  /** Reads to the end and gives the exit code. */
  public int exitCode() throws IOException, InterruptedException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      seen.add(line);
    }
    return process.waitFor();
  }

  /** Every line that was read. */
  public List<String> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    lines.close();
  }
}
