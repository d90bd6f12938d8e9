package io.nightjar.scorer;

import io.nightjar.features.ColumnType;
import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.dense.Activation;
import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.model.ClusterModel;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.NetworkModel;
import io.nightjar.model.Target;
import io.nightjar.model.TreeModel;
import io.nightjar.model.network.InputScale;
import io.nightjar.model.network.Layer;
import io.nightjar.model.network.Network;
import io.nightjar.model.network.OutputScale;
import io.nightjar.model.unlabelled.ClusterCentres;
import io.nightjar.model.unlabelled.FeatureScaling;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Made models of 28 numbers, as large as those that services ask, and rows for them. */
public final class ServedModels {
  /** Columns of a row. */
  public static final int COLUMNS = 28;

  private static final int SPLITS = 63;
  private static final int NODES = 2 * SPLITS + 1;

  private ServedModels() {}

  /** Logistic regression. */
  public static LinearModel linear(Precision precision) {
    double[] coefficients = new Random(1).doubles(COLUMNS + 1, -0.5, 0.5).toArray();
    return LinearModel.of(header(binary(), precision), new Coefficients(1, coefficients), 0.5);
  }

  /** Full trees of depth 6, class after class; missing values go left at every other split. */
  public static TreeModel trees(int trees, int classes) {
    Target target = classes == 1 ? binary() : Target.multiclass("kind", names("k", classes));
    Random random = new Random(trees);
    int n = trees * NODES;
    float[] thresholds = new float[n];
    int[] features = new int[n];
    int[] lefts = new int[n];
    int[] rights = new int[n];
    boolean[] missingLeft = new boolean[n];
    double[] values = new double[n];
    Arrays.fill(lefts, TreeNodes.LEAF);
    Arrays.fill(rights, TreeNodes.LEAF);
    for (int at = 0; at < n; at++) {
      int node = at % NODES;
      if (node < SPLITS) {
        features[at] = random.nextInt(COLUMNS);
        thresholds[at] = (float) random.nextGaussian();
        lefts[at] = 2 * node + 1;
        rights[at] = 2 * node + 2;
        missingLeft[at] = random.nextBoolean();
      } else {
        values[at] = 0.1 * random.nextGaussian();
      }
    }
    TreeNodes nodes =
        new TreeNodes(
            IntStream.rangeClosed(0, trees).map(t -> NODES * t).toArray(),
            features,
            thresholds,
            null,
            lefts,
            rights,
            missingLeft,
            values,
            null);
    int[] outputs = IntStream.range(0, trees).map(t -> t % classes).toArray();
    TreeEnsemble ensemble =
        TreeEnsemble.of(Decision.AT_MOST, COLUMNS, nodes, outputs, new double[classes]);
    Link link = classes == 1 ? Link.LOGIT : Link.SOFTMAX;
    return new TreeModel(header(target, Precision.FLOAT), link, ensemble, List.of(), 0.5);
  }

  /** Two hidden layers of 64 and 32 units. */
  public static NetworkModel network() {
    Random random = new Random(3);
    double[] deviations = new double[COLUMNS];
    Arrays.fill(deviations, 1.5);
    InputScale input = new InputScale(new double[COLUMNS], deviations);
    List<Layer> layers =
        List.of(
            layer(random, COLUMNS, 64, Activation.RELU),
            layer(random, 64, 32, Activation.TANH),
            layer(random, 32, 1, Activation.IDENTITY));
    ModelHeader header = header(binary(), Precision.FLOAT);
    return new NetworkModel(header, new Network(input, layers, OutputScale.NONE), 0.5);
  }

  private static Layer layer(Random random, int inputs, int outputs, Activation activation) {
    float[] matrix = new float[inputs * outputs];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = 0.2f * (float) random.nextGaussian();
    }
    float[] bias = new float[outputs];
    Arrays.fill(bias, 0.1f);
    return new Layer(inputs, activation, matrix, bias);
  }

  /** Three clusters. */
  public static ClusterModel clusters() {
    Random random = new Random(4);
    double[] scales = new double[COLUMNS];
    Arrays.fill(scales, 0.5);
    float[] centres = new float[3 * COLUMNS];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = (float) random.nextGaussian();
    }
    return new ClusterModel(
        header(Target.clustering(), Precision.FLOAT),
        new FeatureScaling(new double[COLUMNS], scales),
        new ClusterCentres(centres, new double[] {5, 3, 2}));
  }

  /** Float32 numbers, one in sixteen of them NaN, which means missing. */
  public static double[][] rows(int count, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[count][COLUMNS];
    for (double[] row : rows) {
      Arrays.setAll(
          row, j -> random.nextInt(16) == 0 ? Double.NaN : (float) (1.5 * random.nextGaussian()));
    }
    return rows;
  }

  /** The same row by column. */
  public static Map<String, Object> map(double[] row) {
    Map<String, Object> map = new HashMap<>();
    for (int j = 0; j < row.length; j++) {
      map.put("x" + j, row[j]);
    }
    return map;
  }

  /** The same row in float32. */
  public static float[] floats(double[] row) {
    float[] floats = new float[row.length];
    for (int j = 0; j < row.length; j++) {
      floats[j] = (float) row[j];
    }
    return floats;
  }

  /** The same rows as batches take them. */
  public static Object[][] raw(double[][] rows) {
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(row).boxed().toArray())
        .toArray(Object[][]::new);
  }

  private static Target binary() {
    return Target.binary("y", List.of("no"), "yes");
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  private static ModelHeader header(Target target, Precision precision) {
    List<Feature> features =
        names("x", COLUMNS).stream()
            .map(
                name ->
                    (Feature)
                        new NumericFeature(
                            name,
                            ColumnType.DOUBLE,
                            0.25,
                            Missing.NONE,
                            new NumericRange(0.25, 1.5, -9, 9)))
            .toList();
    return new ModelHeader(
        target, new FeatureSpec(features), precision, ModelExamples.header(target).provenance());
  }
}
