package io.nightjar.kernels.bench.linear;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.block.OneHotBlock;
import java.util.List;

/**
 * A table with categories, whose columns are places of ones.
 *
 * @param rows how many rows
 * @param dense columns that are written out, which come first
 * @param groups how many columns each category has
 */
record OneHotShape(int rows, int dense, List<Integer> groups) implements WideShape {
  @Override
  public int columns() {
    return dense + groups.stream().mapToInt(size -> size).sum();
  }

  @Override
  public long cells() {
    return (long) rows * (dense + groups.size());
  }

  @Override
  public double bytes() {
    return 4.0 * cells() + 8.0 * rows;
  }

  @Override
  public String name() {
    return MadeData.shape(rows, columns()) + " by places of ones";
  }

  /** Data of this shape; a tenth of the rows is in no category of a group. */
  @Override
  public OneHotRows made(MadeData made) {
    int[] places = new int[dense];
    for (int j = 0; j < dense; j++) {
      places[j] = j;
    }
    int[] starts = new int[groups.size()];
    int[] sizes = new int[groups.size()];
    int[][] ones = new int[groups.size()][rows];
    int start = dense;
    for (int g = 0; g < sizes.length; g++) {
      starts[g] = start;
      sizes[g] = groups.get(g);
      for (int i = 0; i < rows; i++) {
        ones[g][i] = made.random().nextInt(10) == 0 ? -1 : start + made.random().nextInt(sizes[g]);
      }
      start += sizes[g];
    }
    return OneHotRows.of(new OneHotBlock(made.block(rows, dense), places, starts, sizes, ones));
  }
}
