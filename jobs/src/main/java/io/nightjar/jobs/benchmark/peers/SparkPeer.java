package io.nightjar.jobs.benchmark.peers;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.FeatureColumns;
import io.nightjar.jobs.benchmark.cases.TrainCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Boosted trees of another library on Spark, in a JVM of its own with the library's own Spark and
 * Scala. It may take half of the heap that this JVM may take.
 *
 * @param library whose trees
 * @param classPath jars, as {@code java -cp} takes them
 * @param folder where files may be written
 * @param threads cores of its local mode
 */
record SparkPeer(SparkLibrary library, String classPath, Path folder, int threads) {
  private static final String PROGRAM = "SparkTrees.java";

  /**
   * One whose class path lies in a file that {@code jobs/bench/peers.sh} made.
   *
   * @throws NightjarException of kind CONFIG where the file is not one, or not there
   */
  static SparkPeer of(Path file, Path folder, int threads) {
    SparkLibrary library = SparkLibrary.of(file);
    try {
      return new SparkPeer(library, Files.readString(file).strip(), folder, threads);
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          "--peer",
          "is '"
              + file
              + "', which can't be read; make it with jobs/bench/peers.sh "
              + library.text()
              + ".",
          e);
    }
  }

  /** Whether it can fit such rows. */
  boolean takes(FeatureColumns columns, TrainCase.BoostedTrees trees) {
    return library.takes(columns, trees);
  }

  /** Where its scores lie. */
  Path output() {
    return folder.resolve("scores-" + library.text());
  }

  /**
   * Starts it.
   *
   * @param source rows to score; null for none
   */
  PeerProcess start(BenchTable table, TrainCase.BoostedTrees trees, Path source) {
    Map<String, Object> job = PeerJob.of(library.text(), table, trees, threads);
    job.put("estimator", library.estimator());
    job.put("settings", library.settings(trees, table.columns(), threads));
    job.put("source", source == null ? "" : source.toString());
    job.put("output", output().toString());
    return new PeerProcess(
        new PeerProcess.Launch(
            "--peer",
            library.text(),
            command(PeerProcess.json(job)),
            folder.resolve(library.text() + ".log"),
            "a JDK, not only a JRE, and the class path that jobs/bench/peers.sh makes"));
  }

  private List<String> command(String job) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + (Runtime.getRuntime().maxMemory() >> 21) + "m");
    command.add("-XX:+UseParallelGC");
    command.addAll(
        Arrays.stream(JavaModuleOptions.defaultModuleOptionArray())
            .filter(option -> !option.isBlank())
            .toList());
    String logging = System.getProperty("log4j2.configurationFile");
    if (logging != null) {
      command.add("-Dlog4j2.configurationFile=" + logging);
    }
    command.addAll(List.of("-cp", classPath, PeerProcess.program(PROGRAM, folder).toString(), job));
    return command;
  }
}
