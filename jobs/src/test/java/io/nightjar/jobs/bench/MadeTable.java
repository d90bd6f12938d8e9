package io.nightjar.jobs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** A small made table of who leaves, as CSV: the older, the likelier; Rome more than Bern. */
public final class MadeTable {
  private static final List<String> CITIES = List.of("Bern", "Oslo", "Rome");
  private final List<String> header;
  private final List<List<String>> rows;

  private MadeTable(List<String> header, List<List<String>> rows) {
    this.header = header;
    this.rows = rows;
  }

  /** As it is on most nights. */
  public static MadeTable usual(int rows, long seed) {
    return of(rows, seed, 0);
  }

  /** After a break in the world: everybody is older, and the young leave. */
  public static MadeTable shifted(int rows, long seed) {
    return of(rows, seed, 25);
  }

  private static MadeTable of(int size, long seed, int older) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int age = 18 + random.nextInt(53) + older;
      double hours = 30 + 20 * random.nextDouble();
      int city = random.nextInt(3);
      double logit = 0.12 * (age - 44) + 0.8 * (city - 1) + 0.05 * (hours - 40);
      double p = 1 / (1 + Math.exp(older == 0 ? -logit : logit));
      rows.add(
          List.of(
              Long.toString(seed * 100_000 + i),
              Integer.toString(age),
              i % 20 == 19 ? "" : String.format(Locale.ROOT, "%.1f", hours),
              CITIES.get(city),
              random.nextDouble() < p ? "yes" : "no"));
    }
    return new MadeTable(List.of("id", "age", "hours", "city", "left"), rows);
  }

  /** The same rows with one column's values changed. */
  public MadeTable with(String column, UnaryOperator<String> change) {
    int at = header.indexOf(column);
    return new MadeTable(header, rows.stream().map(row -> replaced(row, at, change)).toList());
  }

  /** The same rows, one column changed in those rows only whose number is a multiple. */
  public MadeTable withEvery(int step, String column, String value) {
    List<List<String>> changed = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      changed.add(
          i % step == 0 ? replaced(rows.get(i), header.indexOf(column), v -> value) : rows.get(i));
    }
    return new MadeTable(header, changed);
  }

  /** The same table with a column of another name. */
  public MadeTable renamed(String column, String name) {
    return new MadeTable(replaced(header, header.indexOf(column), n -> name), rows);
  }

  /** The same table without a column. */
  public MadeTable without(String column) {
    int at = header.indexOf(column);
    return new MadeTable(dropped(header, at), rows.stream().map(r -> dropped(r, at)).toList());
  }

  /** The same table with a column more, in which all values are the same. */
  public MadeTable and(String column, String value) {
    return new MadeTable(added(header, column), rows.stream().map(r -> added(r, value)).toList());
  }

  /** The header alone. */
  public MadeTable emptied() {
    return new MadeTable(header, List.of());
  }

  /** Writes it as CSV. */
  public Path write(Path file) {
    StringBuilder text = new StringBuilder(String.join(",", header)).append('\n');
    rows.forEach(row -> text.append(String.join(",", row)).append('\n'));
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> replaced(List<String> row, int at, UnaryOperator<String> change) {
    List<String> copy = new ArrayList<>(row);
    copy.set(at, change.apply(copy.get(at)));
    return copy;
  }

  private static List<String> dropped(List<String> row, int at) {
    List<String> copy = new ArrayList<>(row);
    copy.remove(at);
    return copy;
  }

  private static List<String> added(List<String> row, String value) {
    List<String> copy = new ArrayList<>(row);
    copy.add(value);
    return copy;
  }
}
