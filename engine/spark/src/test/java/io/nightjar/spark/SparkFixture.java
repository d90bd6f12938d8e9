package io.nightjar.spark;

import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import java.io.Serializable;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * The one Spark session of a test JVM, on spark-testing-base by composition: JUnit 5 classes call
 * {@link #session()} and never stop it.
 */
public final class SparkFixture extends JavaDatasetSuiteBase implements Serializable {
  private static final long serialVersionUID = 1L;
  private static SparkFixture shared;

  private SparkFixture() {}

  /** The shared fixture, for its data frame assertions ({@code assertDataFrameEquals} and kin). */
  public static synchronized SparkFixture shared() {
    if (shared == null) {
      SparkFixture fixture = new SparkFixture();
      fixture.runBefore();
      shared = fixture;
    }
    return shared;
  }

  /**
   * The shared session: {@code local[2]}, four shuffle partitions, no user interface; Delta tables
   * in the session's catalog, Iceberg tables in the catalog {@code lake}.
   */
  public static SparkSession session() {
    return shared().spark();
  }

  @Override
  public boolean enableHiveSupport() {
    return false;
  }

  private static String warehouse() {
    return System.getProperty("java.io.tmpdir") + "/nightjar-warehouse";
  }

  @Override
  public SparkConf conf() {
    return new SparkConf()
        .setMaster("local[2]")
        .setAppName("nightjar-tests")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.sql.shuffle.partitions", "4")
        .set("spark.sql.files.minPartitionNum", "4")
        .set("spark.sql.session.timeZone", "UTC")
        .set("spark.sql.warehouse.dir", warehouse())
        .set("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .set("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        // What tasks send each other is counted as it is.
        .set("spark.shuffle.compress", "false")
        // The log of a small table in two tasks, not in fifty.
        .set("spark.databricks.delta.snapshotPartitions", "2")
        .set("spark.delta.logStore.killed.impl", "io.delta.storage.LocalLogStore")
        .set("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog")
        .set("spark.sql.catalog.lake.type", "hadoop")
        .set("spark.sql.catalog.lake.warehouse", warehouse() + "/lake");
  }
}
