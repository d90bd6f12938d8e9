package io.nightjar.model.files;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Files whose bytes are given out only if they are what the manifest says. */
final class VerifiedFiles {
  private static final String REMEDY =
      "; restore the model's directory from a backup, or register the model again";

  private final ModelFiles files;
  private final ModelManifest manifest;

  VerifiedFiles(ModelFiles files, ModelManifest manifest) {
    this.files = files;
    this.manifest = manifest;
  }

  /** Checks that the directory holds exactly the manifest's files, each with its hash. */
  void requireAll() {
    List<String> listed = listed();
    for (String path : listed) {
      if (!path.equals(ModelDirectory.MANIFEST) && !manifest.files().containsKey(path)) {
        throw broken(
            path, "isn't in manifest.json; a model's directory must hold nothing else", null);
      }
    }
    for (String path : manifest.files().keySet()) {
      if (!listed.contains(path)) {
        throw broken(path, "is missing, though manifest.json lists it", null);
      }
      check(path, hash(path));
    }
  }

  /** The whole content of one file. */
  byte[] bytes(String path) {
    FileHash expected = manifest.files().get(path);
    if (expected == null) {
      throw broken(path, "isn't in manifest.json, which lists " + manifest.files().keySet(), null);
    }
    byte[] bytes = read(files, path, expected.bytes());
    check(path, new FileHash(bytes.length, Sha256.of(bytes)));
    return bytes;
  }

  /** At most one byte more than expected is read, so that a swapped file can't fill the memory. */
  static byte[] read(ModelFiles files, String path, long expectedBytes) {
    if (expectedBytes >= Integer.MAX_VALUE - 16) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          files.location(path),
          "has " + expectedBytes + " bytes; must be below 2 GiB" + REMEDY);
    }
    try (InputStream stream = files.open(path)) {
      return stream.readNBytes((int) expectedBytes + 1);
    } catch (IOException e) {
      throw unreadable(files, path, e);
    }
  }

  private List<String> listed() {
    try {
      return new ArrayList<>(files.list());
    } catch (IOException e) {
      throw unreadable(files, "", e);
    }
  }

  private FileHash hash(String path) {
    try (InputStream stream = files.open(path)) {
      return Sha256.of(stream);
    } catch (IOException e) {
      throw unreadable(files, path, e);
    }
  }

  private void check(String path, FileHash found) {
    FileHash expected = manifest.files().get(path);
    if (!expected.equals(found)) {
      throw broken(
          path,
          "has %d bytes with SHA-256 %s; must be %d bytes with SHA-256 %s as manifest.json says"
              .formatted(found.bytes(), found.sha256(), expected.bytes(), expected.sha256()),
          null);
    }
  }

  private NightjarException broken(String path, String what, Exception cause) {
    return NightjarException.of(FailureKind.STORAGE, files.location(path), what + REMEDY, cause);
  }

  static NightjarException unreadable(ModelFiles files, String path, IOException cause) {
    return NightjarException.of(
        FailureKind.STORAGE,
        files.location(path),
        "can't be read (" + cause.getMessage() + ")" + REMEDY,
        cause);
  }
}
