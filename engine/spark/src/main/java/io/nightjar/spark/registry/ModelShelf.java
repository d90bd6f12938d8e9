package io.nightjar.spark.registry;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.journal.ModelFiles;
import io.nightjar.spark.storage.StorageRoot;
import io.nightjar.spark.storage.UnknownOutcomeException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where model files are kept: {@code models/<name>/<content id>/}. The content names the directory,
 * so writing it twice is writing it once; it stays invisible until an entry names it.
 */
final class ModelShelf {
  private static final Logger LOG = LoggerFactory.getLogger(ModelShelf.class);
  private static final String INCOMING = ".incoming-";
  private static final long ABANDONED_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final StorageRoot root;

  ModelShelf(StorageRoot root) {
    this.root = root;
  }

  /**
   * Files on the shelf.
   *
   * @param directory relative to the registry's root
   * @param files each file's path with its SHA-256
   * @param sha256 the hash over them
   */
  record Stored(String directory, SortedMap<String, String> files, String sha256) {}

  /** Copies a staging directory, hashing as it goes, and moves the copy to its final name. */
  Stored store(String model, FileSystem stagingSystem, Path staging) {
    Path incoming = root.resolve("models/" + model + "/" + INCOMING + UUID.randomUUID());
    try {
      sweep(model);
      SortedMap<String, String> files =
          new ModelDirectory(stagingSystem, staging).copyTo(root.fileSystem(), incoming);
      if (files.isEmpty()) {
        throw NightjarException.of(
            FailureKind.STORAGE,
            staging.toString(),
            "holds no model files, so there is nothing to register.");
      }
      String directory = "models/" + model + "/" + ModelDirectory.contentId(files);
      settle(incoming, root.resolve(directory), files);
      return new Stored(directory, files, ModelFiles.sha256(files));
    } catch (UnknownOutcomeException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          incoming.toString(),
          e.getMessage()
              + "; nothing was deleted and no version was registered. Run the same command again"
              + " when the storage answers.",
          e);
    } catch (IOException e) {
      discard(incoming);
      throw ModelDirectory.failed(staging, e);
    }
  }

  private void settle(Path incoming, Path target, SortedMap<String, String> files)
      throws IOException {
    try {
      root.writes().moveDirectory(incoming, target);
    } catch (FileAlreadyExistsException e) {
      discard(incoming);
      requireSame(target, files);
    } catch (UnknownOutcomeException e) {
      if (!new ModelDirectory(root.fileSystem(), target).differences(files).isEmpty()) {
        throw e;
      }
    }
  }

  private void requireSame(Path target, SortedMap<String, String> files) throws IOException {
    List<Problem> problems =
        new ArrayList<>(new ModelDirectory(root.fileSystem(), target).differences(files));
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.STORAGE, problems, null);
    }
  }

  /** Deletes what writers that were killed more than a day ago left behind. */
  private void sweep(String model) throws IOException {
    FileStatus[] children;
    try {
      children = root.fileSystem().listStatus(root.resolve("models/" + model));
    } catch (FileNotFoundException e) {
      return;
    }
    for (FileStatus child : children) {
      long age = System.currentTimeMillis() - child.getModificationTime();
      if (child.getPath().getName().startsWith(INCOMING) && age > ABANDONED_MILLIS) {
        discard(child.getPath());
      }
    }
  }

  private void discard(Path directory) {
    try {
      if (root.fileSystem().delete(directory, true)) {
        LOG.debug("deleted {}", directory);
      }
    } catch (IOException e) {
      LOG.warn("{} stays; it is invisible and can be deleted", directory, e);
    }
  }
}
