package io.nightjar.kernels.factor;

import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.block.MadeValues;

/** Made cases of best items: a user for every 64 rows, an item for every 16. */
final class TopKCases {
  /** What float32 chains keep over the lengths of these cases. */
  private static final double TOLERANCE = 1e-3;

  private static final int PLACES = 10;

  private TopKCases() {}

  static Operation.Cases<TopK> topK() {
    return new Operation.Cases<>(
        (rows, columns) -> FactorWork.topK(users(rows, columns), items(rows, columns), PLACES),
        (rows, columns) -> {
          FactorMatrix users = users(rows, columns);
          FactorMatrix items = items(rows, columns);
          return new Operation.Trial<>(
              topK -> checked(topK.find(users, items, PLACES, Exclusions.NONE), users, items),
              TOLERANCE);
        });
  }

  /** Each score, and the product of the item that it is said to be of. */
  private static double[] checked(TopItems best, FactorMatrix users, FactorMatrix items) {
    double[] all = new double[2 * best.items().length];
    for (int place = 0; place < best.items().length; place++) {
      int item = best.items()[place];
      all[2 * place] = best.scores()[place];
      all[2 * place + 1] =
          item < 0 ? Double.NEGATIVE_INFINITY : product(users, place / best.k(), items, item);
    }
    return all;
  }

  private static double product(FactorMatrix users, int user, FactorMatrix items, int item) {
    double sum = 0;
    for (int f = 0; f < users.rank(); f++) {
      sum +=
          (double) users.values()[user * users.rank() + f]
              * items.values()[item * items.rank() + f];
    }
    return sum;
  }

  private static FactorMatrix users(int rows, int rank) {
    int users = Math.max(1, rows / 64);
    return new FactorMatrix(
        users, Math.max(1, rank), MadeValues.pattern(users * Math.max(1, rank), 31));
  }

  private static FactorMatrix items(int rows, int rank) {
    int items = Math.max(1, rows / 16);
    return new FactorMatrix(
        items, Math.max(1, rank), MadeValues.pattern(items * Math.max(1, rank), 17));
  }
}
