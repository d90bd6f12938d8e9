package io.nightjar.spark.recipe.version;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.spark.registry.ModelVersion;
import io.nightjar.spark.train.HadoopModelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** The coefficients of a registered version; the tensors of other models are not read. */
public final class StoredCoefficients {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StoredCoefficients() {}

  /**
   * The largest coefficients with their standard errors, as the record of the training has them;
   * none of a version that is no linear model.
   *
   * @throws NightjarException of kind STORAGE if the version can't be read or is damaged
   */
  public static List<Map<String, Object>> of(ModelVersion version, Configuration hadoop) {
    HadoopModelFiles files = HadoopModelFiles.of(version.directory().toString(), hadoop);
    return isLinear(files)
        ? ModelFacts.coefficients(
            ModelDirectory.read(files, version.files().get(ModelDirectory.MANIFEST)).model())
        : List.of();
  }

  private static boolean isLinear(HadoopModelFiles files) {
    try (InputStream in = files.open(ModelDirectory.MODEL)) {
      return JSON.readTree(in).path("kind").asText().equals("linear");
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE,
          files.location(ModelDirectory.MODEL),
          "can't be read: " + e.getMessage() + "; restore it, or promote another version",
          e);
    }
  }
}
