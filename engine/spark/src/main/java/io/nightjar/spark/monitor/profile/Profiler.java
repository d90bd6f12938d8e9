package io.nightjar.spark.monitor.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Freezes the distributions of a table. Knots and categories are found first; one pass then counts
 * all rows at them.
 */
public final class Profiler {
  private static final int KNOTS = 1000;
  private static final int CATEGORIES = 1000;

  private Profiler() {}

  /**
   * The profile of the rows a model was trained on, with its predictions for them.
   *
   * @throws io.nightjar.NightjarException of kind DATA where a column is missing or of a type that
   *     has no distribution (an array, say)
   */
  public static Profile profile(Dataset<Row> rows, ProfileSpec spec) {
    ProfiledTable table = ProfiledTable.of(rows, spec);
    Dataset<Row> narrow = table.narrowWithHash(spec.key()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<List<String>> values = CommonestValues.of(narrow, table.categoricalCells(), CATEGORIES);
      List<double[]> knots = knots(narrow, table.numeric().size());
      TableCounts counts = new TableCounts(knots, values).count(narrow.toJavaRDD());
      return frozen(table, spec, new Parts(knots, values, counts));
    } finally {
      narrow.unpersist();
    }
  }

  private static List<double[]> knots(Dataset<Row> narrow, int columns) {
    Dataset<Row> numbers =
        narrow.select(
            Stream.concat(IntStream.range(0, columns).mapToObj(c -> "n" + c), Stream.of("hash"))
                .map(narrow::col)
                .toArray(Column[]::new));
    DistinctValues[] distinct = DistinctValues.of(numbers.toJavaRDD(), columns, KNOTS);
    int[] many = IntStream.range(0, columns).filter(c -> distinct[c].tooMany()).toArray();
    Map<Integer, double[]> sampled =
        many.length == 0 ? Map.of() : new SampledKnots(many).choose(numbers, narrow.count(), KNOTS);
    List<double[]> knots = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      knots.add(distinct[c].tooMany() ? sampled.get(c) : distinct[c].ascending());
    }
    return knots;
  }

  /**
   * What was found of the table: the knots of its numbers, the values of its categories, counts.
   */
  private record Parts(List<double[]> knots, List<List<String>> values, TableCounts counts) {}

  private static Profile frozen(ProfiledTable table, ProfileSpec spec, Parts parts) {
    List<NumericProfile> numeric = new ArrayList<>();
    table
        .numeric()
        .forEach((name, kind) -> numeric.add(numeric(name, kind, parts, numeric.size())));
    List<CategoricalProfile> categorical = new ArrayList<>();
    for (String name : table.categorical()) {
      int c = categorical.size();
      CategoryCounts counts = parts.counts().categorical(c);
      List<Long> rows = Arrays.stream(counts.known()).boxed().toList();
      categorical.add(
          new CategoricalProfile(
              name, counts.nulls(), parts.values().get(c), rows, counts.others()));
    }
    return new Profile(
        Profile.FORMAT,
        parts.counts().rows(),
        spec.prediction().orElse(null),
        numeric,
        categorical);
  }

  private static NumericProfile numeric(String name, ColumnKind kind, Parts parts, int c) {
    NumericCounts counts = parts.counts().numeric(c);
    int knots = counts.counts().knots();
    return new NumericProfile(
        name,
        kind,
        counts.nulls(),
        counts.nans(),
        counts.mean(),
        counts.deviation(),
        Arrays.stream(parts.knots().get(c)).boxed().toList(),
        IntStream.range(0, knots).mapToObj(k -> counts.counts().at(k)).toList(),
        IntStream.rangeClosed(0, knots).mapToObj(k -> counts.counts().before(k)).toList());
  }
}
