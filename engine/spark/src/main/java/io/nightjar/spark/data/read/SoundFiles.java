package io.nightjar.spark.data.read;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.UnreadableFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Leaves the files out of a table that can't be read. All files are read until one fails; then all
 * but that one, and so on: with k such files that are read in any order, about ln k + 1 readings.
 */
final class SoundFiles {
  private final Function<FileListing, Table> open;
  private final List<Problem> unreadable = new ArrayList<>();

  /**
   * @param open opens the table of some files
   */
  SoundFiles(Function<FileListing, Table> open) {
    this.open = open;
  }

  /** The table without files that are known to be unreadable; its origin lists these. */
  Table without(FileListing listing, List<Problem> known) {
    FileListing left = listing;
    for (Problem file : known) {
      left = left.without(file.where());
    }
    return listed(open.apply(left), known);
  }

  /**
   * The table of the files that can be read; its origin lists the others.
   *
   * @throws NightjarException of kind DATA where no file can be read, or something else is wrong
   */
  Table table(FileListing listing) {
    FileListing left = listing;
    Optional<Table> table = read(left);
    while (table.isEmpty()) {
      Problem last = unreadable.get(unreadable.size() - 1);
      left = left.without(last.where());
      if (left.files().isEmpty()) {
        throw NightjarException.of(
            FailureKind.DATA,
            last.where(),
            last.message() + "; no other file of the table can be read either: replace them");
      }
      table = read(left);
    }
    return listed(table.get(), unreadable);
  }

  private static Table listed(Table table, List<Problem> leftOut) {
    TableOrigin origin = table.origin();
    TableOrigin all =
        new TableOrigin(
            origin.location(), origin.format(), origin.files(), origin.version(), leftOut);
    return new Table(table.rows(), all, table.counted(), table.notes());
  }

  /** Reads all of it; empty where a file is to blame that it can't be, which is then noted. */
  private Optional<Table> read(FileListing listing) {
    try {
      Table table = open.apply(listing);
      ReadFailures.reading(table.origin(), () -> exhaust(table));
      return Optional.of(table);
    } catch (NightjarException e) {
      Problem file = UnreadableFile.of(e).orElseThrow(() -> e).problem();
      if (listing.without(file.where()).files().size() == listing.files().size()) {
        throw e;
      }
      unreadable.add(file);
      return Optional.empty();
    }
  }

  private static Void exhaust(Table table) {
    table.rows().write().format("noop").mode("overwrite").save();
    return null;
  }
}
