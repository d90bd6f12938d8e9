package io.nightjar.model;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.ColumnType;
import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.KeyFeature;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.dense.Activation;
import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.model.factors.ColdStart;
import io.nightjar.model.factors.KeyDictionary;
import io.nightjar.model.factors.KeyedFactors;
import io.nightjar.model.factors.TextKeys;
import io.nightjar.model.network.InputScale;
import io.nightjar.model.network.Layer;
import io.nightjar.model.network.Network;
import io.nightjar.model.network.OutputScale;
import io.nightjar.model.unlabelled.ClusterCentres;
import io.nightjar.model.unlabelled.FeatureScaling;
import io.nightjar.model.unlabelled.PrincipalComponents;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Small models with coefficients that are easy to follow by hand. */
public final class ModelExamples {
  /** The design columns: age, sex=Female, sex is missing. */
  public static final List<Feature> FEATURES =
      List.of(
          new NumericFeature(
              "age", ColumnType.DOUBLE, 38.5, Missing.NONE, new NumericRange(38.5, 13.25, 17, 90)),
          new CategoricalFeature(
              "sex", ColumnType.STRING, List.of("Male", "Female"), new Missing(3, 0)));

  private ModelExamples() {}

  /** Logistic: margin = 0.1·age − 1·(sex=Female) + 0.5·(sex is missing) − 4. */
  public static LinearModel binary() {
    return LinearModel.of(
        header(Target.binary("income", List.of("<=50K"), ">50K")),
        new Coefficients(1, new double[] {0.1, -1, 0.5, -4}),
        0.5);
  }

  /** Multinomial with three classes. */
  public static LinearModel multiclass() {
    return LinearModel.of(
        header(Target.multiclass("species", List.of("a", "b", "c"))),
        new Coefficients(3, new double[] {0.1, 0, 0, 0, 0, 1, 0, 3, 0, 0, 2, 3}),
        0.5);
  }

  /** Linear: 2·age + 10·(sex=Female) − 7. */
  public static LinearModel regression() {
    return LinearModel.of(
        header(Target.regression("pay")), new Coefficients(1, new double[] {2, 10, 0, -7}), 0.5);
  }

  /** Poisson: e^(0.02·age + 0.5·(sex=Female) − 0.25·(sex is missing) − 1). */
  public static LinearModel counts() {
    return new LinearModel(
        header(Target.regression("visits")),
        Link.LOG,
        new Coefficients(1, new double[] {0.02, 0.5, -0.25, -1}),
        0.5);
  }

  /** The same with the offset log_days. */
  public static LinearModel exposedCounts() {
    LinearModel counts = counts();
    return new LinearModel(
        counts.header(),
        counts.link(),
        counts.coefficients(),
        LinearModel.offset("log_days"),
        counts.threshold());
  }

  /**
   * Three clusters: age is centred on 40 and divided by 10; the centroids are a 40 year old man, a
   * 60 year old woman, and a 20 year old whose sex is missing.
   */
  public static ClusterModel clusters() {
    return new ClusterModel(
        header(Target.clustering()),
        new FeatureScaling(new double[] {40, 0, 0}, new double[] {0.1, 1, 1}),
        new ClusterCentres(new float[] {0, 0, 0, 2, 1, 0, -2, 0, 1}, new double[] {5, 3, 2}));
  }

  /**
   * Two components of age, centred on 40 and divided by 10, and sex=Female: their sum and
   * difference.
   */
  public static ProjectionModel projection() {
    double half = Math.sqrt(0.5);
    return new ProjectionModel(
        header(Target.projection()),
        new FeatureScaling(new double[] {40, 0, 0}, new double[] {0.1, 1, 1}),
        new PrincipalComponents(
            new double[] {half, half, 0, half, -half, 0}, new double[] {3, 0.5}, 4));
  }

  /** Three users and four items of two factors; items are named by text. */
  public static FactorModel factors(Target target, ColdStart coldStart) {
    return new FactorModel(
        new ModelHeader(
            target,
            new FeatureSpec(
                List.of(
                    new KeyFeature("user", ColumnType.LONG),
                    new KeyFeature("item", ColumnType.STRING))),
            Precision.FLOAT,
            provenance()),
        new KeyedFactors(
            KeyDictionary.ofNumbers(new long[] {7, -3, 1L << 60}),
            2,
            new float[] {1, 0, 0, 1, 1, -1}),
        new KeyedFactors(
            TextKeys.of(List.of("tea", "café", "", "coffee")),
            2,
            new float[] {0, 0, 1, 2, 3, 4, 5, 6}),
        coldStart);
  }

