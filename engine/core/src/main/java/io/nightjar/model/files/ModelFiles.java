package io.nightjar.model.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of one model directory, on whatever file system it lies. Paths are relative to the
 * directory, with {@code /} between names; every implementation refuses one that leaves it.
 */
public interface ModelFiles {

  /** The directory of a local file system. */
  static ModelFiles local(Path directory) {
    return new LocalModelFiles(directory);
  }

  /** Every file below the directory, sorted; names that begin with a dot are left out. */
  List<String> list() throws IOException;

  /** The bytes of a file. */
  InputStream open(String path) throws IOException;

  /** A new file; parents are made; refuses one that is there. */
  OutputStream create(String path) throws IOException;

  /** Where a file lies, for messages. */
  String location(String path);
}
