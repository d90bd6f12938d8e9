package io.nightjar.model.exchange;

import io.nightjar.model.Target;
import io.nightjar.model.exchange.trees.Outcome;
import java.util.List;
import java.util.stream.IntStream;

/** The label of an imported model. */
final class ImportedTarget {
  private ImportedTarget() {}

  /**
   * The target of a file's outcome, with the names of its classes: those of the request, else those
   * of the file, else 0, 1, ….
   *
   * @param outputs how many classes several are
   */
  static Target of(ImportRequest request, Outcome outcome, int outputs) {
    int count =
        switch (outcome.task()) {
          case REGRESSION, PREFERENCE, CLUSTERING, PROJECTION, ANOMALY -> 0;
          case BINARY -> 2;
          case MULTICLASS -> outputs;
        };
    List<String> own = outcome.classes();
    List<String> classes = request.classes().isEmpty() ? own : request.classes();
    if (!classes.isEmpty() && classes.size() != count) {
      throw new IllegalArgumentException(
          "%d classes are named, but the model's objective is %s; must be %d"
              .formatted(classes.size(), outcome.objective(), count));
    }
    List<String> names =
        classes.isEmpty() ? IntStream.range(0, count).mapToObj(String::valueOf).toList() : classes;
    return switch (outcome.task()) {
      case REGRESSION -> Target.regression(request.label());
      case BINARY -> Target.binary(request.label(), List.of(names.get(0)), names.get(1));
      case MULTICLASS -> Target.multiclass(request.label(), names);
      case PREFERENCE, CLUSTERING, PROJECTION, ANOMALY ->
          throw new IllegalArgumentException(
              "the file is imported for a %s task; must be of a label"
                  .formatted(outcome.task().text()));
    };
  }
}
