package io.nightjar.spark.ml;

import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Splits;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.contract.LabelCheck;
import io.nightjar.spark.data.contract.LabelFacts;
import io.nightjar.spark.run.NightjarVersion;
import io.nightjar.spark.train.Targets;
import io.nightjar.spark.train.TrainRequest;
import io.nightjar.spark.train.Trainer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Trains any of the house's models as a stage of a pipeline, under a cross-validator too. Its
 * params are the settings of a job's {@code model} and {@code features} blocks in camel case
 * ({@code learningRate} for {@code model.learning-rate}), checked as a config's are; features are
 * the columns of {@code inputCols}, raw as they are, or the elements of the vector {@code
 * featuresCol}; of als, the columns that {@code user} and {@code item} name. The linear family
 * reads vectors of more than 1,024 elements as they are, sparse ones by their values alone.
 *
 * <pre>{@code
 * NightjarEstimator.of("gbt").setInputCols("age", "sex").setting("labelCol", "income")
 *     .setting("trees", 200).setting("earlyStoppingRounds", 20).setting("validation", 0.15);
 * }</pre>
 */
public final class NightjarEstimator extends Estimator<NightjarModel>
    implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final ColumnParams columns;
  private final SettingParams settings;

  /** A stage of that uid without a type, as Spark makes it when it copies or reads one. */
  public NightjarEstimator(String uid) {
    this.uid = uid;
    this.columns = new ColumnParams(this);
    this.settings = new SettingParams(this);
    columns.setDefaults();
    settings.setDefaults(this);
  }

  /**
   * A stage that trains models of a type.
   *
   * @param type logistic, linear, poisson, gbt, forest, mlp, als, kmeans, pca or isolation-forest
   */
  public static NightjarEstimator of(String type) {
    return new NightjarEstimator(Identifiable.randomUID("nightjar"))
        .setting(SettingParams.TYPE, type);
  }

  /** Reads what {@link #write} wrote. */
  public static MLReader<NightjarEstimator> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads what {@link #save} wrote. */
  public static NightjarEstimator load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public Param<?>[] params() {
    return Stream.concat(columns.all().stream(), settings.all().stream()).toArray(Param<?>[]::new);
  }

  /** The columns that features are made of, instead of a vector. */
  public NightjarEstimator setInputCols(String... names) {
    columns.setInputs(names);
    return this;
  }

  /**
   * Sets a param.
   *
   * @param name such as {@code learningRate}, {@code labelCol} or {@code predictionCol}
   * @param value as a config would hold it
   * @throws io.nightjar.NightjarException of kind CONFIG if there is no such param
   */
  public NightjarEstimator setting(String name, Object value) {
    ColumnParams.set(this, name, value);
    return this;
  }

  @Override
  public NightjarEstimator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /**
   * The schema with the predictions' columns behind. Whether a label of numbers is one of classes
   * hangs on its values where {@code objective} is auto; the columns of classes are then told, and
   * come if it is.
   *
   * @throws io.nightjar.NightjarException of kind CONFIG or DATA: what to mend
   */
  @Override
  public StructType transformSchema(StructType schema) {
    columns.require();
    JobConfig config = settings.config(this, columns.backendText());
    FeatureInputs inputs = FeatureInputs.of(uid, columns, SettingParams.keys(config));
    inputs.require(schema);
    settings.roles(config).forEach(name -> inputs.field(schema, name));
    return new PredictionColumns(uid, columns).behind(schema, task(config.model()));
  }

  private static Task task(ModelConfig model) {
    return switch (model.predicts()) {
      case CLASSES, OPEN -> Task.BINARY;
      case NUMBER -> Task.REGRESSION;
      case PREFERENCE -> Task.PREFERENCE;
      case CLUSTERS -> Task.CLUSTERING;
      case COMPONENTS -> Task.PROJECTION;
      case ANOMALIES -> Task.ANOMALY;
    };
  }

  /**
   * Trains on all rows, but for the share of {@code validation}.
   *
   * @throws io.nightjar.NightjarException of kind CONFIG, DATA or BACKEND: what to mend
   */
  @Override
  public NightjarModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    JobConfig asked = settings.config(this, columns.backendText());
    FeatureInputs inputs =
        FeatureInputs.of(uid, columns, SettingParams.keys(asked))
            .forTraining(dataset.toDF(), asked.model());
    JobConfig config = settings.config(this, columns.backendText(), inputs.named());
    Dataset<Row> rows = inputs.select(dataset.toDF(), settings.roles(config));
    boolean keeps = dataset.storageLevel().equals(StorageLevel.NONE());
    Dataset<Row> read = keeps ? rows.persist(StorageLevel.MEMORY_AND_DISK()) : rows;
    try {
      NightjarModel model = new NightjarModel(uid, trained(config, read));
      return copyValues(model.setParent(this), ParamMap.empty());
    } finally {
      if (keeps) {
        read.unpersist();
      }
    }
  }

  private Model trained(JobConfig config, Dataset<Row> rows) {
    Table table = new Table(rows, new TableOrigin(uid, "pipeline", List.of()), List.of());
    LabelFacts labels = LabelCheck.require(table, config.data(), Targets.kind(config.model()));
    Split split = Splits.of(table, Optional.empty(), config.data(), config.split());
    TrainRequest request =
        new TrainRequest(
            config,
            split,
            labels,
            Snapshot.of(table),
            System.getProperty("java.io.tmpdir"),
            NightjarVersion.text(),
            Optional.empty(),
            Optional.empty());
    return Trainer.train(rows.sparkSession(), request).model();
  }
}
