package io.nightjar.spark.recipe.reproduce;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.model.files.ModelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What differs between a version's files and those of its retrain.
 *
 * @param then the version's files
 * @param now those of the retrain
 */
record ModelDifferences(ModelFiles then, ModelFiles now) {
  /** Spark ML writes times and random names into its files: no two of its fits have the same. */
  private static final String SPARK_ML = "mllib/";

  /** By file, tensor and value; the manifest, which holds the others' hashes, says nothing more. */
  List<Problem> of(Map<String, String> before, Map<String, String> after) {
    TreeSet<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    paths.remove(ModelDirectory.MANIFEST);
    List<Problem> problems = new ArrayList<>();
    boolean sparkMl = paths.removeIf(path -> path.startsWith(SPARK_ML));
    for (String path : paths) {
      if (!before.containsKey(path) || !after.containsKey(path)) {
        problems.add(
            new Problem(path, after.containsKey(path) ? "was not there" : "is not there any more"));
      } else if (!before.get(path).equals(after.get(path))) {
        problems.addAll(differences(path));
      }
    }
    if (sparkMl) {
      problems.add(
          new Problem(
              SPARK_ML,
              "holds what Spark ML writes, with times and random names, so that no retrain has its"
                  + " bits; "
                  + (problems.isEmpty()
                      ? "all other files are the same, the profile of the predictions among them"
                      : "other files differ too")));
    }
    return problems;
  }

  private List<Problem> differences(String path) {
    byte[] before = bytes(then, path);
    byte[] after = bytes(now, path);
    List<Problem> problems =
        path.endsWith(".safetensors")
            ? TensorDifferences.of(path, before, after)
            : path.endsWith(".json")
                ? JsonDifferences.of(path, text(before), text(after))
                : List.of();
    return problems.isEmpty() ? List.of(new Problem(path, "differs")) : problems;
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(ModelFiles files, String path) {
    try (InputStream in = files.open(path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE, files.location(path), "can't be read: " + e.getMessage() + ".", e);
    }
  }
}
