package io.nightjar.kernels.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BinnedRowsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 8, 9, 28, 31, 32, 33, 65})
  void holdTheSameBinsByRowsAsByColumns(int columns) {
    BinnedRows bins = new MadeBins(columns).rows(37, columns);
    for (int j = 0; j < columns; j++) {
      int tile = j / BinnedRows.TILE;
      int inTile = j % BinnedRows.TILE;
      for (int row = 0; row < 37; row++) {
        long word = bins.tile(tile)[row * bins.words(tile) + inTile / 8];
        assertThat((int) (word >>> inTile % 8 * 8) & 0xff).isEqualTo(bins.bin(j, row));
      }
    }
  }

  @Test
  void rejectMoreRowsThanATileHolds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinnedRows(-1, 1))
        .withMessage("rows is -1; must be 0..536870911");
  }
}
