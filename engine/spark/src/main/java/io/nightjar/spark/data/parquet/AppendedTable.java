package io.nightjar.spark.data.parquet;

import io.nightjar.spark.data.parquet.chunk.ComputedBlocks;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A Parquet table whose first columns are copied from the files of another, chunk by chunk, with
 * computed columns behind.
 */
public final class AppendedTable {
  private final StructType copied;
  private final StructType added;

  /**
   * A table to write.
   *
   * @param copied the columns that are copied, in order
   * @param added the computed columns, in order
   */
  public AppendedTable(StructType copied, StructType added) {
    this.copied = copied;
    this.added = added;
  }

  /**
   * What the computed columns are made of.
   *
   * @param splits by partition, which rows are copied
   * @param partitions in each, what the columns of its split's rows are computed from
   * @param computation computes them
   */
  public record Source<T>(
      List<List<FileSplit>> splits, JavaRDD<T> partitions, Computation<T> computation) {

    /** Copies the list; refuses splits of other partitions. */
    public Source {
      splits = List.copyOf(splits);
      if (partitions.getNumPartitions() != splits.size()) {
        throw new IllegalArgumentException(
            partitions.getNumPartitions() + " partitions for the splits of " + splits.size());
      }
    }
  }

  /** Computes columns; it travels to the tasks. */
  @FunctionalInterface
  public interface Computation<T> extends Serializable {
    /** One partition's columns: a row for each row of its splits, in their order. */
    ComputedBlocks of(Iterator<T> partition);
  }

  /**
   * Writes the table.
   *
   * @param folder of the table; must not be there
   * @param resumption what parts are named by, and where some may be already
   */
  public <T> Outcome write(SparkSession spark, Source<T> source, Path folder, Resumption resumption)
      throws IOException {
    SerializableConfiguration conf =
        RowTable.of((org.apache.spark.sql.classic.SparkSession) spark, added).conf();
    PartWriter.Spec spec =
        new PartWriter.Spec(List.of(copied.fieldNames()), added, schema().json());
    try (Attempts attempts = Attempts.at(folder, conf.value())) {
      List<String> names = names(source, resumption);
      Map<String, String> before = attempts.takeUp(resumption.tables(), Set.copyOf(names));
      Parts<T> parts = new Parts<>(spec, conf, attempts.folder(), source, names, before);
      List<Part> written =
          source
              .partitions()
              .mapPartitionsWithIndex(
                  (index, part) -> Collections.singletonList(parts.part(index, part)).iterator(),
                  true)
              .collect();
      Optional<String> refused = refused(written);
      if (refused.isEmpty()) {
        take(attempts, written, resumption);
      }
      int takenUp = (int) written.stream().filter(Part::takenUp).count();
      return new Outcome(refused, source.splits().size(), takenUp);
    }
  }

  /**
   * What became of it.
   *
   * @param refused why the columns can't be copied, such as a row that can't stay, and nothing is
   *     left then; empty where all was written
   * @param parts partitions
   * @param takenUp of these, how many an earlier run had written
   */
  public record Outcome(Optional<String> refused, int parts, int takenUp) {}

  private static List<String> names(Source<?> source, Resumption resumption) {
    return IntStream.range(0, source.splits().size())
        .mapToObj(index -> resumption.name(index).orElse(""))
        .toList();
  }

  /** The columns of the table. */
  public StructType schema() {
    StructType all = copied;
    for (StructField field : added.fields()) {
      all = all.add(field);
    }
    return all;
  }

  private static Optional<String> refused(List<Part> written) {
    Set<String> schemas = new HashSet<>();
    for (Part part : written) {
      if (part.refused() != null) {
        return Optional.of(part.refused());
      }
      if (part.schema() != null) {
        schemas.add(part.schema());
      }
    }
    return switch (schemas.size()) {
      case 0 -> Optional.of("no file has a row");
      case 1 -> Optional.empty();
      default -> Optional.of("the files' columns are of different types");
    };
  }

  private static void take(Attempts attempts, List<Part> written, Resumption resumption)
      throws IOException {
    for (Part part : written) {
      if (part.schema() != null) {
        attempts.take(part.index(), part.file(), resumption.name(part.index()));
      }
    }
    attempts.done();
  }

  /**
   * What one task did.
   *
   * @param file it wrote
   * @param schema of the file; null where it has no row
   * @param refused why it wrote none; null where it did
   * @param takenUp whether an earlier run had written it
   */
  private record Part(int index, String file, String schema, String refused, boolean takenUp)
      implements Serializable {}

  /**
   * What the tasks do.
   *
   * @param names by partition, of its whole part; empty where it has none
   * @param before by name, whole parts that are there already
   */
  private record Parts<T>(
      PartWriter.Spec spec,
      SerializableConfiguration conf,
      String attempts,
      List<List<FileSplit>> splits,
      Computation<T> computation,
      List<String> names,
      Map<String, String> before)
      implements Serializable {
    Parts(
        PartWriter.Spec spec,
        SerializableConfiguration conf,
        String attempts,
        Source<T> source,
        List<String> names,
        Map<String, String> before) {
      this(
          spec,
          conf,
          attempts,
          new ArrayList<>(source.splits()),
          source.computation(),
          new ArrayList<>(names),
          new HashMap<>(before));
    }

    /** Rows that were written before aren't computed again: nobody asks for them. */
    Part part(int index, Iterator<T> partition) throws IOException {
      String earlier = before.get(names.get(index));
      Optional<String> schema =
          earlier == null ? Optional.empty() : PartWriter.schema(new Path(earlier), conf.value());
      return schema.isPresent()
          ? new Part(index, earlier, schema.get(), null, true)
          : write(index, partition);
    }

    private Part write(int index, Iterator<T> partition) throws IOException {
      Path file = Attempts.file(attempts, index);
      ComputedBlocks computed = computation.of(partition);
      String schema;
      try (PartWriter writer = new PartWriter(spec, computed, conf.value(), file)) {
        schema = writer.write(splits.get(index));
      } catch (NotCopied e) {
        return new Part(index, file.toString(), null, e.getMessage(), false);
      }
      Path whole =
          schema == null || names.get(index).isEmpty()
              ? file
              : Attempts.finish(file, names.get(index), conf.value());
      return new Part(index, whole.toString(), schema, null, false);
    }
  }
}
