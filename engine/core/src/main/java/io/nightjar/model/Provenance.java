package io.nightjar.model;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a model comes from: all that is needed to make it again, and nothing that changes from one
 * run of the same training to the next (no times, no machine, no random names).
 *
 * @param model the model's name
 * @param algorithm what was run
 * @param snapshot the rows it was fitted on
 * @param configSha256 of the resolved config
 * @param nightjarVersion that trained it
 * @param fit what the fit says of itself, such as iterations and objective
 */
public record Provenance(
    String model,
    Algorithm algorithm,
    Snapshot snapshot,
    String configSha256,
    String nightjarVersion,
    SortedMap<String, String> fit)
    implements Serializable {

  /**
   * What was run.
   *
   * @param name such as {@code logistic}
   * @param parameters by name, as resolved, defaults included
   * @param seed of everything random
   */
  public record Algorithm(String name, SortedMap<String, String> parameters, long seed)
      implements Serializable {
    public Algorithm {
      Objects.requireNonNull(name, "name");
      parameters = sorted(parameters);
    }
  }

  /**
   * The rows that the model was fitted on.
   *
   * @param source the table
   * @param rows how many, before the split
   * @param fingerprint of their content, whatever their order
   * @param split how they were split, as a sentence
   */
  public record Snapshot(String source, long rows, String fingerprint, String split)
      implements Serializable {
    public Snapshot {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(fingerprint, "fingerprint");
      Objects.requireNonNull(split, "split");
    }
  }

  public Provenance {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(configSha256, "configSha256");
    Objects.requireNonNull(nightjarVersion, "nightjarVersion");
    fit = sorted(fit);
  }

  private static SortedMap<String, String> sorted(Map<String, String> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
