package io.nightjar.model.exchange;

import io.nightjar.features.BooleanFeature;
import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.ColumnType;
import io.nightjar.features.DateFeature;
import io.nightjar.features.DatePart;
import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.TreeColumn;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.kernels.dense.Activation;
import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.model.Model;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.NetworkModel;
import io.nightjar.model.Provenance;
import io.nightjar.model.Target;
import io.nightjar.model.TreeModel;
import io.nightjar.model.calibration.Isotonic;
import io.nightjar.model.calibration.OneVsRest;
import io.nightjar.model.calibration.Sigmoid;
import io.nightjar.model.calibration.Temperature;
import io.nightjar.model.exchange.trees.EnsembleWriter;
import io.nightjar.model.exchange.trees.SourceNode;
import io.nightjar.model.exchange.trees.SourceTest;
import io.nightjar.model.exchange.trees.SourceTree;
import io.nightjar.model.network.InputScale;
import io.nightjar.model.network.Layer;
import io.nightjar.model.network.Network;
import io.nightjar.model.network.OutputScale;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Models of this house over every kind of feature, and rows for them; the same on every run. */
final class OwnModels {
  private static final Missing SEEN = new Missing(3, 0);
  private static final NumericRange RANGE = new NumericRange(2, 1, -5, 9);
  private static final List<String> CITIES =
      List.of("Ulm", "", "São Paulo", "Köln", "a\"b", "New York", "7", "x");
  private static final Target BINARY = Target.binary("left", List.of("no"), "yes");
  private static final Target SPECIES = Target.multiclass("species", List.of("ä", "b", "c"));
  private static final Target PAY = Target.regression("pay");

  static final List<Feature> FEATURES =
      List.of(
          new NumericFeature("age", ColumnType.INT, 38.515, SEEN, RANGE),
          new NumericFeature("income", ColumnType.DOUBLE, 1.1, Missing.NONE, RANGE),
          new NumericFeature("written", ColumnType.STRING, -0.3, SEEN, RANGE),
          new NumericFeature("same", ColumnType.FLOAT, 4, SEEN, new NumericRange(4, 0, 4, 4)),
          new BooleanFeature("member", 0.25, SEEN),
          new CategoricalFeature("city", ColumnType.STRING, CITIES, SEEN),
          new CategoricalFeature("code", ColumnType.LONG, List.of("7", "-3", "12"), Missing.NONE),
          new DateFeature("since", ColumnType.DATE, parts(DatePart.of(ColumnType.DATE)), SEEN),
          new DateFeature("at", ColumnType.TIMESTAMP, parts(List.of(DatePart.HOUR)), Missing.NONE));

  private static final OneVsRest EACH =
      new OneVsRest(List.of(new Sigmoid(-1.3, 0.2), new Sigmoid(-0.6, -0.1), new Sigmoid(-2, 1)));

  /** Where all three are at most 0.4, no class has any. */
  private static final OneVsRest CURVES =
      new OneVsRest(
          List.of(
              new Isotonic(List.of(0.4, 0.5), List.of(0.0, 0.8)),
              new Isotonic(List.of(0.4, 0.6, 0.7), List.of(0.0, 0.1, 0.9)),
              new Isotonic(List.of(0.5), List.of(0.0))));

  private OwnModels() {}

  private static List<DateFeature.Part> parts(List<DatePart> parts) {
    return parts.stream()
        .map(
            part ->
                new DateFeature.Part(
                    part,
                    part.levelled() ? 0 : 14.7,
                    part.levelled() ? List.of(5, 1, 3) : List.of()))
        .toList();
  }

