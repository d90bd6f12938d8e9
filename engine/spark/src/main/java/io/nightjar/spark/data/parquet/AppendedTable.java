package io.nightjar.spark.data.parquet;

import io.nightjar.model.files.FileHash;
import io.nightjar.spark.data.parquet.AppendedParts.LeftOut;
import io.nightjar.spark.data.parquet.AppendedParts.Part;
import io.nightjar.spark.data.parquet.chunk.ComputedBlocks;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A Parquet table whose first columns are copied from the files of another, chunk by chunk, with
 * computed columns behind. Rows may be left out of it: what is told of these makes a second table.
 */
public final class AppendedTable {
  private final StructType copied;
  private final StructType added;
  private final StructType leftOut;

  /**
   * A table to write.
   *
   * @param copied the columns that are copied, in order
   * @param added the computed columns, in order
   * @param leftOut the columns of what is told of rows that are left out
   */
  public AppendedTable(StructType copied, StructType added, StructType leftOut) {
    this.copied = copied;
    this.added = added;
    this.leftOut = leftOut;
  }

  /**
   * What the computed columns are made of.
   *
   * @param splits by partition, which rows are copied
   * @param partitions in each, what the columns of its split's rows are computed from
   * @param computation computes them
   * @param skipped row groups that are in no split, as a filter drops their rows
   */
  public record Source<T>(
      List<List<FileSplit>> splits,
      JavaRDD<T> partitions,
      Computation<T> computation,
      Skipped skipped) {

    /** Of which no row is skipped. */
    public Source(List<List<FileSplit>> splits, JavaRDD<T> partitions, Computation<T> computation) {
      this(splits, partitions, computation, Skipped.NONE);
    }

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
   * Where the tables go; no folder must be there.
   *
   * @param table the rows that stay
   * @param leftOut what is told of the others; empty where these are only counted
   */
  public record Folders(Path table, Optional<Path> leftOut) {}

  /**
   * Writes the table, and what is told of rows that are left out.
   *
   * @param resumption what parts are named by, and where some may be already
   */
  public <T> Outcome write(
      SparkSession spark, Source<T> source, Folders folders, Resumption resumption)
      throws IOException {
    var session = (org.apache.spark.sql.classic.SparkSession) spark;
    RowTable computed = RowTable.of(session, added);
    RowTable told = computed.beside(leftOut);
    try (Attempts attempts = computed.attempts(folders.table());
        Attempts others = folders.leftOut().isEmpty() ? null : told.attempts(leftOutIn(folders))) {
      List<String> names = names(source, resumption);
      AppendedParts<T> parts =
          new AppendedParts<>(
              new PartWriter.Spec(List.of(copied.fieldNames()), added, schema().json()),
              computed,
              attempts.folder(),
              new LeftOut(told, others == null ? null : others.folder()),
              source,
              names,
              attempts.takeUp(resumption.tables(), Set.copyOf(names)));
      List<Part> written = written(source, parts);
      Optional<String> refused = refused(written, source.skipped());
      if (refused.isPresent()) {
        return outcome(refused, written, source.skipped(), Map.of());
      }
      Map<String, FileHash> hashes = take(session, attempts, written, resumption);
      take(told, others, written);
      return outcome(refused, written, source.skipped(), hashes);
    }
  }

  private static Path leftOutIn(Folders folders) {
    return folders.leftOut().orElseThrow();
  }

  private static <T> List<Part> written(Source<T> source, AppendedParts<T> parts) {
    return source
        .partitions()
        .mapPartitionsWithIndex(
            (index, part) -> Collections.singletonList(parts.part(index, part)).iterator(), true)
        .collect();
  }

  private static Outcome outcome(
      Optional<String> refused, List<Part> written, Skipped skipped, Map<String, FileHash> hashes) {
    int takenUp = (int) written.stream().filter(Part::takenUp).count();
    long leftOut = written.stream().mapToLong(Part::rowsLeftOut).sum();
    long filtered = skipped.rows() + written.stream().mapToLong(Part::filtered).sum();
    return new Outcome(refused, written.size(), takenUp, leftOut, filtered, hashes);
  }

  /**
   * What became of it.
   *
   * @param refused why the columns can't be copied, and nothing is left then; empty where all was
   *     written
   * @param parts partitions
   * @param takenUp of these, how many an earlier run had written
   * @param rowsLeftOut rows that are not in the table, and something is told of each
   * @param rowsFiltered rows that a filter drops
   * @param hashes by the name of a file of the table, what tasks wrote into it or found in it; of
   *     the table's only file nothing where that has no rows
   */
  public record Outcome(
      Optional<String> refused,
      int parts,
      int takenUp,
      long rowsLeftOut,
      long rowsFiltered,
      Map<String, FileHash> hashes) {
    /** Copies the map. */
    public Outcome {
      hashes = Map.copyOf(hashes);
    }
  }

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

  /** The columns of what is told of rows that are left out. */
  public StructType leftOut() {
    return leftOut;
  }

  private static Optional<String> refused(List<Part> written, Skipped skipped) {
    Set<String> schemas = new HashSet<>();
    for (Part part : written) {
      if (part.refused() != null) {
        return Optional.of(part.refused());
      }
      if (part.content() != null) {
        schemas.add(part.content().schema());
      }
    }
    boolean none = skipped.rows() == 0 && written.stream().noneMatch(Part::losesRows);
    return switch (schemas.size()) {
      case 0 -> none ? Optional.of("no file has a row") : Optional.empty();
      case 1 -> Optional.empty();
      default -> Optional.of("the files' columns are of different types");
    };
  }

  /**
   * A part that rows were left out of has no name that a later run would take it up by.
   *
   * @return by the name of a file that was taken, its content
   */
  private Map<String, FileHash> take(
      org.apache.spark.sql.classic.SparkSession spark,
      Attempts attempts,
      List<Part> written,
      Resumption resumption)
      throws IOException {
    Map<String, FileHash> hashes = new HashMap<>();
    for (Part part : written) {
      if (part.content() != null) {
        boolean whole = part.rowsLeftOut() == 0;
        Path place =
            attempts.take(
                part.index(),
                part.file(),
                whole ? resumption.name(part.index()) : Optional.empty());
        hashes.put(place.getName(), part.content().hash());
      }
    }
    if (hashes.isEmpty()) {
      RowTable.of(spark, schema()).writeEmpty(attempts.place(0));
    }
    attempts.done();
    return hashes;
  }

  private static void take(RowTable told, Attempts others, List<Part> written) throws IOException {
    if (others != null) {
      told.take(others, written.stream().map(Part::leftOut).filter(Objects::nonNull).toList());
      others.done();
    }
  }
}
