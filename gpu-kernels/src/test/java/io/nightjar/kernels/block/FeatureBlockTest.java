package io.nightjar.kernels.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.linear.GlmTarget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

final class FeatureBlockTest {
  @Test
  void rejectsShortColumnsAndTooManyRows() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ColumnBlock(3, new float[][] {{1, 2, 3}, {1, 2}}))
        .withMessage("column 1 has 2 values; must be at least 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ColumnBlock(1_048_577, new float[0][]))
        .withMessage("a block of 1048577 rows; must be 0..1048576");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DoubleColumnBlock(-1, new double[0][]))
        .withMessage("a block of -1 rows; must be 0..1048576");
  }

  @Test
  void float64BlocksRejectWhatIsNotFinite() {
    DoubleColumnBlock block = new DoubleColumnBlock(1, new double[][] {{Double.NaN}});
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Kernels.of(BackendPreference.SCALAR)
                    .linear()
                    .margins(block, 1, new double[2], new double[1]))
        .withMessage(
            "column 0, row 0 is NaN; every feature must be finite: fill missing values first");
  }

  @Test
  void valuesThatAreSaidToBeFiniteAreNotLookedAt() {
    float[][] columns = {{1, Float.NaN}};
    ColumnBlock.ofFinite(2, columns).requireFinite();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ColumnBlock(2, columns).requireFinite())
        .withMessage(
            "column 0, row 1 is NaN; every feature must be finite: fill missing values first");
  }

  @Test
  void targetsRejectWhatNoLossCanUse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GlmTarget.unweighted(new double[] {0, Double.NaN}))
        .withMessage("the label of row 1 is NaN; must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GlmTarget(new double[2], new double[] {1, -0.5}))
        .withMessage("the weight of row 1 is -0.5; must be finite and at least 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GlmTarget(new double[2], new double[] {Double.NaN, 1}))
        .withMessage("the weight of row 0 is NaN; must be finite and at least 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GlmTarget(new double[2], new double[3]))
        .withMessage("3 weights for 2 labels; must be as many");
  }

  @Test
  void travelToExecutors() throws Exception {
    ColumnBlock block = copy(new ColumnBlock(2, new float[][] {{1, 2}, {3, 4}}));
    GlmTarget target = copy(new GlmTarget(new double[] {1, 0}, null));
    KernelUse use = copy(new KernelUse("margins", "scalar", "JVM", "why", 1, 2, 3.5, 0, 0));
    assertThat(block.rows()).isEqualTo(2);
    assertThat(block.column(1)).containsExactly(3, 4);
    assertThat(target.labels()).containsExactly(1, 0);
    assertThat(target.weights()).isNull();
    assertThat(use.ms()).isEqualTo(3.5);
    assertThat(copy(BackendPreference.AUTO)).isSameAs(BackendPreference.AUTO);
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }
}
