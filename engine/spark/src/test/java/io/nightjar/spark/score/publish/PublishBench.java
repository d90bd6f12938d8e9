package io.nightjar.spark.score.publish;

import io.nightjar.spark.score.manifest.ManifestFile;
import io.nightjar.spark.score.manifest.Provenance;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Publishes small text tables, and reads folders as Spark lists them. */
final class PublishBench {
  static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);

  private final String folder;
  private final Configuration conf;

  /** Under a folder of any file system, such as {@code file:///tmp/x}. */
  PublishBench(String folder, Configuration conf) {
    this.folder = folder;
    this.conf = conf;
  }

  Publisher publisher() {
    return new Publisher(conf);
  }

  PublishTable scores() {
    return new PublishTable("scores", new Path(folder + "/scores"));
  }

  PublishTable quarantine() {
    return new PublishTable("quarantine", new Path(folder + "/quarantine"));
  }

  PublishRequest request(String runId, Repeat repeat) {
    return request(runId, NIGHT, repeat);
  }

  private PublishRequest request(String runId, LocalDate date, Repeat repeat) {
    return new PublishRequest("churn", runId, date, repeat, List.of(scores(), quarantine()));
  }

  /** Publishes two files of scores and one of quarantine that hold the run's id. */
  Published publish(String runId, Repeat repeat) throws IOException {
    return publish(request(runId, repeat));
  }

  Published publish(String runId, LocalDate date) throws IOException {
    return publish(request(runId, date, Repeat.SKIP));
  }

  private Published publish(PublishRequest request) throws IOException {
    String runId = request.runId();
    try (Publication publication = publisher().begin(request)) {
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
        List.of(write(scores, "part-0-", runId), write(scores, "part-1-", runId));
    return List.of(
        new StagedTable("scores", "{}", files),
        new StagedTable("quarantine", "{}", List.of(write(quarantine, "part-0-", runId))));
  }

  static Provenance provenance() {
    return new Provenance("churn", 7, "ab12", "input.csv@1", "0.1.0");
  }

  private ManifestFile write(Path at, String prefix, String runId) throws IOException {
    byte[] bytes = runId.getBytes(StandardCharsets.UTF_8);
    String name = prefix + runId;
    Path file = new Path(at, name);
    try (OutputStream out = file.getFileSystem(conf).create(file, true)) {
      out.write(bytes);
    }
    return new ManifestFile(name, 1, bytes.length, "not looked at");
  }

  /** The run ids that a reader finds, one for each visible data file; in name order. */
  List<String> visible(PublishTable table) throws IOException {
    List<String> found = new ArrayList<>();
    for (FileStatus folder : children(table.root())) {
      if (isVisible(folder)) {
        for (FileStatus file : children(folder.getPath())) {
          if (isVisible(file)) {
            found.add(file.getPath().getName().replaceFirst("part-\\d-", ""));
          }
        }
      }
    }
    return found;
  }

  /** Lists and then opens every file, as Spark does; empty when a listed file is gone. */
  Optional<List<String>> read(PublishTable table) throws IOException {
    List<String> found = new ArrayList<>();
    for (FileStatus folder : children(table.root())) {
      for (FileStatus file :
          isVisible(folder) ? children(folder.getPath()) : List.<FileStatus>of()) {
        if (isVisible(file)) {
          try (InputStream in = file.getPath().getFileSystem(conf).open(file.getPath())) {
            found.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
          } catch (FileNotFoundException e) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.of(found);
  }

  private static boolean isVisible(FileStatus file) {
    String name = file.getPath().getName();
    return !name.startsWith("_") && !name.startsWith(".");
  }

  private List<FileStatus> children(Path folder) throws IOException {
    try {
      return Stream.of(folder.getFileSystem(conf).listStatus(folder)).sorted().toList();
    } catch (FileNotFoundException | AccessDeniedException e) {
      // Hadoop takes a folder that goes between two looks at it for one that may not be read.
      return List.of();
    }
  }

  /** What is left of staging and trash under both roots. */
  List<String> leftovers() throws IOException {
    List<String> found = new ArrayList<>();
    for (PublishTable table : List.of(scores(), quarantine())) {
      for (Path hidden : List.of(table.stagingRoot(), table.trashRoot())) {
        children(hidden).forEach(c -> found.add(c.getPath().toString()));
      }
    }
    return found;
  }

  /** The names of the files in the scores' intent folder. */
  List<String> intents() throws IOException {
    return children(scores().intentRoot()).stream()
        .map(c -> c.getPath().getName())
        .filter(name -> !name.startsWith("."))
        .sorted()
        .toList();
  }
}