  /**
   * Two boosted trees over age and sex (Male 0, Female 1). Margin = −0.5 + 0.25 + (age ≤ 30 or
   * missing: Male −1, else 0.5; above: 2).
   */
  public static TreeModel trees() {
    TreeNodes nodes =
        new TreeNodes(
            new int[] {0, 5, 6},
            new int[] {0, 1, 0, 0, 0, 0},
            new float[] {30, 0, 0, 0, 0, 0},
            new long[][] {null, {1}, null, null, null, null},
            new int[] {1, 3, -1, -1, -1, -1},
            new int[] {2, 4, -1, -1, -1, -1},
            new boolean[] {true, false, false, false, false, false},
            new double[] {0, 0, 2, -1, 0.5, 0.25},
            new double[] {10, 6, 4, 3.5, 2.5, 10});
    TreeEnsemble ensemble =
        TreeEnsemble.of(Decision.AT_MOST, 2, nodes, new int[] {0, 0}, new double[] {-0.5});
    return new TreeModel(
        header(Target.binary("income", List.of("<=50K"), ">50K")),
        Link.LOGIT,
        ensemble,
        List.of(new Importance("age", 12.5, 10, 1), new Importance("sex", 3.25, 6, 1)),
        0.5);
  }

  /** One stump a class: output k is k where age ≤ 40, else 2 − k; missing goes right. */
  public static TreeModel multiclassTrees(Link link) {
    Target target = Target.multiclass("species", List.of("a", "b", "c"));
    return stumps(target, link, new double[][] {{0, 2}, {1, 1}, {2, 0}});
  }

  /** One stump: {@code low} where age ≤ 40, else {@code high}; missing goes right. */
  public static TreeModel stump(Target target, Link link, double low, double high) {
    return stumps(target, link, new double[][] {{low, high}});
  }

  private static TreeModel stumps(Target target, Link link, double[][] leaves) {
    int n = leaves.length;
    int[] starts = new int[n + 1];
    int[] outputs = new int[n];
    float[] thresholds = new float[3 * n];
    int[] lefts = new int[3 * n];
    int[] rights = new int[3 * n];
    double[] values = new double[3 * n];
    Arrays.fill(lefts, TreeNodes.LEAF);
    Arrays.fill(rights, TreeNodes.LEAF);
    for (int k = 0; k < n; k++) {
      starts[k + 1] = 3 * (k + 1);
      outputs[k] = k;
      thresholds[3 * k] = 40;
      lefts[3 * k] = 1;
      rights[3 * k] = 2;
      values[3 * k + 1] = leaves[k][0];
      values[3 * k + 2] = leaves[k][1];
    }
    TreeNodes nodes =
        new TreeNodes(
            starts,
            new int[3 * n],
            thresholds,
            null,
            lefts,
            rights,
            new boolean[3 * n],
            values,
            null);
    TreeEnsemble ensemble = TreeEnsemble.of(Decision.AT_MOST, 2, nodes, outputs, new double[n]);
    return new TreeModel(header(target), link, ensemble, List.of(), 0.5);
  }

  /**
   * A network over z = ((age − 38.5)/13.25, ((sex=Female) − 0.25)/0.5, ((sex is missing) −
   * 0.125)/0.25) with two hidden units.
   */
  public static NetworkModel network() {
    return network(
        Target.binary("income", List.of("<=50K"), ">50K"), Activation.RELU, OutputScale.NONE, 1);
  }

  /** The same units before three classes. */
  public static NetworkModel multiclassNetwork() {
    Target target = Target.multiclass("species", List.of("a", "b", "c"));
    return network(target, Activation.TANH, OutputScale.NONE, 3);
  }

  /** The same units before a number whose training mean was 1000, its deviation 200. */
  public static NetworkModel numberNetwork() {
    OutputScale scale = new OutputScale(1000, 200);
    return network(Target.regression("pay"), Activation.SIGMOID, scale, 1);
  }

  private static NetworkModel network(
      Target target, Activation activation, OutputScale scale, int outputs) {
    InputScale input =
        new InputScale(new double[] {38.5, 0.25, 0.125}, new double[] {13.25, 0.5, 0.25});
    float[] hidden = {0.5f, -1, 0.25f, 0.75f, -0.5f, 2};
    float[] last = new float[2 * outputs];
    float[] bias = new float[outputs];
    for (int k = 0; k < outputs; k++) {
      last[k] = 1.5f - k;
      last[outputs + k] = -0.75f + 0.5f * k;
      bias[k] = 0.125f * k - 0.25f;
    }
    List<Layer> layers =
        List.of(
            new Layer(3, activation, hidden, new float[] {0.1f, -0.2f}),
            new Layer(2, Activation.IDENTITY, last, bias));
    return new NetworkModel(header(target), new Network(input, layers, scale), 0.5);
  }

  /** A header of the example features. */
  public static ModelHeader header(Target target) {
    return new ModelHeader(target, new FeatureSpec(FEATURES), Precision.FLOAT, provenance());
  }

  private static Provenance provenance() {
    TreeMap<String, String> parameters = new TreeMap<>();
    parameters.put("lambda", "0.01");
    parameters.put("alpha", "0.0");
    TreeMap<String, String> fit = new TreeMap<>();
    fit.put("iterations", "12");
    return new Provenance(
        "adult-income",
        new Provenance.Algorithm("logistic", parameters, 7),
        new Provenance.Snapshot("train.csv", 32_561, "00ff", "by hash of id: 70/15/15"),
        "c0ffee",
        "0.1.0",
        fit);
  }
}
