package io.nightjar.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageRootTest {
  @TempDir private Path temporary;
  private Path real;

  @BeforeEach
  void canonicalise() throws IOException {
    real = temporary.toRealPath();
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a/../../b", "/etc/passwd", "", "a//b", "./a", "a/"})
  void refusesPathsThatLeadOutside(String relative) {
    StorageRoot root = open(real.resolve("registry"));
    assertThatThrownBy(() -> root.resolve(relative))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.STORAGE))
        .hasMessage(
            "file:"
                + real.resolve("registry")
                + ": the path \""
                + relative
                + "\" leads outside of this directory; only paths below it are used. Correct what"
                + " names it.");
  }

  @Test
  void refusesASymbolicLinkThatLeadsOutside() throws IOException {
    Path registry = Files.createDirectories(real.resolve("registry"));
    Files.createSymbolicLink(registry.resolve("models"), Files.createDirectory(real.resolve("x")));
    StorageRoot root = open(registry);
    assertThatThrownBy(() -> root.resolve("models/m/1"))
        .hasMessageContaining("the path \"models/m/1\" leads outside of this directory");
  }

  @Test
  void followsASymbolicLinkToTheRootItself() throws IOException {
    Path registry = Files.createDirectories(real.resolve("registry"));
    Path link = Files.createSymbolicLink(real.resolve("link"), registry);
    assertThat(open(link).path().toUri().getPath()).isEqualTo(registry.toString());
    assertThat(open(link).resolve("a/b").toUri().getPath()).isEqualTo(registry + "/a/b");
  }

  @Test
  void refusesASchemeWithoutAtomicCreate() {
    assertThatThrownBy(() -> StorageRoot.open("ftp://host/registry", new Configuration()))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIG))
        .hasMessage(
            "ftp://host/registry: the scheme \"ftp\" has no atomic create that Nightjar knows; use"
                + " file:, hdfs:, viewfs: or s3a:.");
  }

  @Test
  void saysWhichClientIsMissing() {
    assertThatThrownBy(() -> StorageRoot.open("s3a://bucket/registry", new Configuration()))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIG))
        .hasMessage(
            "s3a://bucket/registry: needs a Hadoop client that is not on the class path (Class"
                + " org.apache.hadoop.fs.s3a.S3AFileSystem not found); for s3a start with --packages"
                + " org.apache.hadoop:hadoop-aws:3.4.2.");
  }

  @Test
  void namesTheKindOfFailureWhereJavaGivesOnlyThePath() {
    assertThat(IoReason.of(new java.nio.file.AccessDeniedException("/x")))
        .isEqualTo("access denied: /x");
    assertThat(IoReason.of(new java.nio.file.NoSuchFileException("/x")))
        .isEqualTo("no such file: /x");
    assertThat(IoReason.of(new java.nio.file.FileSystemException("/x", null, "No space left")))
        .isEqualTo("/x: No space left");
    assertThat(IoReason.of(new java.io.EOFException())).isEqualTo("EOFException");
  }

  private static StorageRoot open(Path path) {
    return StorageRoot.open(path.toString(), new Configuration());
  }
}
