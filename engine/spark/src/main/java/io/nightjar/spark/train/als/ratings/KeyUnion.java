package io.nightjar.spark.train.als.ratings;

import io.nightjar.features.ColumnType;
import io.nightjar.model.factors.KeyDictionary;
import io.nightjar.model.factors.TextKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** The keys of several dictionaries of one type, each once. */
final class KeyUnion {
  private KeyUnion() {}

  /** Of one dictionary or more. */
  static KeyDictionary of(List<KeyDictionary> parts) {
    ColumnType type = parts.get(0).type();
    return of(type, parts.stream().flatMap(KeyUnion::keys).distinct());
  }

  private static KeyDictionary of(ColumnType type, Stream<?> distinct) {
    return type == ColumnType.STRING
        ? TextKeys.of(distinct.map(String.class::cast).toList())
        : KeyDictionary.ofNumbers(distinct.mapToLong(Long.class::cast).toArray());
  }

  private static Stream<Object> keys(KeyDictionary dictionary) {
    return IntStream.range(0, dictionary.size()).mapToObj(dictionary::key);
  }

  /**
   * Of one side of all parts; each key goes to one of {@code buckets} tasks, where it is met again.
   */
  static KeyDictionary of(JavaRDD<RatingPart> parts, Side side, int buckets) {
    List<KeyDictionary> found =
        parts
            .mapPartitionsToPair(own -> dealt(own, side, buckets))
            .partitionBy(new HashPartitioner(buckets))
            .mapPartitions(KeyUnion::together)
            .collect();
    return of(found.get(0).type(), found.stream().flatMap(KeyUnion::keys));
  }

  private static Iterator<Tuple2<Integer, KeyDictionary>> dealt(
      Iterator<RatingPart> parts, Side side, int buckets) {
    List<Tuple2<Integer, KeyDictionary>> dealt = new ArrayList<>();
    while (parts.hasNext()) {
      KeyDictionary keys = parts.next().keys(side);
      List<List<Object>> open =
          IntStream.range(0, buckets).<List<Object>>mapToObj(bucket -> new ArrayList<>()).toList();
      keys(keys).forEach(key -> open.get(Math.floorMod(key.hashCode(), buckets)).add(key));
      for (int bucket = 0; bucket < buckets; bucket++) {
        if (!open.get(bucket).isEmpty()) {
          dealt.add(new Tuple2<>(bucket, of(keys.type(), open.get(bucket).stream())));
        }
      }
    }
    return dealt.iterator();
  }

  private static Iterator<KeyDictionary> together(Iterator<Tuple2<Integer, KeyDictionary>> dealt) {
    List<KeyDictionary> all = new ArrayList<>();
    dealt.forEachRemaining(pair -> all.add(pair._2()));
    return all.isEmpty()
        ? Collections.emptyIterator()
        : Collections.singletonList(of(all)).iterator();
  }
}
