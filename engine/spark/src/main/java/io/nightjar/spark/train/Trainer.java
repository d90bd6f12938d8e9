package io.nightjar.spark.train;

import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.InputColumn;
import io.nightjar.features.KeyFeature;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.features.fit.FittedFeatures;
import io.nightjar.model.ClusterModel;
import io.nightjar.model.Coefficients;
import io.nightjar.model.FactorModel;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.model.MllibModel;
import io.nightjar.model.Model;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.NetworkModel;
import io.nightjar.model.ProjectionModel;
import io.nightjar.model.Provenance;
import io.nightjar.model.Target;
import io.nightjar.model.TreeModel;
import io.nightjar.model.factors.ColdStart;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.train.als.AlsFit;
import io.nightjar.spark.train.als.AlsTraining;
import io.nightjar.spark.train.block.BlockPlan;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import io.nightjar.spark.train.glm.GlmTraining;
import io.nightjar.spark.train.glm.objective.GlmFit;
import io.nightjar.spark.train.glm.objective.GlmPath;
import io.nightjar.spark.train.glm.objective.PathPoint;
import io.nightjar.spark.train.isolation.IsolationFit;
import io.nightjar.spark.train.isolation.IsolationTraining;
import io.nightjar.spark.train.kmeans.KMeansFit;
import io.nightjar.spark.train.kmeans.KMeansTraining;
import io.nightjar.spark.train.mllib.MllibTraining;
import io.nightjar.spark.train.mlp.MlpFit;
import io.nightjar.spark.train.mlp.MlpTraining;
import io.nightjar.spark.train.pca.PcaFit;
import io.nightjar.spark.train.pca.PcaTraining;
import io.nightjar.spark.train.trees.TreeFit;
import io.nightjar.spark.train.trees.TreeTraining;
import io.nightjar.spark.train.trees.checkpoint.BoostedForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * Trains one model: fits its features on the training part, then the algorithm. Only plain Spark
 * stages, over rows as they lie or dealt out by their keys, so that the same table, partitioning
 * and backend give the same bytes.
 */
public final class Trainer {
  private static final double HALF = 0.5;

  private final SparkSession spark;
  private final TrainRequest request;
  private final SharedRows rows;
  private final JobConfig config;
  private final KernelRuns runs;
  private final RunCheckpoints checkpoints;
  private final StepTimes times = new StepTimes();
  private Optional<GlmPath> path = Optional.empty();

  private Trainer(SparkSession spark, TrainRequest request, SharedRows rows) {
    this.spark = spark;
    this.request = request;
    this.rows = rows;
    this.config = request.config();
    this.checkpoints = request.keptIn(spark.sparkContext().hadoopConfiguration());
    this.runs = new KernelRuns(KernelRuns.preference(config.compute()));
  }

  /**
   * Trains.
   *
   * @throws io.nightjar.NightjarException of kind CONFIG, DATA or BACKEND: what to mend
   */
  public static TrainedModel train(SparkSession spark, TrainRequest request) {
    try (SharedRows rows = SharedRows.ofOne(request.split())) {
      return train(spark, request, rows);
    }
  }

  /**
   * Trains as one of several fits on the same split; the model has the same bits as alone.
   *
   * @param rows of the request's split; they stay open
   * @throws io.nightjar.NightjarException of kind CONFIG, DATA or BACKEND: what to mend
   */
  public static TrainedModel train(SparkSession spark, TrainRequest request, SharedRows rows) {
    return new Trainer(spark, request, rows).train();
  }

  private TrainedModel train() {
    Table train = request.split().train();
    Target target = Targets.of(config.model(), config.data(), request.labels());
    if (config.model() instanceof ModelConfig.Import) {
      return trained(times.time("import", () -> imported(train, target)), List.of());
    }
    List<String> warnings = new ArrayList<>();
    if (config.model() instanceof ModelConfig.Als als) {
      return trained(times.time("fit", () -> factors(train, target, als, warnings)), warnings);
    }
    FittedFeatures features = times.time("features", this::features);
    FeatureRules.require(config.model(), features.spec());
    warnings.addAll(features.warnings());
    Fitting fitting = new Fitting(train, features, target, warnings);
    return trained(times.time("fit", () -> model(fitting)), warnings);
  }

