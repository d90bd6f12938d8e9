package io.nightjar.jobs.shell;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.ColumnType;
import io.nightjar.model.Link;
import io.nightjar.model.exchange.GraphChoice;
import io.nightjar.model.exchange.ImportRequest;
import io.nightjar.model.exchange.ModelFormat;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of an import: the file, and what it doesn't say of itself. */
public final class ImportOptions {
  @Parameters(paramLabel = "FILE", description = "A model that XGBoost or LightGBM saved, or ONNX.")
  private String file;

  @Option(names = "--name", paramLabel = "NAME", required = true, description = "The model's name.")
  private String name;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      description = "One of ${COMPLETION-CANDIDATES}. Default: by the file's first bytes.")
  private String format;

  @Option(
      names = "--label",
      paramLabel = "COL",
      defaultValue = "label",
      description = "The label's column, for evaluate. Default: ${DEFAULT-VALUE}.")
  private String label;

  @Option(
      names = "--classes",
      paramLabel = "CLASS",
      split = ",",
      description = "The label's values in the order of their numbers, negative before positive.")
  private List<String> classes = List.of();

  @Option(
      names = "--features",
      paramLabel = "COL",
      split = ",",
      description = "The columns in the model's order. Default: as the file names them.")
  private List<String> features = List.of();

  @Option(
      names = "--numbers",
      paramLabel = "TYPE",
      defaultValue = "double",
      description = "Type of the columns of numbers: double or float. Default: ${DEFAULT-VALUE}.")
  private String numbers;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description =
          "onnx-runtime: the output that is the prediction. Default: the only one of numbers.")
  private String output;

  @Option(
      names = "--link",
      paramLabel = "LINK",
      defaultValue = "identity",
      description =
          "onnx-runtime: what the output holds: identity (numbers or probabilities), log, logit or"
              + " softmax (margins). Default: ${DEFAULT-VALUE}.")
  private String link;

  /** The names of all formats. */
  static final class Formats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(ModelFormat.values()).map(ModelFormat::text).iterator();
    }
  }

  /**
   * What is to be imported.
   *
   * @throws NightjarException CONFIG if an option has a value that there is not
   */
  public ImportRequest request() {
    try {
      Optional<ModelFormat> wanted = Optional.ofNullable(format).map(ModelFormat::parse);
      ColumnType type = ColumnType.parse(numbers);
      GraphChoice graph = new GraphChoice(Optional.ofNullable(output), Link.parse(link));
      return new ImportRequest(name, file, wanted, label, classes, features, type, graph);
    } catch (IllegalArgumentException e) {
      throw NightjarException.of(FailureKind.CONFIG, file, e.getMessage() + ".", e);
    }
  }
}
