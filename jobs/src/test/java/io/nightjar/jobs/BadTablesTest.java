package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.jobs.bench.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that nothing can be learnt from, or not safely, under every type of model. */
class BadTablesTest {
  private static final int ROWS = 300;
  private static final String TWO = "label = yes, positive = \"1\"";
  private static final List<String> ROLES = List.of("yes", "kind", "amount", "count", "weight");

  @TempDir Path temp;

  /** A job for each type; the label is of two classes, of three, or a number. */
  private enum Kind {
    LOGISTIC(TWO, "type = logistic"),
    SEVERAL("label = kind", "type = logistic"),
    LINEAR("label = amount", "type = linear"),
    POISSON("label = count", "type = poisson"),
    TREES(TWO, "type = gbt, trees = 3"),
    GAMMA("label = count", "type = gbt, objective = gamma, trees = 3"),
    FOREST("label = kind", "type = forest, trees = 3"),
    ESTIMATOR(
        TWO, "type = mllib, class = org.apache.spark.ml.classification.DecisionTreeClassifier"),
    NETWORK(TWO, "type = mlp, hidden-layers = [4], max-epochs = 2"),
    CLUSTERS("", "type = kmeans, clusters = 3"),
    COMPONENTS("", "type = pca"),
    ISOLATION("", "type = isolation-forest, trees = 3");

    private final String data;
    private final String model;

    Kind(String data, String model) {
      this.data = data;
      this.model = model;
    }

    /** The label's column; only of those that learn one. */
    String label() {
      return data.split(",", 2)[0].substring("label = ".length());
    }

    boolean classifies() {
      return data.equals(TWO) || data.endsWith("kind");
    }

    boolean regresses() {
      return data.endsWith("amount") || data.endsWith("count");
    }
  }

  /** What stands in a cell in place of the usual; null: the usual. */
  private interface Change {
    String of(int row, String column);
  }

  private static final Change USUAL = (row, column) -> null;

  /** A change of one column's cells in some rows, every row where {@code step} is 1. */
  private static Change in(String column, int step, String value) {
    return (row, name) -> name.equals(column) && row % step == 0 ? value : null;
  }

  private static Change ofLabels(int step, String value) {
    return (row, name) ->
        ROLES.indexOf(name) >= 0 && !name.equals("weight") && row % step == 0 ? value : null;
  }

  private Path table(int rows, Change change) throws IOException {
    Random random = new Random(1);
    List<String> columns =
        List.of("id", "x", "z", "city", "yes", "kind", "amount", "count", "weight");
    List<String> lines = new ArrayList<>(List.of(String.join(",", columns)));
    for (int row = 0; row < rows; row++) {
      double x = random.nextGaussian();
      double z = random.nextGaussian();
      List<String> cells =
          new ArrayList<>(
              List.of(
                  "" + row,
                  "" + x,
                  "" + z,
                  "c" + random.nextInt(3),
                  x + random.nextGaussian() > 0 ? "1" : "0",
                  "k" + random.nextInt(3),
                  "" + (x + z),
                  "" + (1 + random.nextInt(4)),
                  "1"));
      for (int at = 0; at < cells.size(); at++) {
        String other = change.of(row, columns.get(at));
        cells.set(at, other == null ? cells.get(at) : other);
      }
      lines.add(String.join(",", cells));
    }
    return Files.write(temp.resolve("table.csv"), lines);
  }

  private Run train(Kind kind, Path table, String... more) throws IOException {
    boolean weighted = List.of(more).contains("weight = weight");
    List<String> excluded =
        ROLES.stream()
            .filter(name -> !kind.data.contains("label = " + name))
            .filter(name -> !weighted || !name.equals("weight"))
            .toList();
    List<String> data =
        Stream.concat(
                Stream.of("source = \"" + table + "\"", "format = csv", "id = id", kind.data),
                Stream.of(more))
            .filter(setting -> !setting.isEmpty())
            .toList();
    Path conf =
        Files.writeString(
            temp.resolve("job.conf"),
            """
            name = bad
            data { %s, contract { x { type = double } } }
            features { exclude = %s }
            split { validation = 0, test = 0.2 }
            registry = "%s/registry", runs = "%s/runs"
            model { %s }
            """
                .formatted(String.join(", ", data), excluded, temp, temp, kind.model));
    return Run.of("train", conf.toString(), "--quiet", "--run-id", "r" + System.nanoTime());
  }