  private FittedFeatures features() {
    if (isLinear()) {
      rows.keepRaw(config);
    }
    return rows.features(config.features(), config.data());
  }

  private boolean isLinear() {
    return config.model() instanceof ModelConfig.Logistic
        || config.model() instanceof ModelConfig.Linear
        || config.model() instanceof ModelConfig.Poisson;
  }

  private TrainedModel trained(Model model, List<String> warnings) {
    HadoopModelFiles files =
        HadoopModelFiles.of(request.staging(), spark.sparkContext().hadoopConfiguration());
    return new TrainedModel(model, files, runs.uses(), warnings, times.millis(), path);
  }

  private Model imported(Table train, Target target) {
    return ImportTraining.read(
        config,
        target,
        RawRows.columns(train.schema()),
        request.nightjarVersion(),
        spark.sparkContext().hadoopConfiguration());
  }

  /** What every algorithm starts from. */
  private record Fitting(
      Table train, FittedFeatures features, Target target, List<String> warnings) {}

  private Model model(Fitting fitting) {
    if (config.model() instanceof ModelConfig.Logistic logistic) {
      Link link = Link.of(fitting.target().task());
      return linear(fitting, logistic.glm(), link, logistic.threshold());
    }
    if (config.model() instanceof ModelConfig.Linear linear) {
      return linear(fitting, linear.glm(), Link.IDENTITY, HALF);
    }
    if (config.model() instanceof ModelConfig.Poisson poisson) {
      return linear(fitting, poisson.glm(), Link.LOG, HALF);
    }
    if (config.model() instanceof ModelConfig.Mlp mlp) {
      return network(fitting, mlp);
    }
    if (config.model() instanceof ModelConfig.KMeans) {
      return clusters(fitting);
    }
    if (config.model() instanceof ModelConfig.Pca) {
      return projection(fitting);
    }
    if (config.model() instanceof ModelConfig.IsolationForest) {
      return isolation(fitting);
    }
    return TreeRules.of(config.model())
        .map(rules -> trees(fitting, rules))
        .orElseGet(() -> mllib(fitting, (ModelConfig.Mllib) config.model()));
  }

  private Model trees(Fitting fitting, TreeRules rules) {
    Optional<TreeModel> earlier =
        rules.earlier(request, fitting.features().spec(), fitting.target());
    FeatureSpec features = earlier.map(TreeModel::features).orElse(fitting.features().spec());
    rules.requireOrder(features);
    TreeTraining training =
        new TreeTraining(config, request.split(), features, fitting.target(), earlier);
    TreeFit fit = training.fit(rows.binned(training), checkpoints.latest(new BoostedForm()));
    runs.add(fit.uses());
    fitting.warnings().addAll(fit.warnings());
    SortedMap<String, String> facts = new TreeMap<>(fit.facts());
    request.warmStart().ifPresent(from -> facts.put("warm-start", from.reference()));
    FittedFeatures kept = new FittedFeatures(features, fitting.features().warnings());
    Fitting used = new Fitting(fitting.train(), kept, fitting.target(), fitting.warnings());
    return new TreeModel(
        header(used, Precision.FLOAT, facts),
        rules.link(fitting.target()),
        fit.ensemble(),
        fit.importance(),
        rules.threshold());
  }

  private Model linear(Fitting fitting, ModelConfig.Glm solver, Link link, double threshold) {
    GlmTraining training = new GlmTraining(config, solver, link, runs);
    BlockPlan plan = training.plan(fitting.features().spec(), fitting.target());
    GlmFit fit = training.fit(rows.blocks(plan), plan, request.split(), checkpoints);
    fitting.warnings().addAll(fit.warnings());
    path = Optional.ofNullable(fit.path());
    int margins = fit.coefficients().length / (widthOf(fitting) + 1);
    SortedMap<String, String> facts = facts(fit);
    facts.put("design", LinearDesign.of(fitting.features().spec()).layout());
    ModelHeader header = header(fitting, training.precision(), facts);
    Coefficients values = new Coefficients(margins, fit.coefficients()).withMeans(fit.means());
    double[] errors = fit.standardErrors();
    Coefficients coefficients = errors.length == 0 ? values : values.withStandardErrors(errors);
    InputColumn offset = config.data().offset().map(LinearModel::offset).orElse(null);
    return new LinearModel(header, link, coefficients, offset, threshold);
  }

