package io.nightjar.spark.data.parquet;

import io.nightjar.spark.data.parquet.AppendedTable.Computation;
import io.nightjar.spark.data.parquet.AppendedTable.Source;
import io.nightjar.spark.data.parquet.chunk.ComputedBlocks;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What the tasks of an {@link AppendedTable} do: a part each.
 *
 * @param names by partition, of its whole part; empty where it has none
 * @param before by name, whole parts that are there already
 */
record AppendedParts<T>(
    PartWriter.Spec spec,
    SerializableConfiguration conf,
    String attempts,
    LeftOut leftOut,
    List<List<FileSplit>> splits,
    Computation<T> computation,
    List<String> names,
    Map<String, String> before)
    implements Serializable {

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
   * @param schema of the file; null where no row stays
   * @param refused why it wrote none; null where it did
   * @param leftOut what is told of rows that don't stay; null where an earlier run had written it,
   *     and of none of its rows something is told
   * @param filtered how many rows a filter dropped
   */
  record Part(
      int index, String file, String schema, String refused, RowPart.Written leftOut, long filtered)
      implements Serializable {
    boolean takenUp() {
      return refused == null && leftOut == null;
    }

    long rowsLeftOut() {
      return leftOut == null ? 0 : leftOut.rows();
    }

    /** Whether none of its rows is left out or dropped. */
    boolean isWhole() {
      return rowsLeftOut() == 0 && filtered == 0;
    }
  }

  /** Parts of a source. */
  static <T> AppendedParts<T> of(
      Source<T> source, PartWriter.Spec spec, Writing writing, Known known) {
    return new AppendedParts<>(
        spec,
        writing.conf(),
        writing.attempts(),
        writing.leftOut(),
        new ArrayList<>(source.splits()),
        source.computation(),
        new ArrayList<>(known.names()),
        new HashMap<>(known.before()));
  }

  /** Where parts are written, and by which settings. */
  record Writing(SerializableConfiguration conf, String attempts, LeftOut leftOut) {}

  /** By partition the names of parts, and those that are there already. */
  record Known(List<String> names, Map<String, String> before) {}

  /** Rows that were written before aren't computed again: nobody asks for them. */
  Part part(int index, Iterator<T> partition) throws IOException {
    String earlier = before.get(names.get(index));
    Optional<PartWriter.Content> known =
        earlier == null ? Optional.empty() : PartWriter.read(new Path(earlier), conf.value());
    return known.isPresent()
        ? new Part(index, earlier, known.get().schema(), null, null, known.get().filtered())
        : write(index, partition);
  }

  private Part write(int index, Iterator<T> partition) throws IOException {
    Path file = Attempts.file(attempts, index);
    ComputedBlocks computed = computation.of(partition);
    PartWriter.Content content;
    RowPart.Written out;
    try (RowPart others = leftOut.part(index);
        PartWriter writer = new PartWriter(spec, computed, others, conf.value(), file)) {
      content = writer.write(splits.get(index));
      out = others.written();
    } catch (NotCopied e) {
      return new Part(index, null, null, e.getMessage(), null, 0);
    }
    Path whole =
        content.schema() == null || out.rows() > 0 || names.get(index).isEmpty()
            ? file
            : Attempts.finish(file, names.get(index), conf.value());
    return new Part(index, whole.toString(), content.schema(), null, out, content.filtered());
  }
}
