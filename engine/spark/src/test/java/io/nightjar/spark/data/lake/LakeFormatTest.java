package io.nightjar.spark.data.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.SparkFixture;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LakeFormatTest {
  private static final SparkSession SPARK = SparkFixture.session();

  private static NightjarException refused(LakeFormat format, SparkSession spark) {
    NightjarException e =
        catchThrowableOfType(NightjarException.class, () -> format.require(spark, "lake.scores"));
    assertThat(e.kind()).isEqualTo(FailureKind.CONFIG);
    return e;
  }

  @ParameterizedTest
  @CsvSource({
    "DELTA, io.delta:delta-spark_4.1_2.13:",
    "ICEBERG, org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:"
  })
  void namesThePackageAndTheSettingsWhereTheLibraryIsMissing(
      LakeFormat format, String coordinates) {
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      assertThat(refused(format, SPARK).getMessage())
          .startsWith(
              "lake.scores: is a table of the format "
                  + format.text()
                  + ", and its library is not on Spark's class path; start with --packages "
                  + coordinates)
          .contains(" (or a build of it for your Spark), and set ")
          .contains(
              format == LakeFormat.DELTA
                  ? "sql.extensions = \"io.delta.sql.DeltaSparkSessionExtension\""
                  : "\"sql.catalog.lake\" = \"org.apache.iceberg.spark.SparkCatalog\"");
    } finally {
      thread.setContextClassLoader(loader);
    }
  }

  @Test
  void namesTheSettingsWhereSparkIsNotSetUpForDelta() {
    SparkSession other = SPARK.newSession();
    other.conf().set("spark.sql.catalog.spark_catalog", "some.OtherCatalog");

    assertThat(refused(LakeFormat.DELTA, other))
        .hasMessage(
            "lake.scores: is a table of the format delta, for which Spark is not set up; set spark {"
                + " sql.extensions = \"io.delta.sql.DeltaSparkSessionExtension\","
                + " sql.catalog.spark_catalog ="
                + " \"org.apache.spark.sql.delta.catalog.DeltaCatalog\" }");
  }

  @ParameterizedTest
  @CsvSource({"DELTA", "ICEBERG"})
  void letsASessionPassThatHasWhatItNeeds(LakeFormat format) {
    assertThatCode(() -> format.require(SPARK, "lake.scores")).doesNotThrowAnyException();
  }
}
