package io.nightjar.kernels.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeEnsembleTest {
  private final int[] starts = {0, 1, 4};
  private final int[] features = {0, 1, 0, 0};
  private final float[] thresholds = {0, 0.5f, 0, 0};
  private final int[] lefts = {-1, 2, -1, -1};
  private final int[] rights = {-1, 1, -1, -1};
  private final double[] values = {1, 0, 2, 3};
  private final double[] covers = {5, 5, 2, 3};
  private final int[] outputs = {0, 1};
  private final double[] base = {0.25, -1};
  private long[][] categories;

  private TreeEnsemble make() {
    TreeNodes nodes =
        new TreeNodes(
            starts,
            features,
            thresholds,
            categories,
            lefts,
            rights,
            new boolean[4],
            values,
            covers);
    return TreeEnsemble.of(Decision.LESS, 2, nodes, outputs, base);
  }

  private void rejects(String message) {
    assertThatIllegalArgumentException().isThrownBy(this::make).withMessage(message);
  }

  @Test
  void takesASoundEnsembleAndCopiesIt() {
    TreeEnsemble ensemble = make();
    values[0] = 99;
    outputs[0] = 1;
    assertThat(ensemble.nodes().values()[0]).isEqualTo(1);
    assertThat(ensemble.outputOf(0)).isZero();
    assertThat(ensemble.trees()).isEqualTo(2);
    assertThat(ensemble.outputs()).isEqualTo(2);
  }

  @Test
  void rejectsChildrenOutOfRange() {
    lefts[1] = 3;
    rejects("tree 1, node 0: the left child is 3; must be 1..2, or -1 on both sides of a leaf");
  }

  @Test
  void rejectsHalfALeaf() {
    rights[2] = 1;
    rejects("tree 1, node 1: the left child is -1; must be 1..2, or -1 on both sides of a leaf");
  }

  @Test
  void rejectsSplitsInATreeOfOneNode() {
    lefts[0] = 1;
    rejects("tree 0, node 0: the left child is 1; must be -1 on both sides, in a tree of one node");
  }

  @Test
  void rejectsCycles() {
    lefts[2] = 2;
    rights[2] = 1;
    rejects("tree 1, node 2: the second parent is 1; must be none beside node 0");
  }

  @Test
  void rejectsNodesThatNothingLeadsTo() {
    lefts[1] = -1;
    rights[1] = -1;
    rejects("tree 1, node 1 is not reached from the root; every node must");
  }

  @Test
  void rejectsFeaturesOutOfRange() {
    features[1] = 2;
    rejects("tree 1, node 0: the feature is 2; must be 0..1");
  }

  @Test
  void rejectsThresholdsThatAreNoNumbers() {
    thresholds[1] = Float.NaN;
    rejects("tree 1, node 0: the threshold is NaN; must be a number");
  }

  @Test
  void rejectsInfiniteLeaves() {
    values[3] = Double.POSITIVE_INFINITY;
    rejects("tree 1, node 2: the value is Infinity; must be finite");
  }

  @Test
  void rejectsNegativeCovers() {
    covers[0] = -1;
    rejects("tree 0, node 0: the cover is -1.0; must be finite and at least 0");
  }

  @Test
  void rejectsTooManyCategories() {
    categories = new long[4][];
    categories[1] = new long[1025];
    rejects("tree 1, node 0: the number of words of categories is 1025; must be at most 1024");
  }

  @Test
  void rejectsTreesWithoutNodes() {
    starts[1] = 0;
    rejects("tree 0 has no nodes; must have at least 1");
  }

  @Test
  void rejectsStartsThatEndElsewhere() {
    starts[2] = 3;
    rejects("the end of the last tree is 3; must be 4..4");
  }

  @Test
  void rejectsOutputsOutOfRange() {
    outputs[1] = 2;
    rejects("the output of tree 1 is 2; must be 0..1");
  }

  @Test
  void rejectsBaseScoresThatAreNoNumbers() {
    base[1] = Double.NaN;
    rejects("base score 1 is NaN; must be finite");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, -0.1, 1e-50, 1e300, -1e300, 0, 1 / 3.0, 16777217})
  void roundsFloat64ThresholdsSoThatEveryFloatDecidesAlike(double t) {
    float near = (float) t;
    float[] around = {
      near,
      Math.nextUp(near),
      Math.nextDown(near),
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY
    };
    for (float x : around) {
      assertThat(x <= Decision.AT_MOST.threshold(t)).isEqualTo(x <= t);
      assertThat(x < Decision.LESS.threshold(t)).isEqualTo(x < t);
    }
  }

  @Test
  void refusesToRoundWhatIsNoNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Decision.LESS.threshold(Double.NaN))
        .withMessage("a threshold is NaN; must be a number");
  }

  @Test
  void travelsToExecutors() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(make());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      TreeEnsemble back = (TreeEnsemble) in.readObject();
      assertThat(back.trees()).isEqualTo(2);
      assertThat(back.plan("a", String.class, () -> "made")).isEqualTo("made");
    }
  }
}
