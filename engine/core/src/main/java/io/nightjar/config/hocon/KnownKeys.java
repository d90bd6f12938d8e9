package io.nightjar.config.hocon;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.nightjar.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds keys that no property has, and says which one was likely meant. */
final class KnownKeys {
  private final List<List<String>> patterns = new ArrayList<>();
  private final Map<String, String> explained;
  private final Settings settings;

  KnownKeys(Collection<Property<?>> known, Map<String, String> explained, Settings settings) {
    known.forEach(p -> patterns.add(List.of(p.key().split("\\."))));
    this.explained = explained;
    this.settings = settings;
  }

  void check(ConfigObject root) {
    check(List.of(), List.of(), root);
  }

  /** {@code path} is what is written, {@code pattern} the same with stars. */
  private void check(List<String> path, List<String> pattern, ConfigObject block) {
    Set<String> children = children(pattern);
    for (String name : Settings.inOrder(block)) {
      String step = children.contains(name) || !children.contains("*") ? name : "*";
      List<String> childPath = plus(path, name);
      List<String> childPattern = plus(pattern, step);
      String why = explained.get(String.join(".", childPath));
      if (why != null) {
        explain(String.join(".", childPath), why);
      } else if (HoconSource.UNRESOLVED.equals(block.get(name).unwrapped())) {
        continue;
      } else if (!children.contains(step)) {
        settings.reject(String.join(".", childPath), unknown(name, path, pattern));
      } else if (!patterns.contains(childPattern)) {
        descend(childPath, childPattern, block.get(name));
      }
    }
  }

  private void explain(String key, String why) {
    if (!why.isEmpty()) {
      settings.reject(key, why);
    }
  }

  private void descend(List<String> path, List<String> pattern, ConfigValue value) {
    if (value instanceof ConfigObject block) {
      check(path, pattern, block);
    } else if (value.valueType() != ConfigValueType.NULL) {
      String key = String.join(".", path);
      String example = children(pattern).stream().findFirst().orElse("");
      settings.reject(
          key,
          " is "
              + Settings.shown(key, value)
              + Settings.mustBe("a block such as { " + example + " = … }"));
    }
  }

  private String unknown(String name, List<String> path, List<String> pattern) {
    String unknown = " is not a setting";
    Set<String> siblings = children(pattern);
    Optional<String> near =
        NearestName.of(name, siblings).map(n -> String.join(".", plus(path, n)));
    if (near.isEmpty()) {
      near = elsewhere(name);
    }
    if (near.isPresent()) {
      return unknown + "; did you mean " + near.get() + "?";
    }
    String block = path.isEmpty() ? "a config" : String.join(".", path);
    return unknown + "; " + block + " takes " + listed(siblings) + ".";
  }

  /** A key of another block that ends in the same name. */
  private Optional<String> elsewhere(String name) {
    return patterns.stream()
        .filter(p -> p.get(p.size() - 1).equals(name) && !p.contains("*"))
        .map(p -> String.join(".", p))
        .findFirst();
  }

  private Set<String> children(List<String> prefix) {
    Set<String> children = new LinkedHashSet<>();
    for (List<String> p : patterns) {
      if (p.size() > prefix.size() && p.subList(0, prefix.size()).equals(prefix)) {
        children.add(p.get(prefix.size()));
      }
    }
    return children;
  }

  private static String listed(Set<String> names) {
    List<String> words = List.copyOf(names);
    return words.isEmpty()
        ? "no block"
        : words.size() == 1
            ? words.get(0)
            : String.join(", ", words.subList(0, words.size() - 1))
                + " and "
                + words.get(words.size() - 1);
  }

  private static List<String> plus(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }
}
