package io.nightjar.spark.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TestConfigs;
import io.nightjar.spark.data.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every malformed file of parquet-testing ends in one clear line that names the file. */
class DamagedParquetTest {

  @TestFactory
  List<DynamicTest> endsInOneLineThatNamesTheFile() throws IOException {
    try (Stream<Path> files = Files.list(TestData.path("parquet-testing/bad_data"))) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .sorted()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> refused(file)))
          .toList();
    }
  }

  private static void refused(Path file) {
    NightjarException failure =
        Assertions.assertTimeout(
            Duration.ofSeconds(60),
            () -> catchThrowableOfType(NightjarException.class, () -> train(file)));
    assertThat(failure.kind()).isEqualTo(FailureKind.DATA);
    assertThat(failure.getMessage()).startsWith(file + ": ");
    assertThat(failure.getMessage().lines()).hasSize(1);
    assertThat(failure.getMessage()).doesNotContain("Exception", "SQLSTATE");
  }

  /** One file is damaged behind a sound footer, so its own column is asked for. */
  private static void train(Path file) {
    String label = file.endsWith("ARROW-GH-47662.parquet") ? "flba_field" : "label";
    Table table =
        Tables.training(
            SparkFixture.session(),
            TestConfigs.data(file.toString(), label, null),
            LocalDate.of(2026, 11, 19));
    throw new AssertionError("was read: " + Snapshot.of(table));
  }
}
