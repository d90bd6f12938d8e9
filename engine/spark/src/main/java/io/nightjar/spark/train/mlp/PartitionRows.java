package io.nightjar.spark.train.mlp;

import io.nightjar.spark.train.block.LabelledBlock;
import io.nightjar.spark.train.mlp.pass.Chunk;
import io.nightjar.spark.train.mlp.pass.ChunkBuilder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** One partition's rows, standardised, and the order in which an epoch takes them. */
final class PartitionRows {
  private final List<Chunk> all;
  private final int rows;
  private final Scales scales;

  /** Rows by batch: batch b's are {@code order[starts[b]]} to {@code order[starts[b + 1] − 1]}. */
  private int[] order;

  private int[] starts;
  private long ordered;

  private PartitionRows(List<Chunk> all, Scales scales) {
    this.all = all;
    this.rows = all.stream().mapToInt(Chunk::rows).sum();
    this.scales = scales;
  }

  /** Standardises a partition's blocks. */
  static PartitionRows of(int partition, Iterator<LabelledBlock> blocks, Scales scales) {
    List<Chunk> all = new ArrayList<>();
    ChunkBuilder builder = scales.chunks(all::add);
    long position = 0;
    while (blocks.hasNext()) {
      LabelledBlock block = blocks.next();
      for (int row = 0; row < block.rows(); row++) {
        builder.add(block, row, Step.id(partition, position++));
      }
    }
    builder.flush();
    return new PartitionRows(all, scales);
  }

  /** A step's rows, in their order; for one thread at a time. */
  List<Chunk> chunks(Step step) {
    if (step.batches() == 1) {
      return all;
    }
    if (order == null || ordered != step.purpose()) {
      sort(step);
    }
    List<Chunk> chunks = new ArrayList<>();
    ChunkBuilder builder = scales.chunks(chunks::add);
    for (int i = starts[step.batch()]; i < starts[step.batch() + 1]; i++) {
      Chunk chunk = all.get(order[i] / ChunkBuilder.ROWS);
      int row = order[i] % ChunkBuilder.ROWS;
      builder.add(chunk, row, chunk.id(row));
    }
    builder.flush();
    return chunks;
  }

  /** Counts the rows of each batch of the epoch, then puts each in its place. */
  private void sort(Step step) {
    int[] batchOf = new int[rows];
    starts = new int[step.batches() + 1];
    int i = 0;
    for (Chunk chunk : all) {
      for (int row = 0; row < chunk.rows(); row++) {
        batchOf[i] = step.batchOf(chunk.id(row));
        starts[batchOf[i++] + 1]++;
      }
    }
    for (int batch = 0; batch < step.batches(); batch++) {
      starts[batch + 1] += starts[batch];
    }
    int[] next = starts.clone();
    order = new int[rows];
    for (int row = 0; row < rows; row++) {
      order[next[batchOf[row]]++] = row;
    }
    ordered = step.purpose();
  }
}