  /** Every model by its name. */
  static Map<String, Model> all() {
    Map<String, Model> models = new LinkedHashMap<>();
    models.put(
        "logistic-platt",
        linear(BINARY, Link.LOGIT, Precision.FLOAT, 1).withCalibration(new Sigmoid(-1.3, 0.2)));
    models.put(
        "logistic-isotonic",
        linear(BINARY, Link.LOGIT, Precision.FLOAT, 1)
            .withCalibration(
                new Isotonic(List.of(0.1, 0.3, 0.35, 0.9), List.of(0.0, 0.2, 0.2, 0.8)))
            .withThreshold(0.3));
    models.put("multinomial", linear(SPECIES, Link.SOFTMAX, Precision.FLOAT, 3));
    LinearModel classes = linear(SPECIES, Link.SOFTMAX, Precision.FLOAT, 3);
    models.put("multinomial-platt", classes.withCalibration(EACH));
    models.put("multinomial-temperature", classes.withCalibration(new Temperature(2.3)));
    models.put("linear", linear(PAY, Link.IDENTITY, Precision.DOUBLE, 1));
    LinearModel counts = linear(PAY, Link.LOG, Precision.FLOAT, 1);
    models.put(
        "poisson-offset",
        new LinearModel(
            counts.header(),
            counts.link(),
            counts.coefficients(),
            LinearModel.offset("log_days"),
            0.5));
    models.put("gbt", trees(BINARY, Link.LOGIT, 1));
    models.put("gbt-classes", trees(SPECIES, Link.SOFTMAX, 3));
    models.put("gbt-counts", trees(PAY, Link.LOG, 1));
    TreeModel forest = trees(BINARY, Link.IDENTITY, 1);
    models.put("forest", forest);
    models.put("forest-flat", forest.withCalibration(new Isotonic(List.of(0.2), List.of(0.4))));
    models.put("forest-classes", trees(SPECIES, Link.IDENTITY, 3));
    models.put("forest-classes-isotonic", trees(SPECIES, Link.IDENTITY, 3).withCalibration(CURVES));
    models.put("forest-votes", forest(BINARY, 1));
    models.put("forest-votes-classes", forest(SPECIES, 3));
    models.put(
        "network",
        network(BINARY, Activation.RELU, OutputScale.NONE)
            .withCalibration(new Sigmoid(-0.8, -0.1))
            .withThreshold(0.4));
    models.put("network-classes", network(SPECIES, Activation.TANH, OutputScale.NONE));
    models.put("network-number", network(PAY, Activation.SIGMOID, new OutputScale(2.5, 0.75)));
    return models;
  }

  /** Two hidden layers of seven and five. */
  private static NetworkModel network(Target target, Activation activation, OutputScale scale) {
    ModelHeader header = header(target, Precision.FLOAT);
    List<String> names = LinearDesign.of(header.features()).names();
    double[] means = names.stream().mapToDouble(n -> n.equals("since:year") ? 2010 : 1).toArray();
    double[] deviations = new double[means.length];
    Arrays.setAll(deviations, j -> means[j] == 1 ? 4 : 12);
    deviations[3] = 0;
    SplittableRandom random = new SplittableRandom(20261130);
    List<Layer> layers = new ArrayList<>();
    int width = means.length;
    for (int outputs : new int[] {7, 5, Math.max(1, target.classes().size() / 3 * 3)}) {
      Activation own = layers.size() == 2 ? Activation.IDENTITY : activation;
      layers.add(new Layer(width, own, weights(random, width * outputs), weights(random, outputs)));
      width = outputs;
    }
    Network network = new Network(new InputScale(means, deviations), layers, scale);
    return new NetworkModel(header, network, 0.5);
  }

