package io.nightjar.jobs;

import io.nightjar.jobs.bench.Run;
import io.nightjar.model.files.LoadedModel;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.TestData;
import io.nightjar.spark.registry.Registry;
import io.nightjar.spark.train.HadoopModelFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/** Runs configs of {@code conf/} on the real tables, below a folder of a test's own. */
final class RealData {
  private final Path temp;

  /**
   * @param temp where registry, records and scores go
   */
  RealData(Path temp) {
    this.temp = temp;
  }

  Run run(String verb, String name, String... more) {
    return run(verb, name, List.of(), List.of(more));
  }

  Run train(String name, String... more) {
    return run("train", name, more);
  }

  /**
   * Runs a verb.
   *
   * @param name of the config, without {@code .conf}
   * @param overrides settings that go before the other options
   */
  Run run(String verb, String name, List<String> overrides, List<String> more) {
    Path data = TestData.path("adult/adult.data").getParent().getParent();
    Path conf =
        Path.of(System.getProperty("nightjar.root", "..")).resolve("conf/" + name + ".conf");
    List<String> args = new ArrayList<>();
    args.addAll(List.of(verb, conf.toString(), "--json", "--quiet"));
    args.addAll(List.of("--set", "vars.data=" + data));
    args.addAll(List.of("--set", "registry=" + temp.resolve("registry")));
    args.addAll(List.of("--set", "runs=" + temp.resolve("runs")));
    args.addAll(List.of("--set", "score.output=" + temp.resolve("scores")));
    args.addAll(List.of("--set", "score.quarantine=" + temp.resolve("quarantine")));
    overrides.forEach(override -> args.addAll(List.of("--set", override)));
    args.addAll(more);
    return Run.of(args.toArray(String[]::new));
  }

  /** A version as the registry keeps it. */
  LoadedModel version(String reference) {
    Registry registry = Registry.open(temp.resolve("registry").toString(), new Configuration());
    String directory = registry.resolve(reference).directory().toString();
    return ModelDirectory.read(HadoopModelFiles.of(directory, new Configuration()));
  }

  /** Published scores. */
  static List<Row> scores(Run score) {
    return SparkFixture.session()
        .read()
        .parquet(score.json().path("published").asText())
        .collectAsList();
  }

  /** A row of scores by column. */
  static Map<String, Object> values(Row row) {
    Map<String, Object> values = new HashMap<>();
    for (String name : row.schema().fieldNames()) {
      values.put(name, row.getAs(name));
    }
    return values;
  }
}
