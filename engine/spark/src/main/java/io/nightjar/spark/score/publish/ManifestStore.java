package io.nightjar.spark.score.publish;

import io.nightjar.model.files.Sha256;
import io.nightjar.spark.score.manifest.Manifest;
import io.nightjar.spark.score.manifest.Provenance;
import io.nightjar.spark.score.manifest.RowCounts;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Makes the manifests of one request, and reads those that are in place. */
final class ManifestStore {
  private final Storage storage;
  private final PublishRequest request;

  ManifestStore(Storage storage, PublishRequest request) {
    this.storage = storage;
    this.request = request;
  }

  PublishTable table(String name) {
    return request.tables().stream()
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no table " + name + " in the request"));
  }

  Manifest draft(
      StagedTable staged,
      Provenance provenance,
      RowCounts counts,
      String attempt,
      Optional<Manifest> base)
      throws IOException {
    return new Manifest(
        Manifest.FORMAT,
        staged.table(),
        request.job(),
        request.primary().root().toString(),
        request.runId(),
        attempt,
        request.runDate().toString(),
        base.map(Manifest::runId).orElse(null),
        provenance,
        counts,
        staged.rows(),
        staged.bytes(),
        staged.files(),
        Storage.tree(staged.schemaJson()));
  }

  /** The primary table's manifest; checks that each table's folder may be replaced by this job. */
  Optional<Manifest> current() throws IOException {
    for (PublishTable table : request.tables()) {
      Optional<Manifest> manifest = read(table);
      if (manifest.isPresent()) {
        requireOurs(table.place(request.runDate()), manifest.get());
      } else {
        requireOursElsewhere(table);
      }
    }
    return read(request.primary());
  }

  private Optional<Manifest> read(PublishTable table) throws IOException {
    Path place = table.place(request.runDate());
    Path file = new Path(place, Manifest.FILE_NAME);
    Optional<Manifest> manifest = storage.readIfWhole(file, Manifest.class);
    if (manifest.isEmpty() && storage.exists(place) && request.repeat() == Repeat.SKIP) {
      throw StorageFailure.of(
          place,
          "is there without a readable "
              + Manifest.FILE_NAME
              + ", so Nightjar did not publish it or it was changed since; move it away, or publish"
              + " with --force to replace it");
    }
    return manifest;
  }

  /** A folder of another job's dates is its own: readers of it would mix two jobs' rows. */
  private void requireOursElsewhere(PublishTable table) throws IOException {
    Optional<Path> newest = storage.newestDate(table.root());
    if (newest.isPresent()) {
      Path file = new Path(newest.get(), Manifest.FILE_NAME);
      Optional<Manifest> manifest = storage.readIfWhole(file, Manifest.class);
      if (manifest.isPresent()) {
        requireOurs(newest.get(), manifest.get());
      }
    }
  }

  private void requireOurs(Path place, Manifest manifest) {
    String output = request.primary().root().toString();
    if (!request.job().equals(manifest.job()) || !output.equals(manifest.output())) {
      throw StorageFailure.anotherJobs(place.toString(), request, manifest);
    }
  }

  /** What is in place, after a look whether every file of the manifest is there, and no other. */
  Published requireWhole(Manifest manifest) throws IOException {
    Path place = request.primary().place(request.runDate());
    Map<String, Long> expected = new TreeMap<>();
    manifest.files().forEach(f -> expected.put(f.name(), f.bytes()));
    Map<String, Long> found = new TreeMap<>();
    for (FileStatus file : storage.dataFiles(place)) {
      found.put(file.getPath().getName(), file.getLen());
    }
    if (!expected.equals(found)) {
      throw StorageFailure.of(
          place,
          "was changed after it was published: "
              + Manifest.FILE_NAME
              + " lists "
              + expected
              + ", the folder holds "
              + found
              + "; publish with --force to replace it");
    }
    return published();
  }

  private Published published() throws IOException {
    Path place = request.primary().place(request.runDate());
    Path file = new Path(place, Manifest.FILE_NAME);
    byte[] bytes = storage.read(file).orElseThrow(() -> new IOException(file + " is missing"));
    return new Published(place, Storage.parse(bytes, Manifest.class), Sha256.of(bytes));
  }
}