  private void refuses(Kind kind, Path table, String message, String... more) throws IOException {
    Run run = train(kind, table, more);
    assertThat(run.code()).as("%s %s%s", kind, run.out(), run.err()).isEqualTo(3);
    assertThat(run.err()).as("%s", kind).contains(message);
    assertThat(temp.resolve("registry/models")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void ofFeaturesAreRefusedByColumnAndCount(Kind kind) throws IOException {
    refuses(kind, table(0, USUAL), "table.csv: is empty; it has no rows");
    refuses(
        kind,
        table(ROWS, in("x", 100, "Infinity")),
        "column x holds 3 infinite values (or beyond ±1e150) beside 247 finite ones; must be finite;"
            + " mend them where the table is made, or add x to features.exclude");
    refuses(
        kind,
        table(2 * ROWS, (row, name) -> name.equals("city") ? "v" + row : null),
        "features.max-categories is 256; add city to features.exclude, group its rare values where");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void ofWeightsAreRefusedByRow(Kind kind) throws IOException {
    if (kind == Kind.ISOLATION) {
      Run run = train(kind, table(ROWS, USUAL), "weight = weight");
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err())
          .contains("data.weight is for weighted rows, but model.type = isolation-forest draws");
      return;
    }
    for (String weight : List.of("-1", "NaN", "Infinity", "")) {
      refuses(
          kind,
          table(ROWS, (row, name) -> name.equals("weight") && row == 4 ? weight : null),
          "weight: 1 of 300 rows (id 4) have no weight that is finite and at least 0; mend them",
          "weight = weight");
    }
    refuses(
        kind,
        table(ROWS, in("weight", 1, "0")),
        "weight: is 0 in every row; at least one must weigh something",
        "weight = weight");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void ofLabelsAreRefusedByRow(Kind kind) throws IOException {
    if (!kind.classifies() && !kind.regresses()) {
      assertThat(train(kind, table(ROWS, ofLabels(100, ""))).code()).isZero();
      return;
    }
    refuses(
        kind,
        table(ROWS, ofLabels(100, "")),
        "3 of 300 rows (id 0; id 100; id 200) have no label; leave them out with data.where, or");
    if (kind.regresses()) {
      refuses(
          kind,
          table(ROWS, ofLabels(100, "NaN")),
          "3 of 300 rows (id 0; id 100; id 200) have a label that is not finite; mend them");
      refuses(
          kind,
          table(ROWS, ofLabels(1, "7")),
          "is 7 in every row; there is nothing to learn from a constant label");
    } else {
      refuses(
          kind,
          table(ROWS, ofLabels(1, "1")),
          "is \"1\" in all 300 rows; a classifier needs rows of at least two classes");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void ofOneValueLoseThatColumnAndSaySo(Kind kind) throws IOException {
    Run run = train(kind, table(ROWS, in("x", 1, "7")));
    assertThat(run.code()).as("%s%s", run.out(), run.err()).isZero();
    assertThat(run.out()).contains("x is dropped: all its values are 7");
  }

  @Test
  void ofLabelsOutsideOfTheObjectiveAreRefused() throws IOException {
    Path negative = table(ROWS, in("count", 100, "-1"));
    refuses(
        Kind.POISSON,
        negative,
        "count: is -1.0 in at least one row; model.type = poisson takes numbers of 0 or more: mend");
    refuses(
        Kind.GAMMA,
        table(ROWS, in("count", 100, "0")),
        "count: is 0.0 in at least one row; model.objective = gamma takes numbers above 0: mend");
    Path thousands = table(1_200, (row, name) -> name.equals("kind") ? "k" + row : null);
    for (Kind kind : List.of(Kind.SEVERAL, Kind.FOREST)) {
      refuses(
          kind,
          thousands,
          "kind: has more than 1000 different values; a classifier needs classes, for a number use");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whereTwoColumnsAreTheSameAreTrainedOnAndSayWhich(Kind kind) throws IOException {
    Path table =
        table(
            ROWS,
            (row, column) -> column.equals("x") || column.equals("z") ? "" + row % 37 / 8.0 : null);
    Run run = train(kind, table);
    assertThat(run.code()).as("%s%s", run.out(), run.err()).isZero();
    assertThat(run.out())
        .contains("columns x, z hold the same values in all ")
        .contains("what is learnt of one is shared among them");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whereAColumnTellsTheLabelAreTrainedOnAndSayWhich(Kind kind) throws IOException {
    if (!kind.classifies() && !kind.regresses()) {
      return;
    }
    String label = kind.label();
    Path table =
        table(
            ROWS,
            (row, column) -> {
              int value = 1 + row * 7 % 3;
              boolean told = column.equals("x") || column.equals(label);
              boolean two = column.equals(label) && kind.data.equals(TWO);
              return told ? "" + (two ? Math.min(value - 1, 1) : value) : null;
            });
    Run run = train(kind, table);
    assertThat(run.code()).as("%s%s", run.out(), run.err()).isZero();
    assertThat(run.out())
        .contains("one column alone tells the label \"" + label + "\": x (")
        .contains("leave it out by features.exclude");
  }

  @Test
  void ofTooFewRowsForTheClustersAreRefused() throws IOException {
    refuses(Kind.CLUSTERS, table(3, USUAL), "model.clusters: is 3, but the training part has ");
  }
}
