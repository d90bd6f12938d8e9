package io.nightjar.spark.ml;

import io.nightjar.model.FactorModel;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.score.KernelTableScorer;
import io.nightjar.spark.score.ScoringPlan;
import io.nightjar.spark.train.HadoopModelFiles;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A trained model as a stage: it scores blocks of rows through the lane of the nightly batch, with
 * the same bits. It is saved as a model directory, which is data alone, beside Spark ML's metadata;
 * {@code io.nightjar.scorer.Scorer} loads that directory without Spark.
 */
public final class NightjarModel extends Model<NightjarModel> implements MLWritable {
  private static final long serialVersionUID = 1L;
  private static final String DIRECTORY = "model";
  private static final int BLOCK_ROWS = 4096;

  private final String uid;
  private final io.nightjar.model.Model model;
  private final ColumnParams columns;

  NightjarModel(String uid, io.nightjar.model.Model model) {
    this.uid = uid;
    this.model = model;
    this.columns = new ColumnParams(this);
    columns.setDefaults();
  }

  /** Reads what {@link #write} wrote. */
  public static MLReader<NightjarModel> read() {
    return new Reader();
  }

  /** Reads what {@link #save} wrote. */
  public static NightjarModel load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** What was trained: coefficients, trees, layers and the frozen encodings. */
  public io.nightjar.model.Model model() {
    return model;
  }

  @Override
  public Param<?>[] params() {
    return columns.all().toArray(Param<?>[]::new);
  }

  /**
   * Sets a param, such as {@code predictionCol} or {@code handleInvalid}.
   *
   * @throws io.nightjar.NightjarException of kind CONFIG if there is no such param
   */
  public NightjarModel setting(String name, Object value) {
    ColumnParams.set(this, name, value);
    return this;
  }

  @Override
  public NightjarModel copy(ParamMap extra) {
    NightjarModel copy = new NightjarModel(uid, model);
    copyValues(copy, extra);
    return hasParent() ? copy.setParent(parent()) : copy;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    inputs().require(schema);
    boolean elements = columns.inputs().isEmpty() && model.features().vector().isEmpty();
    if (!elements || model instanceof FactorModel) {
      model.signature().require(RawRows.columns(schema));
    }
    columns.require();
    return new PredictionColumns(uid, columns).behind(schema, model.target().task());
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    Dataset<Row> rows = inputs().behind(dataset.toDF(), model.signature().columns().size());
    ScoringPlan plan = new ScoringPlan(model, 0, model.target().task().labelled(), List.of());
    Dataset<Row> scored =
        new KernelTableScorer(dataset.sparkSession(), plan, columns.backend(), BLOCK_ROWS)
            .score(rows);
    return new PredictionColumns(uid, columns)
        .of(scored, List.of(dataset.columns()), model.target());
  }

  private FeatureInputs inputs() {
    List<String> keys = model instanceof FactorModel ? model.designNames() : List.of();
    FeatureInputs inputs = FeatureInputs.of(uid, columns, keys);
    return model.features().vector().isPresent() ? inputs.ofVector() : inputs;
  }

  @Override
  public MLWriter write() {
    return new Writer(this);
  }

  private static final class Writer extends MLWriter {
    private final NightjarModel stage;

    Writer(NightjarModel stage) {
      this.stage = stage;
    }

    @Override
    public void saveImpl(String path) {
      DefaultParamsWriter$.MODULE$.saveMetadata(stage, path, sparkSession());
      ModelDirectory.write(files(path, sparkSession()), stage.model, Map.of());
    }
  }

  private static final class Reader extends MLReader<NightjarModel> {
    @Override
    public NightjarModel load(String path) {
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader$.MODULE$.loadMetadata(
              path, sparkSession(), NightjarModel.class.getName());
      NightjarModel stage =
          new NightjarModel(
              metadata.uid(), ModelDirectory.read(files(path, sparkSession())).model());
      metadata.getAndSetParams(stage, metadata.getAndSetParams$default$2());
      return stage;
    }
  }

  private static HadoopModelFiles files(String path, SparkSession spark) {
    return HadoopModelFiles.of(
        new Path(path, DIRECTORY).toString(), spark.sparkContext().hadoopConfiguration());
  }
}
