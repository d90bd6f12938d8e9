package io.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.scorer.Scorer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** What a service that scores takes on. */
class ServiceJarTest {
  private static final long MOST_BYTES = 2L << 20;

  @Test
  void theJarIsOfTwoMegabytesAtMost() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Scorer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    long bytes = Files.isDirectory(classes) ? zipped(classes) : Files.size(classes);
    assertThat(bytes).isBetween(100_000L, MOST_BYTES);
  }

  @Test
  void neitherSparkNorHadoopNorScalaComesWithIt() {
    List<String> jars = List.of(System.getProperty("java.class.path").split(":"));
    assertThat(jars).anyMatch(jar -> jar.contains("jackson-databind"));
    assertThat(jars)
        .extracting(jar -> Path.of(jar).getFileName().toString())
        .noneMatch(name -> name.matches("(spark|hadoop|scala)-.*"));
  }

  private static long zipped(Path folder) throws IOException {
    Counted counted = new Counted();
    try (ZipOutputStream zip = new ZipOutputStream(counted);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, zip);
      }
    }
    return counted.bytes;
  }

  private static final class Counted extends OutputStream {
    private long bytes;

    @Override
    public void write(int value) {
      bytes++;
    }

    @Override
    public void write(byte[] values, int from, int count) {
      bytes += count;
    }
  }
}
