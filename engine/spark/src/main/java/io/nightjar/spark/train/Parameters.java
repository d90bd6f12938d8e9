package io.nightjar.spark.train;

import io.nightjar.config.SplitConfig;
import io.nightjar.config.model.ModelConfig;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** A config's settings as the model remembers them. */
final class Parameters {
  private Parameters() {}

  static SortedMap<String, String> of(ModelConfig model) {
    SortedMap<String, String> parameters = new TreeMap<>();
    if (model instanceof ModelConfig.Logistic logistic) {
      add(parameters, logistic.glm());
      parameters.put("threshold", Double.toString(logistic.threshold()));
      parameters.put("family", text(logistic.family()));
    } else if (model instanceof ModelConfig.Linear linear) {
      add(parameters, linear.glm());
    } else if (model instanceof ModelConfig.Mllib mllib) {
      parameters.put("class", mllib.className());
      mllib.params().forEach((name, value) -> parameters.put("params." + name, value.toString()));
    }
    return parameters;
  }

  private static void add(SortedMap<String, String> parameters, ModelConfig.Glm glm) {
    parameters.put("lambda", Double.toString(glm.lambda()));
    parameters.put("alpha", Double.toString(glm.alpha()));
    parameters.put("max-iterations", Integer.toString(glm.maxIterations()));
    parameters.put("tolerance", Double.toString(glm.tolerance()));
    parameters.put("standardize", Boolean.toString(glm.standardize()));
    parameters.put("fit-intercept", Boolean.toString(glm.fitIntercept()));
    parameters.put("precision", text(glm.precision()));
  }

  /** The split as a sentence. */
  static String split(SplitConfig split) {
    return "by "
        + text(split.by())
        + ", validation "
        + split.validation()
        + ", test "
        + split.test()
        + ", seed "
        + split.seed();
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
