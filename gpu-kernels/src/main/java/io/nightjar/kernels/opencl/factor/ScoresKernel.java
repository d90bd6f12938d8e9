package io.nightjar.kernels.opencl.factor;

import io.nightjar.kernels.factor.FactorMatrix;
import io.nightjar.kernels.opencl.device.DeviceKernel;
import java.util.Arrays;

/**
 * Items on the device. Pass 0 makes the scores of some users with all items, a group for a tile of
 * 16 users × 64 items; in pass 1 a group takes the best of one user: it halves the range of scores
 * until a threshold is found that enough items reach, but not too many, and gathers those.
 */
final class ScoresKernel extends DeviceKernel {
  /** Most scores of one launch. */
  private static final int MOST_SCORES = 1 << 23;

  private static final int MOST_USERS = 512;
  private static final int TILE_USERS = 16;
  private static final int HALVINGS = 48;

  final float[] items;
  final float[] users;
  final float[] scores;
  final int[] wanted;
  final int[] found;
  final int[] candidates;
  final float[] values;
  @Local final float[] tile = new float[TILE_USERS * FactorMatrix.MAX_RANK];
  @Local final int[] counts = new int[GROUP];
  @Local final float[] least = new float[GROUP];
  @Local final float[] greatest = new float[GROUP];

  int rank;
  int itemCount;
  int userCount;
  int itemTiles;
  int tiles;
  int room;

  ScoresKernel(FactorMatrix matrix, int mostUsers, int roomOfAUser) {
    rank = matrix.rank();
    itemCount = matrix.rows();
    itemTiles = (itemCount + GROUP - 1) / GROUP;
    room = roomOfAUser;
    items = transposed(matrix);
    users = new float[mostUsers * rank];
    scores = new float[mostUsers * itemCount];
    wanted = new int[mostUsers];
    found = new int[mostUsers];
    candidates = new int[mostUsers * room];
    values = new float[mostUsers * room];
    upload(items);
  }

  /** By factors, so that neighbours, who take neighbouring items, read neighbouring words. */
  private static float[] transposed(FactorMatrix matrix) {
    float[] values = new float[matrix.values().length];
    for (int i = 0; i < matrix.rows(); i++) {
      for (int f = 0; f < matrix.rank(); f++) {
        values[f * matrix.rows() + i] = matrix.values()[i * matrix.rank() + f];
      }
    }
    return values;
  }

  /** Most users of one launch. */
  static int mostUsers(int itemCount) {
    return Math.max(1, Math.min(MOST_USERS, MOST_SCORES / Math.max(1, itemCount)));
  }

  /**
   * Gathers the candidates of some users.
   *
   * @param places how many of the best each of them is to keep
   */
  void find(FactorMatrix all, int first, int[] places) {
    userCount = places.length;
    System.arraycopy(all.values(), first * rank, users, 0, userCount * rank);
    System.arraycopy(places, 0, wanted, 0, userCount);
    Arrays.fill(found, 0);
    tiles = (userCount + TILE_USERS - 1) / TILE_USERS * itemTiles;
    upload(users);
    upload(wanted);
    upload(found);
    launch(Math.max(tiles, userCount), GROUP, 2);
    download(found);
    download(candidates);
    download(values);
  }

  @Override
  public void run() {
    int group = getGroupId();
    int item = getLocalId();
    if (getPassId() == 0) {
      if (group < tiles) {
        score(group, item);
      }
    } else if (group < userCount) {
      range(group * itemCount, item);
      select(group, item);
    }
  }

  void score(int group, int item) {
    int user = group / itemTiles * TILE_USERS;
    int column = (group - group / itemTiles * itemTiles) * GROUP + item;
    int count = userCount - user < TILE_USERS ? userCount - user : TILE_USERS;
    for (int e = item; e < count * rank; e += GROUP) {
      tile[e] = users[user * rank + e];
    }
    localBarrier();
    float[] sums = new float[TILE_USERS];
    for (int u = 0; u < TILE_USERS; u++) {
      sums[u] = 0f;
    }
    if (column < itemCount) {
      for (int f = 0; f < rank; f++) {
        float v = items[f * itemCount + column];
        for (int u = 0; u < TILE_USERS; u++) {
          sums[u] += tile[u * rank + f] * v;
        }
      }
      for (int u = 0; u < count; u++) {
        scores[(user + u) * itemCount + column] = sums[u];
      }
    }
    localBarrier();
  }

  /** Leaves the least and the greatest score of every work item's share. */
  void range(int from, int item) {
    float low = scores[from];
    float high = low;
    for (int i = item; i < itemCount; i += GROUP) {
      float score = scores[from + i];
      low = score < low ? score : low;
      high = score > high ? score : high;
    }
    least[item] = low;
    greatest[item] = high;
    localBarrier();
  }

  void select(int user, int item) {
    float low = least[0];
    float high = greatest[0];
    for (int i = 1; i < GROUP; i++) {
      low = least[i] < low ? least[i] : low;
      high = greatest[i] > high ? greatest[i] : high;
    }
    float threshold = low;
    int left = itemCount > room ? HALVINGS : 0;
    int enough = itemCount > room ? 0 : 1;
    while (left > 0) {
      threshold = low + (high - low) * 0.5f;
      int total = reaching(user * itemCount, item, threshold);
      left = left - 1;
      if (total < wanted[user]) {
        high = threshold;
      } else if (total > room) {
        low = threshold;
      } else {
        left = 0;
        enough = 1;
      }
    }
    if (enough == 1) {
      gather(user, item, threshold);
    } else if (item == 0) {
      found[user] = -1;
    }
  }

  /** How many scores reach a threshold; all work items get the same answer. */
  int reaching(int from, int item, float threshold) {
    int count = 0;
    for (int i = item; i < itemCount; i += GROUP) {
      if (scores[from + i] >= threshold) {
        count = count + 1;
      }
    }
    counts[item] = count;
    localBarrier();
    int total = 0;
    for (int i = 0; i < GROUP; i++) {
      total += counts[i];
    }
    localBarrier();
    return total;
  }

  void gather(int user, int item, float threshold) {
    for (int i = item; i < itemCount; i += GROUP) {
      float score = scores[user * itemCount + i];
      if (score >= threshold) {
        int place = atomicAdd(found, user, 1);
        candidates[user * room + place] = i;
        values[user * room + place] = score;
      }
    }
  }

  @Override
  public long footprint() {
    long words = items.length + users.length + (long) scores.length + 2L * wanted.length;
    return Float.BYTES * (words + candidates.length + (long) values.length);
  }
}
