package io.nightjar.kernels.block;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Shapes on which every operation is compared with its naive loop. */
public final class ContractShapes {
  private static final int[] ROWS = {0, 1, 3, 63, 64, 65, 1000};
  private static final int[] COLUMNS = {1, 2, 28, 130};

  private ContractShapes() {}

  /** Up to 1,000 rows, each with 1 to 130 columns. */
  public static Stream<Arguments> small() {
    List<Arguments> shapes = new ArrayList<>();
    for (int rows : ROWS) {
      for (int columns : COLUMNS) {
        shapes.add(Arguments.of(rows, columns));
      }
    }
    return shapes.stream();
  }

  /**
   * Those, and many rows: a million of one and two columns, and as many values in fewer rows of 28,
   * because blocks are bounded, as a test's heap is.
   */
  public static Stream<Arguments> all() {
    return Stream.concat(
        small(),
        Stream.of(
            Arguments.of(1_000_003, 1), Arguments.of(1_000_003, 2), Arguments.of(100_003, 28)));
  }
}
