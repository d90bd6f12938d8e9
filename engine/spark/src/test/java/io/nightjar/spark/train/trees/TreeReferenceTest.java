package io.nightjar.spark.train.trees;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.data.TestData;
import io.nightjar.spark.train.TrainingRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real tables, judged by what other systems reach on the same rows. */
class TreeReferenceTest {
  private static final int FIFTH = 5;

  @TempDir Path folder;

  private static double testAuc(JobConfig config) {
    FittedTrees trees = FittedTrees.of(config);
    FittedTrees.Rows test = trees.rows(trees.split().test().rows());
    double auc = FittedTrees.auc(trees.margins(test)[0], test.labels());
    System.out.println(config.name() + ": AUC " + auc + ", " + trees.fit().facts());
    return auc;
  }

  private static JobConfig adult(String model) {
    return TrainingRuns.config(
        "adult.conf",
        "split.validation=0",
        "model=null",
        "features.exclude=[]",
        "model={" + model + "}");
  }

  /** Every fifth row of a table is the test. */
  private JobConfig everyFifth(String source, String label, String model) throws IOException {
    List<String> lines = Files.readAllLines(TestData.path(source));
    write("train.csv", lines, 0);
    write("test.csv", lines, 1);
    return TrainingRuns.parse(
        """
        name = fifths
        data { source = "%s/train.csv", test-source = "%s/test.csv", %s }
        split { validation = 0 }
        model { %s }
        """
            .formatted(folder, folder, label, model));
  }

  private void write(String name, List<String> lines, int test) throws IOException {
    List<String> kept =
        IntStream.range(0, lines.size())
            .filter(i -> i == 0 || ((i - 1) % FIFTH == FIFTH - 1 ? 1 : 0) == test)
            .mapToObj(lines::get)
            .toList();
    Files.write(folder.resolve(name), kept);
  }

  @Test
  void ranksAdultsAsOthersDo() {
    assertThat(testAuc(adult("type = gbt, trees = 400, learning-rate = 0.06, depth = 5")))
        .isGreaterThanOrEqualTo(0.927);
  }

  @Test
  void ranksCreditDefaultsAsOthersDo() throws IOException {
    JobConfig config =
        everyFifth(
            "credit-default-taiwan/UCI_Credit_Card.csv",
            "label = class, positive = \"1\", id = ID",
            "type = gbt, trees = 100, learning-rate = 0.08, depth = 5, min-child-weight = 10,"
                + " subsample = 0.8, column-subsample = 0.6");
    assertThat(testAuc(config)).isGreaterThanOrEqualTo(0.787);
  }

  @Test
  void ranksChurnAsOthersDo() throws IOException {
    JobConfig config =
        everyFifth(
            "telco-churn/Telco-Customer-Churn.csv",
            "label = Churn, positive = \"Yes\", id = customerID",
            "type = gbt, trees = 100, learning-rate = 0.08, depth = 3");
    assertThat(testAuc(config)).isGreaterThanOrEqualTo(0.829);
  }

  @Test
  void aForestRanksAdultsAboveOtherForests() {
    assertThat(testAuc(adult("type = forest, trees = 50, depth = 14"))).isGreaterThan(0.9);
  }
}
