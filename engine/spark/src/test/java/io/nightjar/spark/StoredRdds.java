package io.nightjar.spark;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.RDDInfo;

/**
 * What the session has stored since a moment. Those that were stored before are held, since Spark
 * refers to them weakly: one that is collected meanwhile would be missing from a plain count.
 */
public final class StoredRdds {
  private static final JavaSparkContext SPARK =
      new JavaSparkContext(SparkFixture.session().sparkContext());
  private final Map<Integer, JavaRDD<?>> before;

  private StoredRdds(Map<Integer, JavaRDD<?>> before) {
    this.before = before;
  }

  /** From now on. */
  public static StoredRdds fromNow() {
    return new StoredRdds(Map.copyOf(SPARK.getPersistentRDDs()));
  }

  /** The ids of those that were stored since and are still. */
  public Set<Integer> since() {
    Set<Integer> ids = new HashSet<>(SPARK.getPersistentRDDs().keySet());
    ids.removeAll(before.keySet());
    return ids;
  }

  /** What Spark takes those for, in bytes of memory. */
  public long bytesSince() {
    return Arrays.stream(SPARK.sc().getRDDStorageInfo())
        .filter(info -> since().contains(info.id()))
        .mapToLong(RDDInfo::memSize)
        .sum();
  }
}
