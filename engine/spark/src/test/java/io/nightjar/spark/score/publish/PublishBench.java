package io.nightjar.spark.score.publish;

import io.nightjar.spark.score.manifest.ManifestFile;
import io.nightjar.spark.score.manifest.Provenance;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Publishes small text tables, and reads folders as Spark lists them. */
final class PublishBench {
  static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);

  private final java.nio.file.Path folder;
  private final String scheme;
  private final Configuration conf;

  PublishBench(java.nio.file.Path folder, String scheme, Configuration conf) {
    this.folder = folder;
    this.scheme = scheme;
    this.conf = conf;
  }

  Publisher publisher() {
    return new Publisher(conf);
  }

  PublishTable scores() {
    return new PublishTable("scores", new Path(scheme + "://" + folder + "/scores"));
  }

  PublishTable quarantine() {
    return new PublishTable("quarantine", new Path(scheme + "://" + folder + "/quarantine"));
  }

  PublishRequest request(String runId, Repeat repeat) {
    return new PublishRequest("churn", runId, NIGHT, repeat, List.of(scores(), quarantine()));
  }

  /** Publishes two files of scores and one of quarantine that hold the run's id. */
  Published publish(String runId, Repeat repeat) throws IOException {
    try (Publication publication = publisher().begin(request(runId, repeat))) {
      if (publication.alreadyPublished().isPresent()) {
        return publication.alreadyPublished().get();
      }
      return publish(publication, runId);
    }
  }

  Published publish(Publication publication, String runId) throws IOException {
    return publication.publish(provenance(), 3, stage(publication, runId));
  }

  List<StagedTable> stage(Publication publication, String runId) throws IOException {
    Path scores = publication.stagingFolder("scores");
    Path quarantine = publication.stagingFolder("quarantine");
    List<ManifestFile> files =
        List.of(write(scores, "part-0", runId), write(scores, "part-1", runId));
    return List.of(
        new StagedTable("scores", "{}", files),
        new StagedTable("quarantine", "{}", List.of(write(quarantine, "part-0", runId))));
  }

  static Provenance provenance() {
    return new Provenance("churn", 7, "ab12", "input.csv@1", "0.1.0");
  }

  private ManifestFile write(Path at, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Path file = new Path(at, name);
    try (OutputStream out = file.getFileSystem(conf).create(file, true)) {
      out.write(bytes);
    }
    return new ManifestFile(name, 1, bytes.length, "not looked at");
  }

  /** The run ids that a reader finds, one for each visible data file; in name order. */
  List<String> visible(PublishTable table) throws IOException {
    java.nio.file.Path root = folder.resolve(table.name());
    List<String> found = new ArrayList<>();
    if (!Files.exists(root)) {
      return found;
    }
    try (Stream<java.nio.file.Path> paths = Files.walk(root)) {
      for (java.nio.file.Path path : new TreeSet<>(paths.toList())) {
        if (Files.isRegularFile(path) && isVisible(root.relativize(path))) {
          found.add(Files.readString(path));
        }
      }
    }
    return found;
  }

  private static boolean isVisible(java.nio.file.Path relative) {
    for (java.nio.file.Path part : relative) {
      if (part.toString().startsWith("_") || part.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  /** What is left of staging and trash under both roots: paths, relative to the folder. */
  List<String> leftovers() throws IOException {
    List<String> found = new ArrayList<>();
    for (String table : List.of("scores", "quarantine")) {
      for (String hidden : List.of("_staging", "_trash")) {
        java.nio.file.Path at = folder.resolve(table).resolve(hidden);
        if (Files.exists(at)) {
          try (Stream<java.nio.file.Path> children = Files.list(at)) {
            children.forEach(c -> found.add(folder.relativize(c).toString()));
          }
        }
      }
    }
    return found;
  }

  /** The names of the files in the scores' intent folder. */
  List<String> intents() throws IOException {
    java.nio.file.Path at = folder.resolve("scores/_intent");
    if (!Files.exists(at)) {
      return List.of();
    }
    try (Stream<java.nio.file.Path> children = Files.list(at)) {
      return children
          .map(c -> c.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }
}
