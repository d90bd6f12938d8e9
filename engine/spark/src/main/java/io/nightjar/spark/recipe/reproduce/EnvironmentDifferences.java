package io.nightjar.spark.recipe.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.run.NightjarVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;

/** On what a version was trained, beside what this run has: versions of libraries, backends. */
final class EnvironmentDifferences {
  private final JsonNode then;

  private EnvironmentDifferences(JsonNode then) {
    this.then = then;
  }

  /**
   * What differs, a sentence each.
   *
   * @param run the record of the run that trained; without one nothing can be said
   */
  static List<String> of(Optional<JsonNode> run, SparkSession spark, List<KernelUse> uses) {
    return run.map(r -> new EnvironmentDifferences(r).all(spark, uses))
        .orElse(
            List.of(
                "the record of the run that trained is gone, so that its libraries and backends aren't known"));
  }

  private List<String> all(SparkSession spark, List<KernelUse> uses) {
    List<String> differences = new ArrayList<>();
    add(differences, "nightjar", NightjarVersion.text());
    add(differences, "spark", spark.version());
    add(differences, "java", System.getProperty("java.version"));
    add(differences, "os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    Map<String, TreeSet<String>> before = new TreeMap<>();
    then.path("result")
        .path("placement")
        .forEach(
            use ->
                before
                    .computeIfAbsent(use.path("kernel").asText(), k -> new TreeSet<>())
                    .add(use.path("backend").asText()));
    Map<String, TreeSet<String>> after = new TreeMap<>();
    uses.forEach(
        use -> after.computeIfAbsent(use.kernel(), k -> new TreeSet<>()).add(use.backend()));
    after.forEach(
        (kernel, backends) -> {
          if (before.containsKey(kernel) && !before.get(kernel).containsAll(backends)) {
            differences.add(
                "kernel " + kernel + " ran on " + backends + "; then on " + before.get(kernel));
          }
        });
    return differences;
  }

  private void add(List<String> differences, String what, String now) {
    String before = then.path("environment").path(what).asText("");
    if (!before.isEmpty() && !before.equals(now)) {
      differences.add(what + " is " + now + "; was " + before);
    }
  }
}
