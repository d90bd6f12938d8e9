package io.nightjar.spark.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Work of a single task over all of an RDD's elements: for tables so small that rounds over the
 * executors would cost more than their sums. The elements are made by all cores first and lie in
 * Spark's storage meanwhile, so that the one task only fetches them.
 */
public final class OneTask {
  private OneTask() {}

  /** Work over all elements; it travels to the task, and its result travels back. */
  @FunctionalInterface
  public interface Work<A, R> extends Serializable {
    /** Does the work on the elements of each partition, in the partitions' order. */
    R over(List<List<A>> partitions);
  }

  /** Does the work; nothing stays in storage. */
  public static <A, R> R run(JavaRDD<A> elements, Work<A, R> work) {
    return made(
        elements,
        made -> {
          JavaRDD<byte[]> result = done(made, all -> Parcel.pack(work.over(all)));
          return Parcel.open(result.collect().get(0));
        });
  }

  /**
   * Does the work and leaves its result, the RDD's one element, in Spark's storage until it is
   * unpersisted; nothing where the work fails.
   */
  public static <A, R> JavaRDD<R> kept(JavaRDD<A> elements, Work<A, R> work) {
    return made(
        elements,
        made -> {
          JavaRDD<R> result = done(made, work).persist(StorageLevel.MEMORY_AND_DISK());
          boolean done = false;
          try {
            result.foreachPartition(OneTask::exhaust);
            done = true;
            return result;
          } finally {
            if (!done) {
              result.unpersist(false);
            }
          }
        });
  }

  private static <A, R> JavaRDD<R> done(JavaRDD<A> elements, Work<A, R> work) {
    return elements
        .mapPartitionsWithIndex(OneTask::numbered, false)
        .coalesce(1)
        .mapPartitions(all -> Collections.singletonList(work.over(inOrder(all))).iterator());
  }

  /** Uses elements that all cores have made. */
  private static <A, R> R made(JavaRDD<A> elements, Function<JavaRDD<A>, R> use) {
    boolean spread = elements.getNumPartitions() > 1 && !isStored(elements);
    JavaRDD<A> made = spread ? elements.persist(StorageLevel.MEMORY_AND_DISK()) : elements;
    try {
      if (spread) {
        made.foreachPartition(OneTask::exhaust);
      }
      return use.apply(made);
    } finally {
      if (spread) {
        made.unpersist(false);
      }
    }
  }

  private static boolean isStored(JavaRDD<?> elements) {
    return !elements.getStorageLevel().equals(StorageLevel.NONE());
  }

  private static <A> void exhaust(Iterator<A> elements) {
    while (elements.hasNext()) {
      elements.next();
    }
  }

  private static <A> Iterator<Tuple2<Integer, List<A>>> numbered(
      int partition, Iterator<A> elements) {
    List<A> all = new ArrayList<>();
    elements.forEachRemaining(all::add);
    return Collections.singletonList(new Tuple2<>(partition, all)).iterator();
  }

  private static <A> List<List<A>> inOrder(Iterator<Tuple2<Integer, List<A>>> partitions) {
    List<Tuple2<Integer, List<A>>> all = new ArrayList<>();
    partitions.forEachRemaining(all::add);
    all.sort(Comparator.comparing(Tuple2::_1));
    return all.stream().map(Tuple2::_2).toList();
  }
}
