package io.nightjar.kernels.ensemble;

import java.io.Serializable;

/**
 * The nodes of all trees, one tree after the other, in flat arrays of one entry a node. A tree's
 * first node is its root; children are numbered within their tree.
 *
 * @param starts [trees + 1]: the first node of each tree, and the number of nodes last
 * @param features the feature a split looks at; of no meaning at leaves
 * @param thresholds of numeric splits, in float32 ({@link Decision#threshold} takes float64 ones
 *     there) or, for binned rows, the number of the last bin that goes left
 * @param categories the categories that go left at a categorical split: category c where bit c mod
 *     64 of word c / 64 is set; null at numeric splits and leaves, or for all nodes where there is
 *     no categorical split. Categories are whole numbers 0..65535; any other value, or a category
 *     beyond the words, is not in the set and goes right
 * @param lefts where a split goes on if its decision holds; {@link #LEAF} at leaves
 * @param rights where it goes on if not; {@link #LEAF} at leaves
 * @param missingLeft whether a missing value (NaN, or the missing bin) goes left
 * @param values of leaves; of no meaning at splits
 * @param covers weight of the training rows that came to the node, only for {@link TreeShap}; null
 *     where not known
 */
public record TreeNodes(
    int[] starts,
    int[] features,
    float[] thresholds,
    long[][] categories,
    int[] lefts,
    int[] rights,
    boolean[] missingLeft,
    double[] values,
    double[] covers)
    implements Serializable {

  /** In place of a child: the node is a leaf. */
  public static final int LEAF = -1;

  /** Most words of a set of categories: 65536 categories. */
  public static final int MAX_WORDS = 1 << 10;

  /** How many nodes. */
  public int count() {
    return features.length;
  }

  /** Whether a node is a leaf. */
  public boolean leaf(int node) {
    return lefts[node] == LEAF;
  }

  /** The categories that go left; null at numeric splits. */
  public long[] set(int node) {
    return categories == null ? null : categories[node];
  }

  TreeNodes copied() {
    long[][] sets = categories == null ? null : categories.clone();
    for (int i = 0; sets != null && i < sets.length; i++) {
      sets[i] = sets[i] == null ? null : sets[i].clone();
    }
    return new TreeNodes(
        starts.clone(),
        features.clone(),
        thresholds.clone(),
        sets,
        lefts.clone(),
        rights.clone(),
        missingLeft.clone(),
        values.clone(),
        covers == null ? null : covers.clone());
  }
}
