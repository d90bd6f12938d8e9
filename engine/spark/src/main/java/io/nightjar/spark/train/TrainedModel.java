package io.nightjar.spark.train;

import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.Model;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.model.files.ModelFiles;
import io.nightjar.spark.train.glm.objective.GlmPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fitted model that is not yet a version.
 *
 * @param model the model
 * @param files its staging directory
 * @param placement where each kernel ran, as the executors say
 * @param warnings what a person should know: dropped columns, a solver that did not converge
 * @param timingsMillis milliseconds by step, in their order
 * @param lambdaPath the λ that a linear model was chosen from, where there were several
 */
public record TrainedModel(
    Model model,
    ModelFiles files,
    List<KernelUse> placement,
    List<String> warnings,
    Map<String, Long> timingsMillis,
    Optional<GlmPath> lambdaPath) {

  /** Copies the lists and the map. */
  public TrainedModel {
    placement = List.copyOf(placement);
    warnings = List.copyOf(warnings);
    timingsMillis = Collections.unmodifiableMap(new LinkedHashMap<>(timingsMillis));
  }

  /** The same fit with what was settled of its model afterwards. */
  public TrainedModel withModel(Model settled) {
    return new TrainedModel(settled, files, placement, warnings, timingsMillis, lambdaPath);
  }

  /**
   * Writes and seals the model's directory.
   *
   * @param extras further files by path, such as {@code profile.json}
   * @return SHA-256 of the manifest: the version's identity
   */
  public String write(Map<String, byte[]> extras) {
    return ModelDirectory.write(files, model, extras);
  }
}