  private static float[] weights(SplittableRandom random, int count) {
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (float) random.nextDouble(-0.7, 0.7);
    }
    return weights;
  }

  private static ModelHeader header(Target target, Precision precision) {
    Provenance provenance =
        new Provenance(
            "own",
            new Provenance.Algorithm("made", new TreeMap<>(), 7),
            new Provenance.Snapshot("made", 1, "00ff", "none"),
            "c0ffee",
            "0.1.0",
            new TreeMap<>());
    return new ModelHeader(target, new FeatureSpec(FEATURES), precision, provenance);
  }

  private static LinearModel linear(Target target, Link link, Precision precision, int classes) {
    ModelHeader header = header(target, precision);
    SplittableRandom random = new SplittableRandom(20261127);
    double[] values = new double[classes * (LinearDesign.of(header.features()).width() + 1)];
    Arrays.setAll(values, i -> random.nextDouble(-0.4, 0.4));
    // The year is a number about 2000: with a small coefficient margins stay small.
    for (int k = 0; k < classes; k++) {
      int year = LinearDesign.of(header.features()).names().indexOf("since:year");
      values[k * (values.length / classes) + year] /= 2000;
    }
    return new LinearModel(header, link, new Coefficients(classes, values), 0.5);
  }

  private static TreeModel trees(Target target, Link link, int outputs) {
    double[] base = new double[outputs];
    Arrays.setAll(base, k -> 0.125 * (k + 1));
    return trees(target, link, base, -0.2);
  }

  /** Eight trees whose votes are an eighth at most. */
  private static TreeModel forest(Target target, int outputs) {
    return trees(target, Link.IDENTITY, new double[outputs], 0);
  }

  private static TreeModel trees(Target target, Link link, double[] base, double least) {
    int outputs = base.length;
    ModelHeader header = header(target, Precision.FLOAT);
    List<TreeColumn> columns = TreeDesign.of(header.features()).columns();
    EnsembleWriter writer = new EnsembleWriter(Decision.AT_MOST, columns.size());
    SplittableRandom random = new SplittableRandom(20261128);
    for (int tree = 0; tree < 8 * outputs; tree++) {
      writer.add(new RandomTree(columns, random.split(), least), tree % outputs);
    }
    return new TreeModel(header, link, writer.ensemble(base), List.of(), 0.5);
  }

  /** A full tree of 15 nodes. */
  private static final class RandomTree implements SourceTree {
    private final SourceNode[] nodes = new SourceNode[15];

    RandomTree(List<TreeColumn> columns, SplittableRandom random, double least) {
      for (int i = 0; i < nodes.length; i++) {
        TreeColumn column = columns.get(random.nextInt(columns.size()));
        int feature = columns.indexOf(column);
        boolean missing = random.nextBoolean();
        SourceTest test =
            column.categorical()
                ? SourceTest.categorical(
                    feature, new long[] {random.nextLong(1L << column.categories())}, missing)
                : SourceTest.numeric(feature, (float) random.nextDouble(-2, 12), missing);
        nodes[i] =
            i < 7
                ? new SourceNode.Split(test, 2 * i + 1, 2 * i + 2, Double.NaN)
                : new SourceNode.Leaf(
                    random.nextDouble(least, least < 0 ? 0.3 : 0.125), Double.NaN);
      }
    }

    @Override
    public int nodes() {
      return nodes.length;
    }

    @Override
    public int root() {
      return 0;
    }

    @Override
    public SourceNode node(int number) {
      return nodes[number];
    }
  }

  /** Raw rows in the order of {@link #FEATURES}, then the offset; a sixth of the values missing. */
  static Object[][] rows(int count) {
    SplittableRandom random = new SplittableRandom(20261129);
    Object[][] rows = new Object[count][];
    for (int row = 0; row < count; row++) {
      LocalDate day = LocalDate.of(1990 + random.nextInt(40), 1 + random.nextInt(12), 3);
      Instant moment = day.atTime(random.nextInt(24), 59).toInstant(ZoneOffset.UTC);
      Object[] raw = {
        random.nextInt(-3, 12),
        random.nextDouble(-3, 12),
        String.valueOf(random.nextInt(-30, 120) / 10.0),
        (float) random.nextDouble(-3, 12),
        random.nextBoolean(),
        random.nextInt(5) == 0 ? "elsewhere" : CITIES.get(random.nextInt(CITIES.size())),
        (long) (random.nextInt(4) == 0 ? 7 : random.nextInt(4) == 0 ? -3 : 12 + random.nextInt(2)),
        day,
        moment,
        random.nextDouble(-1, 1)
      };
      for (int i = 0; i < FEATURES.size(); i++) {
        raw[i] = random.nextInt(6) == 0 ? null : raw[i];
      }
      raw[1] = raw[1] == null && random.nextBoolean() ? (Object) Double.NaN : raw[1];
      rows[row] = raw;
    }
    return rows;
  }
}
