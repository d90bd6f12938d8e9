package io.nightjar.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalWritesTest extends AtomicWritesContract {
  @TempDir private Path directory;

  @Override
  StorageRoot root() {
    return StorageRoot.open(directory.resolve("registry").toString(), new Configuration());
  }

  @Test
  void leavesNothingWhereItCouldNotWrite() throws IOException {
    StorageRoot root = root();
    root.writes().createIfAbsent(root.resolve("file"), bytes("x"));
    assertThatThrownBy(() -> root.writes().createIfAbsent(root.resolve("file/below"), bytes("y")))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(UnknownOutcomeException.class)
        .isNotInstanceOf(org.apache.hadoop.fs.FileAlreadyExistsException.class);
    try (var files = Files.list(directory.resolve("registry"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void writesNoChecksumFiles() throws IOException {
    StorageRoot root = root();
    try (var out = root.fileSystem().create(root.resolve("plain"))) {
      out.write(1);
    }
    try (var files = Files.list(directory.resolve("registry"))) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("plain");
    }
  }
}
