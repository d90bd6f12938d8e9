package io.nightjar.spark.train.mlp.pass;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.model.network.InputScale;
import io.nightjar.model.network.OutputScale;
import io.nightjar.spark.train.block.LabelledBlock;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Puts rows together to chunks of {@value #ROWS}, the last one smaller: few enough that a layer's
 * values stay in the cache. Chunks are cut by the rows' order alone, wherever rows come from.
 */
public final class ChunkBuilder {
  /** Rows of a full chunk. */
  public static final int ROWS = 512;

  /** Rows that there is room for at first: a small batch's. */
  private static final int FIRST = 64;

  private final InputScale input;
  private final OutputScale output;
  private final Consumer<Chunk> into;
  private final int columns;
  private float[] z;
  private double[] labels;
  private double[] weights;
  private long[] ids;
  private boolean weighted;
  private int rows;

  /**
   * A builder of standardised rows.
   *
   * @param output the label's scale
   * @param into takes each chunk as it is full
   */
  public ChunkBuilder(InputScale input, OutputScale output, Consumer<Chunk> into) {
    this.input = input;
    this.output = output;
    this.into = into;
    this.columns = input.columns();
    begin();
  }

  private void begin() {
    rows = 0;
    weighted = false;
    z = new float[FIRST * columns];
    labels = new double[FIRST];
    weights = new double[FIRST];
    ids = new long[FIRST];
  }

  private void reserve() {
    if (rows == labels.length) {
      cut(2 * rows);
    }
  }

  private void cut(int length) {
    z = Arrays.copyOf(z, length * columns);
    labels = Arrays.copyOf(labels, length);
    weights = Arrays.copyOf(weights, length);
    ids = Arrays.copyOf(ids, length);
  }

  /** Adds a row of a block of float32 columns. */
  public void add(LabelledBlock block, int row, long id) {
    reserve();
    input.writeRow(((ColumnBlock) block.features()).arrays(), row, z, rows * columns);
    labels[rows] = output.output(block.label(row));
    weights[rows] = block.weight(row);
    end(id, block.target().weights() != null);
  }

  /** Adds a row of another chunk. */
  public void add(Chunk chunk, int row, long id) {
    reserve();
    System.arraycopy(chunk.z(), row * columns, z, rows * columns, columns);
    labels[rows] = chunk.label(row);
    weights[rows] = chunk.weight(row);
    end(id, chunk.weighted());
  }

  private void end(long id, boolean hasWeight) {
    weighted |= hasWeight;
    ids[rows++] = id;
    if (rows == ROWS) {
      flush();
    }
  }

  /** Hands over the rows that are left, if any. */
  public void flush() {
    if (rows == 0) {
      return;
    }
    if (rows < labels.length) {
      cut(rows);
    }
    into.accept(new Chunk(z, labels, weighted ? weights : null, ids));
    begin();
  }
}
