package io.nightjar.spark.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real data sets; a test that needs one that isn't here is skipped, visibly. */
public final class TestData {
  private TestData() {}

  /** The path of a file or folder of the real data. */
  public static Path path(String name) {
    Path root = Path.of(System.getProperty("nightjar.data", "../shared/data"));
    Path path = root.resolve(name);
    assumeTrue(Files.exists(path), "no real data at " + path);
    return path.toAbsolutePath().normalize();
  }
}
