package io.nightjar.spark.score.recommend;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.factor.Exclusions;
import io.nightjar.kernels.factor.FactorMatrix;
import io.nightjar.kernels.factor.TopItems;
import io.nightjar.model.factors.KeyedFactors;
import io.nightjar.spark.kernel.TaskKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.CollectionAccumulator;

/** One task's share of the recommendations, a bounded number of keys at a time. */
final class BestOfTask {
  private static final int KEYS_OF_A_TILE = 1024;
  private static final int VALUE_BITS = 32;

  private final KeyedFactors keys;
  private final KeyedFactors others;
  private final int count;
  private final Kernels kernels;
  private final CollectionAccumulator<List<KernelUse>> uses;

  BestOfTask(
      KeyedFactors keys,
      KeyedFactors others,
      int count,
      BackendPreference preference,
      CollectionAccumulator<List<KernelUse>> uses) {
    this.keys = keys;
    this.others = others;
    this.count = count;
    this.kernels = TaskKernels.of(preference);
    this.uses = uses;
  }

  /**
   * The rows of every {@code tasks}-th key from {@code task} on.
   *
   * @param seen pairs of the task's keys, ascending: the key's place above the other's 32 bits
   */
  Iterator<Row> rows(int task, int tasks, long[] seen) {
    FactorMatrix all = new FactorMatrix(others.size(), others.rank(), others.values());
    int own = (keys.size() - task + tasks - 1) / tasks;
    return IntStream.iterate(0, from -> from < own, from -> from + KEYS_OF_A_TILE)
        .boxed()
        .flatMap(
            from ->
                tile(
                    IntStream.range(from, Math.min(own, from + KEYS_OF_A_TILE))
                        .map(i -> task + i * tasks)
                        .toArray(),
                    all,
                    seen))
        .iterator();
  }

  private Stream<Row> tile(int[] places, FactorMatrix all, long[] seen) {
    int rank = keys.rank();
    float[] factors = new float[places.length * rank];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(keys.values(), places[i] * rank, factors, i * rank, rank);
    }
    FactorMatrix tile = new FactorMatrix(places.length, rank, factors);
    TopItems best = kernels.factor().topK(tile, all, count, exclusions(places, seen));
    uses.add(kernels.drain());
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      for (int place = 0; place < count; place++) {
        int other = best.items()[i * count + place];
        if (other != TopItems.NO_ITEM) {
          rows.add(
              RowFactory.create(
                  keys.keys().key(places[i]),
                  place + 1,
                  others.keys().key(other),
                  best.scores()[i * count + place]));
        }
      }
    }
    return rows.stream();
  }

  private static Exclusions exclusions(int[] places, long[] seen) {
    if (seen.length == 0) {
      return Exclusions.NONE;
    }
    int[] offsets = new int[places.length + 1];
    int first = from(seen, places[0]);
    int[] items = new int[from(seen, places[places.length - 1] + 1) - first];
    for (int i = 0; i < places.length; i++) {
      int start = from(seen, places[i]);
      int end = from(seen, places[i] + 1);
      for (int t = start; t < end; t++) {
        items[t - first] = (int) seen[t];
      }
      offsets[i + 1] = end - first;
    }
    return new Exclusions(offsets, items);
  }

  /** Where the pairs of a key, or of the next one that has any, begin. */
  private static int from(long[] seen, int key) {
    int at = Arrays.binarySearch(seen, (long) key << VALUE_BITS);
    return at >= 0 ? at : -at - 1;
  }
}
