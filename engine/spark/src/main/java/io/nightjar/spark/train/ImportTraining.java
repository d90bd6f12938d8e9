package io.nightjar.spark.train;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.JobConfig;
import io.nightjar.config.hocon.Kind;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.ColumnType;
import io.nightjar.features.InputColumn;
import io.nightjar.model.Link;
import io.nightjar.model.Model;
import io.nightjar.model.ModelHeader;
import io.nightjar.model.Provenance;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.model.exchange.GraphChoice;
import io.nightjar.model.exchange.ImportRequest;
import io.nightjar.model.exchange.ModelFormat;
import io.nightjar.model.exchange.ModelImport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/**
 * A file of another library in place of a fit: its model with the job's label, checked against the
 * columns and the label that are there.
 */
public final class ImportTraining {
  private final JobConfig config;
  private final ModelConfig.Import wanted;
  private final Target target;

  private ImportTraining(JobConfig config, ModelConfig.Import wanted, Target target) {
    this.config = config;
    this.wanted = wanted;
    this.target = target;
  }

  /**
   * The model of a job's file.
   *
   * @param target what the label holds
   * @param table the columns that are there
   * @param nightjarVersion for the provenance
   * @throws NightjarException CONFIG if the file can't be imported or is for another label, DATA if
   *     the table lacks its columns, STORAGE if it can't be read
   */
  public static Model read(
      JobConfig config,
      Target target,
      List<InputColumn> table,
      String nightjarVersion,
      Configuration hadoop) {
    ImportTraining training =
        new ImportTraining(config, (ModelConfig.Import) config.model(), target);
    byte[] bytes = ForeignFile.bytes(training.wanted.path(), hadoop);
    Model read = ModelImport.read(training.request(), bytes, nightjarVersion);
    training.requireFree(read);
    read.signature().require(table);
    Model own = read.withHeader(training.header(read));
    return own.target().task() == Task.BINARY
        ? own.withThreshold(training.wanted.threshold())
        : own;
  }

  private ImportRequest request() {
    ColumnType numbers =
        wanted.numbers() == ModelConfig.Precision.FLOAT ? ColumnType.FLOAT : ColumnType.DOUBLE;
    return new ImportRequest(
        config.name(),
        wanted.path(),
        format(),
        config.data().requireLabel(),
        wanted.classes(),
        wanted.columns(),
        numbers,
        new GraphChoice(wanted.output(), Link.parse(Kind.word(wanted.link()))));
  }

  private Optional<ModelFormat> format() {
    try {
      return wanted.format().equals("auto")
          ? Optional.empty()
          : Optional.of(ModelFormat.parse(wanted.format()));
    } catch (IllegalArgumentException e) {
      throw NightjarException.of(
          FailureKind.CONFIG, config.where("model.format"), e.getMessage() + ", or auto.", e);
    }
  }

  private void requireFree(Model read) {
    List<String> reserved = FeatureFit.reserved(config.data());
    List<Problem> problems = new ArrayList<>();
    for (String name : read.signature().names()) {
      if (reserved.contains(name)) {
        problems.add(
            new Problem(
                config.where("model.path"),
                "the file's column %s has another role in data; name the columns anew with model.columns"
                    .formatted(name)));
      }
    }
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.CONFIG, problems, null);
    }
  }

  private ModelHeader header(Model read) {
    Provenance file = read.provenance();
    Provenance provenance =
        new Provenance(
            file.model(),
            new Provenance.Algorithm(wanted.type(), parameters(file), config.seed()),
            file.snapshot(),
            config.configSha256(),
            file.nightjarVersion(),
            file.fit());
    ModelHeader header = read.header();
    return new ModelHeader(label(read.target()), header.features(), header.precision(), provenance);
  }

  private SortedMap<String, String> parameters(Provenance file) {
    SortedMap<String, String> parameters = new TreeMap<>(file.algorithm().parameters());
    parameters.putAll(Parameters.of(wanted));
    parameters.put("format", file.algorithm().parameters().get("format"));
    return parameters;
  }

  /** The job's label, in the order of the file's classes. */
  private Target label(Target file) {
    if (file.task() != target.task()) {
      throw mismatch(
          "predicts a %s target, but the label %s makes this a %s task; set model.predicts and data.positive as the model was trained"
              .formatted(file.task().text(), target.column(), target.task().text()));
    }
    return switch (file.task()) {
      case REGRESSION -> target;
      case BINARY -> binary(file);
      case MULTICLASS -> several(file);
      case PREFERENCE, CLUSTERING, PROJECTION, ANOMALY ->
          throw new IllegalStateException("the label makes a " + file.task().text() + " task");
    };
  }

  private Target binary(Target file) {
    boolean named = !numbered(file.classes());
    if (named && !file.positive().equals(target.positive())) {
      throw mismatch(
          "calls its second class %s, but the positive class is %s; set data.positive"
              .formatted(file.positive(), target.positive()));
    }
    return target;
  }

  private Target several(Target file) {
    List<String> unknown =
        target.classes().stream().filter(name -> !file.classes().contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw mismatch(
          "has the classes %s, but the label %s also holds %s; name the classes in the file's order with model.classes"
              .formatted(file.classes(), target.column(), unknown));
    }
    return file;
  }

  private static boolean numbered(List<String> classes) {
    return IntStream.range(0, classes.size())
        .allMatch(k -> classes.get(k).equals(String.valueOf(k)));
  }

  private NightjarException mismatch(String what) {
    return NightjarException.of(
        FailureKind.CONFIG, config.where("model.path"), wanted.path() + " " + what + ".");
  }
}
