package io.nightjar.scorer.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.ColumnType;
import io.nightjar.features.DateFeature;
import io.nightjar.features.DatePart;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.model.MllibModel;
import io.nightjar.model.Model;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.model.TreeModel;
import io.nightjar.scorer.Explanation;
import io.nightjar.scorer.Scorer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplainerTest {
  private static final Kernels SCALAR = Kernels.of(BackendPreference.SCALAR);
  private static final int DEPTH = 4;

  /** Five design columns of trees: a number, a category, and three parts of one date. */
  private static final FeatureSpec SPEC =
      new FeatureSpec(
          List.of(
              new NumericFeature(
                  "age",
                  ColumnType.DOUBLE,
                  38.5,
                  new Missing(2, 0),
                  new NumericRange(38.5, 13.25, 17, 90)),
              new CategoricalFeature(
                  "sex", ColumnType.STRING, List.of("Male", "Female", "X"), new Missing(3, 0)),
              new DateFeature(
                  "day",
                  ColumnType.DATE,
                  List.of(
                      new DateFeature.Part(DatePart.YEAR, 2000.5, List.of()),
                      new DateFeature.Part(DatePart.MONTH, 6, List.of(1, 2, 7)),
                      new DateFeature.Part(DatePart.DAY, 15.25, List.of())),
                  new Missing(1, 0))));

  private static ModelHeader header(Task task) {
    Target target =
        switch (task) {
          case BINARY -> Target.binary("income", List.of("low"), "high");
          case MULTICLASS -> Target.multiclass("kind", List.of("a", "b", "c"));
          case REGRESSION -> Target.regression("cost");
          case PREFERENCE, CLUSTERING, PROJECTION, ANOMALY ->
              throw new IllegalArgumentException(task.text());
        };
    ModelHeader example = ModelExamples.header(target);
    return new ModelHeader(target, SPEC, Precision.FLOAT, example.provenance());
  }

  /** Perfect trees of random splits over all kinds of columns. */
  private static TreeModel trees(Task task, Random random) {
    int outputs = task == Task.MULTICLASS ? 3 : 1;
    int trees = 2 * outputs;
    int splits = (1 << DEPTH) - 1;
    int size = 2 * splits + 1;
    int n = trees * size;
    int[] starts = new int[trees + 1];
    int[] outputOf = new int[trees];
    int[] features = new int[n];
    float[] thresholds = new float[n];
    long[][] sets = new long[n][];
    int[] lefts = new int[n];
    int[] rights = new int[n];
    boolean[] missingLeft = new boolean[n];
    double[] values = new double[n];
    double[] covers = new double[n];
    for (int at = 0; at < n; at++) {
      int node = at % size;
      boolean leaf = node >= splits;
      starts[at / size + 1] = (at / size + 1) * size;
      outputOf[at / size] = at / size % outputs;
      features[at] = random.nextInt(5);
      sets[at] = !leaf && features[at] == 1 ? new long[] {1 + random.nextInt(6)} : null;
      thresholds[at] = List.of(40f, 0f, 2000f, 6f, 15f).get(features[at]);
      lefts[at] = leaf ? TreeNodes.LEAF : 2 * node + 1;
      rights[at] = leaf ? TreeNodes.LEAF : 2 * node + 2;
      missingLeft[at] = random.nextBoolean();
      values[at] = random.nextGaussian();
      covers[at] = 1 + random.nextInt(50);
    }
    TreeNodes nodes =
        new TreeNodes(
            starts, features, thresholds, sets, lefts, rights, missingLeft, values, covers);
    double[] base = random.doubles(outputs).toArray();
    TreeEnsemble ensemble = TreeEnsemble.of(Decision.AT_MOST, 5, nodes, outputOf, base);
    return new TreeModel(header(task), Link.of(task), ensemble, List.of(), 0.5);
  }

  private static LinearModel linear(Task task, Random random) {
    int classes = task == Task.MULTICLASS ? 3 : 1;
    int d = LinearDesign.of(SPEC).width();
    double[] values = random.doubles(classes * (d + 1), -1, 1).toArray();
    Coefficients coefficients =
        new Coefficients(classes, values).withMeans(random.doubles(d).toArray());
    return LinearModel.of(header(task), coefficients, 0.5);
  }

  private static Map<String, Object> row(Random random) {
    Map<String, Object> row = new HashMap<>();
    row.put("age", random.nextInt(5) == 0 ? null : (Object) (double) random.nextInt(90));
    row.put("sex", List.of("Male", "Female", "X", "?", "").get(random.nextInt(5)));
    row.put(
        "day",
        random.nextInt(5) == 0
            ? null
            : LocalDate.of(1990 + random.nextInt(20), 1 + random.nextInt(12), 7));
    return row;
  }

  private static int predicted(Scorer scorer, Map<String, Object> row) {
    return scorer.model().target().task() == Task.MULTICLASS
        ? (int) scorer.score(row).prediction()
        : 0;
  }

  @ParameterizedTest
  @EnumSource(names = {"BINARY", "MULTICLASS", "REGRESSION"})
  void givesTreesTheShapleyValuesOfTheDefinitionAddedUpByInputColumn(Task task) {
    Random random = new Random(17);
    for (int trial = 0; trial < 20; trial++) {
      TreeModel model = trees(task, random);
      Map<String, Object> row = row(random);
      Scorer scorer = Scorer.of(model, SCALAR);
      Explanation found = scorer.explain(row);

      float[][] design = new float[5][1];
      Object[] raw = {row.get("age"), row.get("sex"), row.get("day")};
      TreeDesign.of(SPEC).encoder(List.of("age", "sex", "day")).encode(raw, 0, design);
      float[] one = {design[0][0], design[1][0], design[2][0], design[3][0], design[4][0]};
      ShapleyOracle oracle = new ShapleyOracle(model.ensemble(), one);
      int output = predicted(scorer, row);

      assertThat(found.base()).isCloseTo(oracle.expectation(output, 0), within(1e-12));
      assertThat(found.margin()).isCloseTo(oracle.expectation(output, 31), within(1e-12));
      assertThat(found.contributions().keySet()).containsExactly("age", "sex", "day");
      assertThat(found.contributions().get("age"))
          .isCloseTo(oracle.value(output, 0), within(1e-12));
      assertThat(found.contributions().get("sex"))
          .isCloseTo(oracle.value(output, 1), within(1e-12));
      assertThat(found.contributions().get("day"))
          .isCloseTo(
              oracle.value(output, 2) + oracle.value(output, 3) + oracle.value(output, 4),
              within(1e-12));
    }
  }

  /** Expectations: none known 4, x0 alone 7/3, x1 alone 2.6, both 1. */
  @Test
  void givesTheValuesOfASmallTreeByHand() {
    TreeNodes nodes =
        new TreeNodes(
            new int[] {0, 7},
            new int[] {0, 1, 1, 0, 0, 0, 0},
            new float[] {0.5f, 0.3f, 0.7f, 0, 0, 0, 0},
            null,
            new int[] {1, 3, 5, -1, -1, -1, -1},
            new int[] {2, 4, 6, -1, -1, -1, -1},
            new boolean[7],
            new double[] {0, 0, 0, 1, 3, 5, 7},
            new double[] {10, 6, 4, 2, 4, 1, 3});
    List<io.nightjar.features.Feature> features = List.of(number("x0"), number("x1"));
    ModelHeader example = ModelExamples.header(Target.regression("y"));
    ModelHeader header =
        new ModelHeader(
            example.target(), new FeatureSpec(features), Precision.FLOAT, example.provenance());
    TreeEnsemble ensemble = TreeEnsemble.of(Decision.AT_MOST, 2, nodes, new int[1], new double[1]);
    TreeModel model = new TreeModel(header, Link.IDENTITY, ensemble, List.of(), 0.5);

    Explanation found = Scorer.of(model, SCALAR).explain(Map.of("x0", 0.2, "x1", 0.1));

    assertThat(found.margin()).isEqualTo(1);
    assertThat(found.base()).isCloseTo((2 * 1 + 4 * 3 + 1 * 5 + 3 * 7) / 10.0, within(1e-12));
    assertThat(found.contributions().get("x0")).isCloseTo(-49 / 30.0, within(1e-12));
    assertThat(found.contributions().get("x1")).isCloseTo(-41 / 30.0, within(1e-12));
  }

  private static NumericFeature number(String name) {
    return new NumericFeature(
        name, ColumnType.DOUBLE, 0.5, Missing.NONE, new NumericRange(0.5, 0.2, 0, 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"BINARY", "MULTICLASS", "REGRESSION"})
  void givesLinearModelsTheirTermsLessTheTrainingMeans(Task task) {
    Random random = new Random(5);
    LinearModel model = linear(task, random);
    Coefficients beta = model.coefficients();
    LinearDesign design = LinearDesign.of(SPEC);
    Scorer scorer = Scorer.of(model, SCALAR);
    for (int trial = 0; trial < 50; trial++) {
      Map<String, Object> row = row(random);
      int k = predicted(scorer, row);
      double[][] x = new double[design.width()][1];
      Object[] raw = {row.get("age"), row.get("sex"), row.get("day")};
      design.encoder(List.of("age", "sex", "day"), Precision.FLOAT).encode(raw, 0, x);
      Map<String, Double> expected = new HashMap<>();
      double base = beta.intercept(k);
      for (int j = 0; j < design.width(); j++) {
        base += beta.get(k, j) * beta.means()[j];
        expected.merge(
            design.columns().get(j).source(),
            beta.get(k, j) * (x[j][0] - beta.means()[j]),
            Double::sum);
      }
      Explanation found = scorer.explain(row);
      assertThat(found.base()).isCloseTo(base, within(1e-9));
      expected.forEach(
          (column, value) ->
              assertThat(found.contributions().get(column)).isCloseTo(value, within(1e-9)));
      double sum = found.contributions().values().stream().mapToDouble(v -> v).sum();
      assertThat(found.base() + sum).isCloseTo(found.margin(), within(1e-9));
    }
  }

  @Test
  void oneScorerExplainsForManyThreads() {
    Random random = new Random(23);
    TreeModel model = trees(Task.MULTICLASS, random);
    List<Map<String, Object>> rows = Stream.generate(() -> row(random)).limit(500).toList();
    Scorer shared = Scorer.of(model, SCALAR);

    List<Explanation> found = rows.parallelStream().map(shared::explain).toList();

    for (int i = 0; i < rows.size(); i++) {
      assertThat(found.get(i)).isEqualTo(Scorer.of(model, SCALAR).explain(rows.get(i)));
    }
  }

  @Test
  void countsAnOffsetToTheBaseValue() {
    LinearModel counts = ModelExamples.exposedCounts();
    Coefficients known = counts.coefficients().withMeans(new double[] {38.5, 0.25, 0.125});
    LinearModel model =
        new LinearModel(counts.header(), counts.link(), known, counts.offset(), 0.5);
    Explanation found =
        Scorer.of(model, SCALAR).explain(Map.of("age", 40.0, "sex", "Female", "log_days", 1.5));
    assertThat(found.base())
        .isCloseTo(0.02 * 38.5 + 0.5 * 0.25 - 0.25 * 0.125 - 1 + 1.5, within(1e-12));
    assertThat(found.contributions().get("age")).isCloseTo(0.02 * 1.5, within(1e-12));
    assertThat(found.contributions().get("sex"))
        .isCloseTo(0.5 * 0.75 - 0.25 * -0.125, within(1e-12));
  }

  @Test
  void ordersColumnsByHowMuchTheyMovedTheMargin() {
    double[] values = {0.5, -2, 0, 2, 1, 0.25};
    Contributions found =
        new Contributions(List.of("a", "b", "c", "d", "e", "f"), values, new double[1]);
    assertThat(found.strongest(0, 3)).containsExactly(1, 3, 4);
    assertThat(found.strongest(0, 9)).containsExactly(1, 3, 4, 0, 5);
    assertThat(found.strongest(0, 1)).containsExactly(1);
    assertThat(found.strongest(0, 0)).isEmpty();
  }

  @Test
  void refusesContributionsThatDoNotAddUp() {
    Contributions found =
        new Contributions(List.of("a", "b"), new double[] {1, 2}, new double[] {0.5});
    found.requireSum(0, 3.5);
    assertThatThrownBy(() -> found.requireSum(0, 3.6))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INTERNAL))
        .hasMessageStartingWith(
            "the contributions of a row add up to 3.5, but its margin is 3.6; must differ by ");
  }

  @Test
  void refusesModelsWhoseFilesDoNotHoldWhatItTakes() {
    assertThatThrownBy(() -> Explainer.of(ModelExamples.multiclassTrees(Link.SOFTMAX)))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIG))
        .hasMessage(
            "the model's trees have no covers (the weight of the training rows at each node), which"
                + " SHAP values need; import it from a file that has them, or train it here");
    assertThatThrownBy(() -> Explainer.of(ModelExamples.binary()))
        .hasMessage(
            "the linear model has no training means of its columns, which its SHAP values start"
                + " from; train it anew, or leave the explanation out");
    assertThatThrownBy(
            () ->
                Explainer.of(
                    new MllibModel(ModelExamples.binary().header(), "org.apache.spark.X", 0.5)))
        .hasMessage(
            "the model is a Spark ML model (org.apache.spark.X), whose predictions can't be parted"
                + " by column; explain a logistic, linear, poisson, gbt or forest model, or ask for"
                + " its permutation importance: nightjar explain --permutation");
    assertThatThrownBy(() -> Explainer.of(ModelExamples.network()))
        .hasMessageMatching(
            "the model is a network \\(.+\\), whose predictions can't be parted by column; explain"
                + " a logistic, .*");
    for (Model model : List.of(ModelExamples.clusters(), ModelExamples.projection())) {
      assertThatThrownBy(() -> Explainer.of(model))
          .isInstanceOfSatisfying(
              NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIG))
          .hasMessageMatching(
              "the model \\(.+\\) learned without a label, so there is no prediction of one to"
                  + " explain; explain a logistic, linear, poisson, gbt or forest model");
    }
  }

  @Test
  void leavesOutRowsWithoutAnOutput() {
    Random random = new Random(3);
    float[][] columns = new float[5][2];
    Contributions found =
        Explainer.of(trees(Task.BINARY, random))
            .explain(SCALAR, new ColumnBlock(2, columns), new int[] {-1, 0});
    assertThat(found.strongest(0, 3)).isEmpty();
    assertThat(found.base(0)).isZero();
    assertThat(found.strongest(1, 3)).isNotEmpty();
  }
}
