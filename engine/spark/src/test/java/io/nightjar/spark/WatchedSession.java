package io.nightjar.spark;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerUnpersistRDD;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.apache.spark.storage.RDDBlockId;

/** What Spark itself says of the shared session's storage, shuffles and jobs since a moment. */
public final class WatchedSession extends SparkListener implements AutoCloseable {
  private static final SparkContext SPARK = SparkFixture.session().sparkContext();

  private final Map<RDDBlockId, Long> stored = new HashMap<>();
  private long storedNow;
  private long peak;
  private String atPeak = "";
  private long shuffled;
  private long shuffledRecords;
  private long results;
  private int jobs;

  private WatchedSession() {}

  /** From now on, until closed. */
  public static WatchedSession fromNow() throws TimeoutException {
    SPARK.listenerBus().waitUntilEmpty();
    WatchedSession watched = new WatchedSession();
    SPARK.addSparkListener(watched);
    return watched;
  }

  @Override
  public synchronized void onBlockUpdated(SparkListenerBlockUpdated updated) {
    BlockUpdatedInfo info = updated.blockUpdatedInfo();
    if (info.blockId() instanceof RDDBlockId id) {
      put(id, info.storageLevel().isValid() ? info.memSize() : 0);
    }
  }

  @Override
  public synchronized void onUnpersistRDD(SparkListenerUnpersistRDD unpersisted) {
    stored.keySet().stream()
        .filter(id -> id.rddId() == unpersisted.rddId())
        .toList()
        .forEach(id -> put(id, 0));
  }

  private void put(RDDBlockId id, long bytes) {
    Long before = stored.put(id, bytes);
    storedNow += bytes - (before == null ? 0 : before);
    if (storedNow > peak) {
      peak = storedNow;
      atPeak = stored.toString();
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    shuffled += task.taskMetrics().shuffleWriteMetrics().bytesWritten();
    shuffledRecords += task.taskMetrics().shuffleWriteMetrics().recordsWritten();
    results += task.taskMetrics().resultSize();
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    jobs++;
  }

  /** The most that lay in Spark's storage at once. */
  public synchronized long peakStoredBytes() {
    return peak;
  }

  /** What lay there then, by block. */
  @Override
  public synchronized String toString() {
    return atPeak;
  }

  /** What tasks have written for other tasks. */
  public synchronized long shuffledBytes() {
    return shuffled;
  }

  /** How many records that was. */
  public synchronized long shuffledRecords() {
    return shuffledRecords;
  }

  /** What tasks have sent to the driver. */
  public synchronized long resultBytes() {
    return results;
  }

  /** How many jobs have begun. */
  public synchronized int jobs() {
    return jobs;
  }

  /** Waits for what Spark still has to say. */
  @Override
  public void close() throws TimeoutException {
    SPARK.listenerBus().waitUntilEmpty();
    SPARK.removeSparkListener(this);
  }
}
