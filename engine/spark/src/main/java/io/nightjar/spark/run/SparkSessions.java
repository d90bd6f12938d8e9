package io.nightjar.spark.run;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Opens the Spark session of a run. Settings in rising order: ours, spark-submit's, the config's
 * {@code spark { }} block, {@code --master}.
 */
public final class SparkSessions {
  private SparkSessions() {}

  /**
   * What a session is opened for.
   *
   * @param job its name, shown in Spark's user interface
   * @param master null for what spark-submit said, or else {@code local[*]}
   * @param settings the config's own Spark settings, keys beginning with {@code spark.}
   * @param partitions into how many parts a table is read at least; fixed, so that results don't
   *     hang on the size of the cluster
   */
  public record Wanted(String job, String master, Map<String, String> settings, int partitions) {}

  /**
   * Works with a session and stops it afterwards. A session that was open before is used as it is
   * and left open: it belongs to whoever opened it.
   */
  public static <T> T use(Wanted wanted, Function<SparkSession, T> work) {
    boolean open = SparkSession.getDefaultSession().isDefined();
    SparkSession spark = open(wanted);
    try {
      return work.apply(spark);
    } finally {
      if (!open) {
        spark.stop();
      }
    }
  }

  private static SparkSession open(Wanted wanted) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", "nightjar-" + wanted.job());
    conf.setIfMissing("spark.master", "local[*]");
    if (wanted.master() != null) {
      conf.set("spark.master", wanted.master());
    }
    defaults(conf, wanted.partitions());
    wanted.settings().forEach(conf::set);
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
