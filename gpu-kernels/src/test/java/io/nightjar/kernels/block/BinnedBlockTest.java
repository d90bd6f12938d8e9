package io.nightjar.kernels.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class BinnedBlockTest {
  @Test
  void takesEveryBinOfItsColumnsAndTheMissingOne() {
    BinnedBlock block =
        new BinnedBlock(3, new byte[][] {{0, 1, (byte) 255}, {(byte) 254, 127, 0}}, counts(2, 255));
    assertThat(block.rows()).isEqualTo(3);
    assertThat(block.columns()).isEqualTo(2);
    assertThat(block.bins(0)).isEqualTo(2);
    assertThat(block.bins(1)).isEqualTo(255);
    assertThat(block.column(1)[0] & 0xff).isEqualTo(254);
  }

  @Test
  void takesOnlyTheFirstRowsOfLongerArrays() {
    assertThat(new BinnedBlock(1, new byte[][] {{0, 9}}, counts(1)).rows()).isEqualTo(1);
    assertThat(new BinnedBlock(0, new byte[0][], counts()).columns()).isZero();
  }

  @Test
  void rejectsBinsThatTheirColumnDoesNotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinnedBlock(3, new byte[][] {{0, 1, 2}}, counts(2)))
        .withMessage("column 0, row 2 is in bin 2; must be 0..1, or 255 where missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinnedBlock(1, new byte[][] {{(byte) 254}}, counts(254)))
        .withMessage("column 0, row 0 is in bin 254; must be 0..253, or 255 where missing");
  }

  @Test
  void rejectsWrongShapes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinnedBlock(2, new byte[][] {{0}}, counts(1)))
        .withMessage("column 0 has 1 values; must be at least 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinnedBlock(1, new byte[][] {{0}}, counts(0)))
        .withMessage("the number of bins of column 0 is 0; must be 1..255");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinnedBlock(1, new byte[][] {{0}}, counts(256)))
        .withMessage("the number of bins of column 0 is 256; must be 1..255");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinnedBlock(1, new byte[][] {{0}}, counts()))
        .withMessage("bins has length 0; must be 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinnedBlock(-1, new byte[0][], counts()))
        .withMessage("a block of -1 rows; must be 0..1048576");
  }

  private static int[] counts(int... bins) {
    return bins;
  }
}
