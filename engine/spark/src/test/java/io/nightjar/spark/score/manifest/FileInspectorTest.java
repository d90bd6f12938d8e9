package io.nightjar.spark.score.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.model.files.FileHash;
import io.nightjar.model.files.Sha256;
import io.nightjar.spark.SparkFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileInspectorTest {
  private static final Configuration CONF = new Configuration();

  @TempDir Path folder;

  private FileStatus written() throws IOException {
    String table = folder.resolve("table").toString();
    SparkFixture.session().range(0, 1234, 1, 1).write().parquet(table);
    List<FileStatus> files = FileInspector.dataFiles(new org.apache.hadoop.fs.Path(table), CONF);
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  private static byte[] bytes(FileStatus file) throws IOException {
    return Files.readAllBytes(Path.of(file.getPath().toUri()));
  }

  @Test
  void readsRowsLengthAndHashFromTheFile() throws IOException {
    FileStatus file = written();
    byte[] bytes = bytes(file);
    assertThat(FileInspector.inspect(file.getPath(), CONF))
        .isEqualTo(
            new ManifestFile(file.getPath().getName(), 1234, bytes.length, Sha256.of(bytes)));
  }

  @Test
  void takesTheHashThatTheWriterMade() throws IOException {
    FileStatus file = written();
    FileHash made = new FileHash(file.getLen(), Sha256.of(new byte[3]));
    assertThat(FileInspector.inspect(file, made, CONF))
        .isEqualTo(new ManifestFile(file.getPath().getName(), 1234, file.getLen(), made.sha256()));
  }

  @Test
  void refusesAFileThatIsNotAsLongAsWhatWasWritten() throws IOException {
    FileStatus file = written();
    FileHash made = new FileHash(file.getLen() + 1, Sha256.of(bytes(file)));
    assertThatThrownBy(() -> FileInspector.inspect(file, made, CONF))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s has %d bytes, but %d were written to it; look for what else writes there, or whether"
                    .formatted(file.getPath(), file.getLen(), file.getLen() + 1)
                + " the disk is full, and run again");
  }
}
