package io.nightjar.spark.data.parquet;

import io.nightjar.spark.data.parquet.AppendedTable.Computation;
import io.nightjar.spark.data.parquet.AppendedTable.Source;
import io.nightjar.spark.data.parquet.PartWriter.Content;
import io.nightjar.spark.data.parquet.chunk.ComputedBlocks;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What tasks do for a table of copied and computed columns: each writes the part of its partition,
 * unless an earlier run had.
 *
 * @param computed the computed columns
 * @param names by partition, of its whole part; empty where it has none
 * @param before by name, whole parts that are there already
 */
record AppendedParts<T>(
    PartWriter.Spec spec,
    RowTable computed,
    String attempts,
    LeftOut leftOut,
    List<List<FileSplit>> splits,
    Computation<T> computation,
    List<String> names,
    Map<String, String> before)
    implements Serializable {

  AppendedParts(
      PartWriter.Spec spec,
      RowTable computed,
      String attempts,
      LeftOut leftOut,
      Source<T> source,
      List<String> names,
      Map<String, String> before) {
    this(
        spec,
        computed,
        attempts,
        leftOut,
        new ArrayList<>(source.splits()),
        source.computation(),
        new ArrayList<>(names),
        new HashMap<>(before));
  }

  /**
   * Where tasks write what is told of rows that are left out.
   *
   * @param attempts null where these are only counted
   */
  record LeftOut(RowTable table, String attempts) implements Serializable {
    RowPart part(int index) {
      return attempts == null ? RowPart.counted(index) : table.part(attempts, index);
    }
  }

  /**
   * What one task did.
   *
   * @param file it wrote
   * @param content of the file; null where no row stays
   * @param refused why it wrote none; null where it did
   * @param leftOut what is told of rows that don't stay; null where an earlier run had written it,
   *     and nothing was told
   * @param filtered how many rows a filter dropped
   */
  record Part(
      int index,
      String file,
      Content content,
      String refused,
      RowPart.Written leftOut,
      long filtered)
      implements Serializable {
    boolean takenUp() {
      return refused == null && leftOut == null;
    }

    long rowsLeftOut() {
      return leftOut == null ? 0 : leftOut.rows();
    }

    /** Whether it has a row that doesn't stay. */
    boolean losesRows() {
      return rowsLeftOut() > 0 || filtered > 0;
    }
  }

  /** Rows that were written before aren't computed again: nobody asks for them. */
  Part part(int index, Iterator<T> partition) throws IOException {
    String earlier = before.get(names.get(index));
    Optional<Content> content =
        earlier == null ? Optional.empty() : PartWriter.read(new Path(earlier), computed.conf());
    return content.isPresent()
        ? new Part(index, earlier, content.get(), null, null, content.get().filtered())
        : write(index, partition);
  }

  private Part write(int index, Iterator<T> partition) throws IOException {
    Path file = Attempts.file(attempts, index);
    Configuration conf = computed.conf();
    ComputedBlocks blocks = computation.of(partition);
    Optional<Content> content;
    RowPart.Written out;
    long filtered;
    try (RowPart others = leftOut.part(index);
        PartWriter writer = new PartWriter(spec, blocks, others, conf, file)) {
      content = writer.write(splits.get(index));
      out = others.written();
      filtered = writer.filtered();
    } catch (NotCopied e) {
      return new Part(index, null, null, e.getMessage(), null, 0);
    }
    Path whole =
        content.isEmpty() || out.rows() > 0 || names.get(index).isEmpty()
            ? file
            : Attempts.finish(file, names.get(index), conf);
    return new Part(index, whole.toString(), content.orElse(null), null, out, filtered);
  }
}
