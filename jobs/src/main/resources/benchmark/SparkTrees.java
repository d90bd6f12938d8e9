import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Fits boosted trees by any library that is an estimator of Spark ML, and scores with them. Run from this source file
 * ({@code java -cp CLASSPATH SparkTrees.java JOB}), so that it is compiled against the Spark and Scala of that class path.
 *
 * <p>Each line on standard input is an order, answered by one line of JSON: {@code fit} (seconds from cached vectors to
 * the model, resident memory before and at its peak), {@code judge} (scores of the test files) and {@code score} (from
 * the source's files to files of scores). Texts are numbered before the clock starts; missing values are NaN.
 */
final class SparkTrees {
  private static final String FEATURES = "features";

  private final SparkSession spark;
  private final JsonNode job;
  private final PipelineModel vectors;
  private final Dataset<Row> train;
  private Model<?> model;

  private SparkTrees(SparkSession spark, JsonNode job) {
    this.spark = spark;
    this.job = job;
    Dataset<Row> rows = rows("train");
    this.vectors = pipeline(job).fit(rows);
    this.train = dense(rows).select(col(FEATURES), col(label())).persist();
    train.count();
  }

  /** Where it fails, what is wrong is the last line on standard error. */
  public static void main(String[] words) throws Exception {
    try {
      work(words[0]);
    } catch (Exception | LinkageError e) {
      e.printStackTrace();
      System.err.println(e);
      System.exit(1);
    }
  }

  private static void work(String text) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err);
    JsonNode job = new ObjectMapper().readTree(text);
    String version = version(job.path("estimator").asText());
    String master = "local[" + job.path("threads").asInt() + "]";
    SparkSession spark =
        SparkSession.builder()
            .master(master)
            .appName("peer")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", job.path("threads").asText())
            .config("spark.sql.warehouse.dir", job.path("output").asText() + "-warehouse")
            .getOrCreate();
    SparkTrees trees = new SparkTrees(spark, job);
    answers.println("{\"version\": \"" + version + "\"}");
    answers.flush();
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      answers.println(trees.obey(order));
      answers.flush();
    }
    spark.stop();
  }

  private String obey(String order) throws Exception {
    switch (order) {
      case "fit":
        return fit();
      case "judge":
        write("test");
        return "{}";
      case "score":
        write("source");
        return "{}";
      default:
        throw new IllegalArgumentException("the order is '" + order + "'; must be fit, judge or score");
    }
  }

  private String fit() throws Exception {
    Estimator<?> estimator = estimator();
    forgetPeak();
    String held = resident("VmRSS");
    long start = System.nanoTime();
    model = (Model<?>) estimator.fit(train);
    double seconds = (System.nanoTime() - start) / 1e9;
    return String.format(
        Locale.ROOT, "{\"seconds\": %.6f, \"held_mib\": %s, \"peak_mib\": %s}", seconds, held, resident("VmHWM"));
  }

  private Estimator<?> estimator() throws Exception {
    Estimator<?> estimator =
        (Estimator<?>) Class.forName(job.path("estimator").asText()).getDeclaredConstructor().newInstance();
    set(estimator, "featuresCol", FEATURES);
    set(estimator, "labelCol", label());
    for (var setting : job.path("settings").properties()) {
      set(estimator, setting.getKey(), value(setting.getValue()));
    }
    return estimator;
  }

  @SuppressWarnings("unchecked")
  private static void set(Estimator<?> estimator, String name, Object value) {
    if (!estimator.hasParam(name)) {
      List<String> known = Arrays.stream(estimator.params()).map(Param::name).toList();
      throw new IllegalArgumentException("there is no setting '" + name + "'; must be one of " + known);
    }
    estimator.set((Param<Object>) estimator.getParam(name), value);
  }

  private static Object value(JsonNode node) {
    if (node.isArray()) {
      List<String> texts = new ArrayList<>();
      node.forEach(element -> texts.add(element.asText()));
      return node.size() > 0 && node.get(0).isInt()
          ? texts.stream().mapToInt(Integer::parseInt).toArray()
          : texts.toArray(new String[0]);
    }
    return node.isTextual() ? node.asText() : node.isBoolean() ? node.asBoolean() : node.numberValue();
  }

  private void write(String which) {
    model
        .transform(dense(rows(which)))
        .select(
            col(job.path("id").asText()),
            col(label()),
            vector_to_array(col("probability"), "float64").getItem(1).as("probability"))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(job.path("output").asText());
  }

  /** Rows of many zeros become sparse vectors, and to XGBoost4J-Spark a zero that is not there may be missing. */
  private Dataset<Row> dense(Dataset<Row> rows) {
    return vectors.transform(rows).withColumn(FEATURES, array_to_vector(vector_to_array(col(FEATURES), "float64")));
  }

  private Dataset<Row> rows(String which) {
    return spark.read().parquet(job.path(which).asText());
  }

  private String label() {
    return job.path("label").asText();
  }

  private static Pipeline pipeline(JsonNode job) {
    List<PipelineStage> stages = new ArrayList<>();
    List<String> inputs = new ArrayList<>();
    job.path("numbers").forEach(name -> inputs.add(name.asText()));
    for (JsonNode name : job.path("categories")) {
      String number = name.asText() + "_number";
      stages.add(
          new StringIndexer().setInputCol(name.asText()).setOutputCol(number).setHandleInvalid("keep"));
      inputs.add(number);
    }
    stages.add(
        new VectorAssembler()
            .setInputCols(inputs.toArray(new String[0]))
            .setOutputCol(FEATURES)
            .setHandleInvalid("keep"));
    return new Pipeline().setStages(stages.toArray(new PipelineStage[0]));
  }

  /** From the name of the jar that the estimator lies in, such as xgboost4j-spark_2.13-3.1.1.jar. */
  private static String version(String estimator) throws Exception {
    Path jar = Paths.get(Class.forName(estimator).getProtectionDomain().getCodeSource().getLocation().toURI());
    return jar.getFileName().toString().replaceFirst(".*-(\\d[^-]*)\\.jar", "$1");
  }

  /** Linux alone tells the peak, and lets it start anew; elsewhere null. */
  private static String resident(String key) {
    try {
      for (String line : Files.readAllLines(Paths.get("/proc/self/status"))) {
        if (line.startsWith(key + ":")) {
          return String.valueOf(Long.parseLong(line.replaceAll("\\D", "")) / 1024);
        }
      }
    } catch (IOException e) {
      return "null";
    }
    return "null";
  }

  private static void forgetPeak() {
    System.gc();
    try {
      Files.writeString(Paths.get("/proc/self/clear_refs"), "5");
    } catch (IOException e) {
      System.err.println("the peak is that of the whole process: " + e.getMessage());
    }
  }
}
