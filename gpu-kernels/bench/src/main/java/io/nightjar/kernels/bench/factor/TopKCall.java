package io.nightjar.kernels.bench.factor;

import io.nightjar.kernels.bench.data.Blas;
import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.factor.Exclusions;
import io.nightjar.kernels.factor.FactorMatrix;
import io.nightjar.kernels.factor.TopItems;
import io.nightjar.kernels.factor.TopK;
import java.util.Arrays;
import java.util.List;

/**
 * The best items of each user. Results are, of each place, its score and the product of the item
 * that stands there: items whose products are as good as equal may change places.
 */
final class TopKCall implements Call<TopK> {
  private final FactorMatrix users;
  private final FactorMatrix items;
  private final int places;
  private TopItems best;

  TopKCall(int users, int items, int rank, int places) {
    MadeData made = new MadeData(20261204);
    this.users = new FactorMatrix(users, rank, made.floats(users * rank));
    this.items = new FactorMatrix(items, rank, made.floats(items * rank));
    this.places = places;
  }

  @Override
  public void run(TopK implementation) {
    best = implementation.find(users, items, places, Exclusions.NONE);
  }

  @Override
  public void spoil() {
    best = new TopItems(places, new int[0], new float[0]);
  }

  @Override
  public double[] results() {
    double[] all = new double[2 * best.items().length];
    for (int place = 0; place < best.items().length; place++) {
      all[2 * place] = best.scores()[place];
      all[2 * place + 1] = product(place / places, best.items()[place]);
    }
    return all;
  }

  @Override
  public Expected expected() {
    double[] all = new double[2 * users.rows() * places];
    double[] bounds = new double[all.length];
    double[] products = new double[items.rows()];
    for (int user = 0; user < users.rows(); user++) {
      for (int item = 0; item < products.length; item++) {
        products[item] = product(user, item);
      }
      Arrays.sort(products);
      for (int place = 0; place < places; place++) {
        int at = 2 * (user * places + place);
        all[at] = products[products.length - 1 - place];
        all[at + 1] = all[at];
        bounds[at] = 4 * Expected.sumError(items.rank()) * Math.abs(all[at]);
        bounds[at + 1] = bounds[at];
      }
    }
    return new Expected(all, bounds);
  }

  @Override
  public List<Peer> peers() {
    float[] scores = new float[users.rows() * items.rows()];
    return List.of(
        Peer.part(Blas.name("sgemm"), () -> scores(scores)), Peer.naive(this::findNaively));
  }

  /** All products, item by item within a user; who uses BLAS has to look through them then. */
  private void scores(float[] scores) {
    int rank = items.rank();
    int n = items.rows();
    Blas.here()
        .sgemm(
            "T",
            "N",
            n,
            users.rows(),
            rank,
            1,
            items.values(),
            rank,
            users.values(),
            rank,
            0,
            scores,
            n);
  }

  private void findNaively() {
    int[] found = new int[users.rows() * places];
    float[] scores = new float[found.length];
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
    for (int user = 0; user < users.rows(); user++) {
      for (int item = 0; item < items.rows(); item++) {
        insert(user * places, item, (float) product(user, item), found, scores);
      }
    }
    best = new TopItems(places, found, scores);
  }

  private void insert(int base, int item, float score, int[] found, float[] scores) {
    int place = places;
    while (place > 0 && score > scores[base + place - 1]) {
      place--;
    }
    if (place < places) {
      System.arraycopy(scores, base + place, scores, base + place + 1, places - place - 1);
      System.arraycopy(found, base + place, found, base + place + 1, places - place - 1);
      scores[base + place] = score;
      found[base + place] = item;
    }
  }

  private double product(int user, int item) {
    double sum = 0;
    int rank = items.rank();
    for (int f = 0; f < rank; f++) {
      sum += (double) users.values()[user * rank + f] * items.values()[item * rank + f];
    }
    return sum;
  }
}
