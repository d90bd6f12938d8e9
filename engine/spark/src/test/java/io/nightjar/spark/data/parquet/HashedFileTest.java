package io.nightjar.spark.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.model.files.FileHash;
import io.nightjar.model.files.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.io.PositionOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashedFileTest {
  private static final int PIECES = 300;

  @TempDir Path folder;

  private HashedFile file() throws IOException {
    return new HashedFile(
        new org.apache.hadoop.fs.Path(folder.resolve("part.parquet").toUri()), new Configuration());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8_191, 262_143, 262_144, 262_145, 600_000})
  void hashesWhatLiesOnDiskWhateverThePieces(int longest) throws IOException {
    HashedFile file = file();
    ByteArrayOutputStream given = new ByteArrayOutputStream();
    Random random = new Random(longest);
    try (PositionOutputStream out = file.create(0)) {
      for (int i = 0; i < PIECES && given.size() < 4_000_000; i++) {
        byte[] piece = new byte[1 + random.nextInt(longest)];
        random.nextBytes(piece);
        out.write(piece, 0, piece.length);
        out.write(i);
        given.write(piece);
        given.write(i);
        assertThat(out.getPos()).isEqualTo(given.size());
      }
    }
    byte[] bytes = given.toByteArray();
    assertThat(Files.readAllBytes(folder.resolve("part.parquet"))).isEqualTo(bytes);
    assertThat(file.hash()).isEqualTo(new FileHash(bytes.length, Sha256.of(bytes)));
  }

  @Test
  void laysNoChecksumFileBesideAFileOnALocalDisk() throws IOException {
    file().create(0).close();
    assertThat(folder.toFile().list()).containsExactly("part.parquet");
  }

  @Test
  void overwritesOnlyWhereItIsTold() throws IOException {
    Files.write(folder.resolve("part.parquet"), new byte[9]);
    assertThatThrownBy(() -> file().create(0)).hasMessageContaining("part.parquet");
    HashedFile file = file();
    file.createOrOverwrite(0).close();
    assertThat(file.hash().bytes()).isZero();
  }

  @Test
  void hasNoHashOfAFileThatIsNotClosed() throws IOException {
    HashedFile file = file();
    try (PositionOutputStream out = file.create(0)) {
      out.write(7);
      out.flush();
      assertThatThrownBy(file::hash)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("part.parquet is not written to its end");
    }
    assertThat(file.hash().bytes()).isOne();
  }
}
