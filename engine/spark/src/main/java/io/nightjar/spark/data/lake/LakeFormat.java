package io.nightjar.spark.data.lake;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Tables that keep a log of their versions, each with the library that Spark needs for them. */
public enum LakeFormat {
  /** Delta Lake: its session extension parses the commands that read a table's log. */
  DELTA("io.delta.sql.DeltaSparkSessionExtension", "_delta_log"),
  /** Apache Iceberg: a catalog of its own, no extension. */
  ICEBERG("org.apache.iceberg.spark.SparkCatalog", "metadata/version-hint.text");

  private static final String PACKAGES = "/nightjar-lake.properties";
  private static final String EXTENSIONS = "spark.sql.extensions";
  private static final String SESSION_CATALOG = "spark.sql.catalog.spark_catalog";
  private static final String DELTA_CATALOG = "org.apache.spark.sql.delta.catalog.DeltaCatalog";

  private final String entryClass;
  private final String mark;

  LakeFormat(String entryClass, String mark) {
    this.entryClass = entryClass;
    this.mark = mark;
  }

  /** What lies in the folder of every table by path. */
  public Path markIn(Path folder) {
    return new Path(folder, mark);
  }

  /** What Spark calls the format. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of a provider or config word. */
  public static Optional<LakeFormat> of(String word) {
    for (LakeFormat format : values()) {
      if (format.text().equalsIgnoreCase(word)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Maven coordinates of the library, of the version that was tested. */
  public String coordinates() {
    Properties packages = new Properties();
    try (InputStream in = LakeFormat.class.getResourceAsStream(PACKAGES)) {
      packages.load(in);
    } catch (IOException e) {
      throw new IllegalStateException(PACKAGES + " can't be read", e);
    }
    return packages.getProperty(text());
  }

  /**
   * Refuses to go on where the library or its settings are missing.
   *
   * @param where the table or setting that asks for the format
   * @throws NightjarException of kind CONFIG naming the package to add and the settings
   */
  public void require(SparkSession spark, String where) {
    if (!isThere()) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          where,
          "is a table of the format "
              + text()
              + ", and its library is not on Spark's class path; start with --packages "
              + coordinates()
              + " (or a build of it for your Spark), and set "
              + settings());
    }
    if (this == DELTA && !isConfigured(spark)) {
      throw NightjarException.of(
          FailureKind.CONFIG,
          where,
          "is a table of the format delta, for which Spark is not set up; set " + settings());
    }
  }

  private boolean isThere() {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return Class.forName(entryClass, false, loader) != null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private boolean isConfigured(SparkSession spark) {
    return spark.sparkContext().conf().get(EXTENSIONS, "").contains(entryClass)
        && spark.conf().get(SESSION_CATALOG, "").equals(DELTA_CATALOG);
  }

  private String settings() {
    return this == DELTA
        ? "spark { sql.extensions = \""
            + entryClass
            + "\", sql.catalog.spark_catalog = \""
            + DELTA_CATALOG
            + "\" }"
        : "a catalog, such as spark { \"sql.catalog.lake\" = \""
            + entryClass
            + "\", sql.catalog.lake.type = hadoop, sql.catalog.lake.warehouse = \"/data/lake\" }";
  }
}
