package io.nightjar.spark.recipe.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.Problem;
import io.nightjar.spark.run.RecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** The values in which two JSON documents differ. */
final class JsonDifferences {
  private static final int MOST = 10;

  private JsonDifferences() {}

  /** Each value that differs, the first few of them, and then how many more. */
  static List<Problem> of(String file, String then, String now) {
    Map<String, String> before = flat(then);
    Map<String, String> after = flat(now);
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    keys.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
    List<Problem> problems = new ArrayList<>();
    keys.stream()
        .limit(MOST)
        .forEach(
            key ->
                problems.add(
                    new Problem(
                        file,
                        key + " is " + word(after.get(key)) + "; was " + word(before.get(key)))));
    if (keys.size() > MOST) {
      problems.add(new Problem(file, (keys.size() - MOST) + " more values differ"));
    }
    return problems;
  }

  private static String word(String value) {
    return value == null ? "absent" : value;
  }

  private static Map<String, String> flat(String json) {
    Map<String, String> flat = new TreeMap<>();
    add(flat, "", RecordJson.parse(json));
    return flat;
  }

  private static void add(Map<String, String> flat, String path, JsonNode node) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              e -> add(flat, path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue()));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        add(flat, path + "[" + i + "]", node.get(i));
      }
    } else {
      flat.put(path, node.toString());
    }
  }
}
