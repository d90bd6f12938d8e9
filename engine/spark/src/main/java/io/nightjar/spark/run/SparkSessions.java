package io.nightjar.spark.run;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Opens the Spark session of a run. Settings in rising order: ours, spark-submit's, the config's
 * {@code spark { }} block, {@code --master}.
 */
public final class SparkSessions {
  private SparkSessions() {}

  /**
   * A session for one job.
   *
   * @param job its name, shown in Spark's user interface
   * @param master null for what spark-submit said, or else {@code local[*]}
   * @param settings the config's own Spark settings, keys beginning with {@code spark.}
   * @param partitions into how many parts a table is read at least; fixed, so that results don't
   *     hang on the size of the cluster
   */
  public static SparkSession open(
      String job, String master, Map<String, String> settings, int partitions) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", "nightjar-" + job);
    conf.setIfMissing("spark.master", "local[*]");
    if (master != null) {
      conf.set("spark.master", master);
    }
    defaults(conf, partitions);
    settings.forEach(conf::set);
    try {
      return SparkSession.builder().config(conf).getOrCreate();
    } catch (RuntimeException e) {
      throw NightjarException.of(
          FailureKind.INTERNAL,
          "spark.master",
          "Spark did not start with master '"
              + conf.get("spark.master")
              + "': "
              + e.getMessage()
              + "; check --master and the spark { } block.",
          e);
    }
  }

  private static void defaults(SparkConf conf, int partitions) {
    boolean local = conf.get("spark.master").startsWith("local");
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    conf.setIfMissing("spark.sql.files.minPartitionNum", Integer.toString(partitions));
    conf.setIfMissing("spark.sql.shuffle.partitions", Integer.toString(partitions));
    // A merged split plan depends on statistics at run time; results must not.
    conf.setIfMissing("spark.sql.adaptive.enabled", "false");
    conf.setIfMissing("spark.sql.sources.partitionColumnTypeInference.enabled", "true");
    conf.setIfMissing("spark.sql.parquet.compression.codec", "snappy");
    conf.setIfMissing("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1");
    if (local) {
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
  }
}
