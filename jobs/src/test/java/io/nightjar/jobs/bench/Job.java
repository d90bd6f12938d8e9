package io.nightjar.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.spark.SparkFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A job in a folder of its own: tables by night, config, registry, scores. */
public final class Job {
  /** The night that the model is trained on. */
  public static final String FIRST = "2026-11-01";

  /** A night as usual. */
  public static final String USUAL = "2026-11-02";

  /** A night after a break in the world. */
  public static final String SHIFTED = "2026-11-04";

  private static final int ROWS = 600;
  private static final String CONF =
      """
      name = churn
      data {
        source = "FOLDER/in/{run-date}.csv"
        label = left, positive = yes
        id = id
        contract { age { type = int, min = 0, max = 120, nulls = 0 }, city { in = [Bern, Oslo, Rome] } }
      }
      split { by = id, validation = 0.2, test = 0.3 }
      model { type = logistic, lambda = 0.001 }
      gates { auc { min = 0.7, max-drop-vs-champion = 0.05 } }
      promote = auto
      registry = "FOLDER/registry"
      runs = "FOLDER/runs"
      score {
        source = "FOLDER/in/{run-date}.csv", output = "FOLDER/scores"
        keep = [id], quarantine = "FOLDER/quarantine", max-quarantine-share = 0.5
      }
      monitor {
        ks { max = 0.2 }, psi { max = 0.5 }
        decay { metric = auc, max-drop = 0.1 }
        on-drift = retrain
      }
      compute { partitions = 2, backend = scalar }
      """;

  private static Path trainedOnce;
  private final Path folder;

  private Job(Path folder) {
    this.folder = folder;
  }

  /** A job with three nights and no model. */
  public static Job in(Path folder) {
    Job job = new Job(folder);
    MadeTable.usual(ROWS, 1).write(job.night(FIRST));
    MadeTable.usual(ROWS, 2).write(job.night(USUAL));
    MadeTable.shifted(ROWS, 4).write(job.night(SHIFTED));
    job.writeConf();
    return job;
  }

  /** A job whose champion is version 1: a copy of one that is trained once a JVM. */
  public static synchronized Job trained(Path folder) {
    try {
      if (trainedOnce == null) {
        Path made = Files.createTempDirectory("nightjar-trained-job");
        Run run = Job.in(made).run("train", FIRST);
        assertThat(run.code()).as("%s%s", run.out(), run.err()).isZero();
        trainedOnce = made;
      }
      copy(trainedOnce, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Job job = new Job(folder);
    job.writeConf();
    return job;
  }

  /** Runs a verb on the job for a night. */
  public Run run(String verb, String date, String... more) {
    return Run.of(args(verb, date, more));
  }

  /** The arguments of such a run. */
  public String[] args(String verb, String date, String... more) {
    List<String> args = new ArrayList<>(List.of(verb, conf(), "--run-date", date));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  /** Runs a verb of the registry. */
  public Run registry(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--registry", at("registry").toString()));
    return Run.of(all.toArray(String[]::new));
  }

  /** The path of the config. */
  public String conf() {
    return at("job.conf").toString();
  }

  /** A file or folder of the job. */
  public Path at(String name) {
    return folder.resolve(name);
  }

  /** The table of a night. */
  public Path night(String date) {
    return at("in/" + date + ".csv");
  }

  /** The published rows of a night as readers see them. */
  public long scores(String date) {
    return SparkFixture.session().read().parquet(at("scores/run-date=" + date).toString()).count();
  }

  /** The run that published a night. */
  public String publisher(String date) {
    try {
      String manifest = Files.readString(at("scores/run-date=" + date + "/_nightjar.json"));
      return io.nightjar.spark.run.RecordJson.parse(manifest).path("run_id").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file below a folder of the job, without checksum files, by its path there. */
  public List<String> files(String name) {
    Path top = at(name);
    if (!Files.exists(top)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(top)) {
      return all.filter(Files::isRegularFile)
          .map(file -> top.relativize(file).toString())
          .filter(file -> !file.endsWith(".crc"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeConf() {
    try {
      Files.writeString(at("job.conf"), CONF.replace("FOLDER", folder.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