  private Model network(Fitting fitting, ModelConfig.Mlp mlp) {
    MlpTraining training =
        new MlpTraining(config, request.split(), fitting.features().spec(), fitting.target(), runs);
    MlpFit fit = training.fit(rows.dealt(training), checkpoints);
    fitting.warnings().addAll(fit.warnings());
    ModelHeader header = header(fitting, Precision.FLOAT, fit.facts());
    return new NetworkModel(header, fit.network(), mlp.threshold());
  }

  private Model clusters(Fitting fitting) {
    long train = request.split().rows().train();
    KMeansFit fit =
        new KMeansTraining(config, runs)
            .fit(fitting.train(), train, fitting.features().spec(), checkpoints);
    fitting.warnings().addAll(fit.warnings());
    return new ClusterModel(
        header(fitting, Precision.FLOAT, fit.facts()), fit.scaling(), fit.centres());
  }

  private Model projection(Fitting fitting) {
    PcaTraining training = new PcaTraining(config, runs);
    PcaFit fit =
        training.fit(fitting.train(), request.split().rows().train(), fitting.features().spec());
    return new ProjectionModel(
        header(fitting, training.precision(), fit.facts()), fit.scaling(), fit.components());
  }

  private Model isolation(Fitting fitting) {
    IsolationFit fit =
        new IsolationTraining(config)
            .fit(fitting.train(), request.split().rows().train(), fitting.features().spec());
    fitting.warnings().addAll(fit.warnings());
    return new TreeModel(
        header(fitting, Precision.FLOAT, fit.facts()),
        Link.LOG2,
        fit.ensemble(),
        List.of(),
        fit.threshold());
  }

  private Model factors(Table train, Target target, ModelConfig.Als als, List<String> warnings) {
    AlsFit fit = new AlsTraining(config, runs).fit(train, checkpoints);
    warnings.addAll(fit.warnings());
    FeatureSpec keys =
        new FeatureSpec(
            List.of(
                new KeyFeature(als.user(), fit.users().keys().type()),
                new KeyFeature(als.item(), fit.items().keys().type())));
    Fitting fitting = new Fitting(train, new FittedFeatures(keys, List.of()), target, warnings);
    ColdStart coldStart = ColdStart.valueOf(als.coldStart().name());
    ModelHeader header = header(fitting, Precision.FLOAT, fit.facts());
    return new FactorModel(header, fit.users(), fit.items(), coldStart);
  }

  private static int widthOf(Fitting fitting) {
    return LinearDesign.of(fitting.features().spec()).width();
  }

  private Model mllib(Fitting fitting, ModelConfig.Mllib mllib) {
    MllibTraining training = new MllibTraining(spark, config, request.staging());
    String modelClass =
        training.fit(fitting.train(), fitting.features().spec(), fitting.target(), mllib);
    ModelHeader header = header(fitting, Precision.DOUBLE, new TreeMap<>());
    return new MllibModel(header, modelClass, HALF);
  }

  private static SortedMap<String, String> facts(GlmFit fit) {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("solver", fit.solver());
    facts.put("iterations", Integer.toString(fit.iterations()));
    facts.put("objective", Double.toString(fit.objective()));
    facts.put("gradient-norm", Double.toString(fit.gradientNorm()));
    if (fit.path() != null) {
      PathPoint best = fit.path().best();
      facts.put("lambda", Double.toString(best.lambda()));
      facts.put("nonzero-columns", Integer.toString(best.nonzero()));
      facts.put("validation-metric", fit.path().metric());
      facts.put("validation-loss", Double.toString(best.validationLoss()));
    }
    return facts;
  }

  private ModelHeader header(
      Fitting fitting, Precision precision, SortedMap<String, String> facts) {
    Provenance provenance =
        new Provenance(
            config.name(),
            new Provenance.Algorithm(
                config.model().type(), Parameters.of(config.model()), config.seed()),
            new Provenance.Snapshot(
                request.snapshot().location(),
                request.snapshot().rows(),
                request.snapshot().fingerprint(),
                Parameters.split(config.split())),
            config.configSha256(),
            request.nightjarVersion(),
            facts);
    return new ModelHeader(fitting.target(), fitting.features().spec(), precision, provenance);
  }
}
