package io.nightjar.config.tune;

import io.nightjar.NearestName;
import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import io.nightjar.config.tune.Range.Interval;
import io.nightjar.config.tune.Range.Listed;
import io.nightjar.config.tune.Range.Scale;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the ranges of {@code tune.ranges}: a list, or a block with min and max, a setting. */
final class RangeReader {
  static final Property<Map<String, String>> RANGES =
      Property.required(
          "tune.ranges",
          Kind.block(
              "a block such as { model.depth = [4, 6, 8], model.learning-rate { min = 0.01, max ="
                  + " 0.3, scale = log } }"),
          "the values to try by setting, of model and features: a list, or min, max, scale (linear"
              + " or log) and steps, the number of values between them that are tried (grid needs"
              + " it)");
  private static final List<String> PARTS = List.of("min", "max", "scale", "steps");
  private static final List<String> ENDS = List.of("min", "max");
  private static final String PARAMS = "model.params.";

  private final Settings settings;
  private final Collection<Property<?>> known;

  /** {@code known} are all settings of a job. */
  RangeReader(Settings settings, Collection<Property<?>> known) {
    this.settings = settings;
    this.known = known;
  }

  List<Range> read() {
    settings.read(RANGES);
    List<Range> ranges = new ArrayList<>();
    List<List<String>> entries = new ArrayList<>();
    collect(List.of(), entries);
    if (entries.isEmpty() && settings.isBlock(RANGES.key())) {
      settings.reject(RANGES.key(), " has nothing to try; give it a setting and its values.");
    }
    entries.forEach(path -> range(path).ifPresent(ranges::add));
    Set<String> seen = new HashSet<>();
    for (Range range : ranges) {
      if (!seen.add(range.key())) {
        settings.reject(
            RANGES.key() + "." + range.key(),
            " is there twice, as one quoted name and as several; drop one.");
      }
    }
    return List.copyOf(ranges);
  }

  /** The names that lead to a range: {@code a.b = [1]} is [a, b], {@code "a.b" = [1]} ["a.b"]. */
  private void collect(List<String> path, List<List<String>> entries) {
    for (String name : settings.names(RANGES.key(), path)) {
      List<String> child = new ArrayList<>(path);
      child.add(name);
      List<String> inside = settings.names(RANGES.key(), child);
      if (!inside.isEmpty() && Collections.disjoint(inside, PARTS)) {
        collect(child, entries);
      } else {
        entries.add(child);
      }
    }
  }

  private Optional<Range> range(List<String> path) {
    String key = RANGES.key() + "." + String.join(".", path);
    if (settings.isBlock(RANGES.key(), path)) {
      return Optional.of(new Entry(path, key).interval());
    }
    Property<List<String>> list =
        Property.optional(
            pattern(path),
            Kind.names("a list such as [1, 2], each once, or a block such as { min = 1, max = 2 }"),
            "",
            "");
    Optional<List<String>> values = settings.find(list, path.toArray(String[]::new));
    if (values.filter(List::isEmpty).isPresent()) {
      settings.reject(key, " is an empty list; give it a value to try.");
    }
    return values.filter(v -> !v.isEmpty()).map(v -> new Listed(String.join(".", path), v));
  }

  private static String pattern(List<String> path) {
    return RANGES.key() + ".*".repeat(path.size());
  }

  /** A range that is given by its ends. */
  private final class Entry {
    private final List<String> path;
    private final String key;
    private final String setting;

    Entry(List<String> path, String key) {
      this.path = path;
      this.key = key;
      this.setting = String.join(".", path);
    }

    Range interval() {
      rejectUnknown();
      Optional<Double> min = end("min");
      Optional<Double> max = end("max");
      Scale scale = part("scale", Kind.oneOf(Scale.class)).orElse(Scale.LINEAR);
      Optional<Integer> steps = part("steps", Kind.integer(2, 1000));
      if (min.isEmpty() || max.isEmpty() || !isInOrder(min.get(), max.get(), scale)) {
        return new Listed(setting, List.of());
      }
      Interval interval = new Interval(setting, min.get(), max.get(), scale, isWhole());
      return steps.<Range>map(interval::steps).orElse(interval);
    }

    private Optional<Double> end(String name) {
      Kind<Double> number = Kind.number(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
      Optional<Double> end = part(name, number);
      if (end.isEmpty() && settings.text(RANGES.key(), inside(name)).isEmpty()) {
        settings.reject(key, " has no " + name + "; give it min and max, or a list of values.");
      }
      return end;
    }

    private <T> Optional<T> part(String name, Kind<T> kind) {
      List<String> names = inside(name);
      return settings.find(
          Property.optional(pattern(names), kind, "", ""), names.toArray(String[]::new));
    }

    private List<String> inside(String name) {
      List<String> longer = new ArrayList<>(path);
      longer.add(name);
      return longer;
    }

    private boolean isInOrder(double min, double max, Scale scale) {
      if (min > max) {
        settings.reject(key + ".min", " is " + min + ", above max, " + max + "; swap them.");
      } else if (scale == Scale.LOG && min <= 0) {
        settings.reject(
            key + ".min", " is " + min + ", but scale is log; must be a number greater than 0.");
      } else if (takesWhole() && !areWhole()) {
        ENDS.stream().filter(name -> !isWhole(name)).forEach(this::rejectFraction);
      } else {
        return true;
      }
      return false;
    }

    /** Whole where the setting is; a param of Spark's is what its ends are written as. */
    private boolean isWhole() {
      return setting.startsWith(PARAMS) ? areWhole() : takesWhole();
    }

    private boolean takesWhole() {
      return known.stream()
          .filter(property -> property.key().equals(setting))
          .map(property -> property.kind().standIn())
          .anyMatch(value -> value instanceof Integer || value instanceof Long);
    }

    private boolean areWhole() {
      return ENDS.stream().allMatch(this::isWhole);
    }

    private boolean isWhole(String name) {
      return settings
          .text(RANGES.key(), inside(name))
          .filter(text -> text.matches("-?\\d+"))
          .isPresent();
    }

    private void rejectFraction(String name) {
      String text = settings.text(RANGES.key(), inside(name)).orElseThrow();
      settings.reject(
          key + "." + name,
          " is " + text + ", but " + setting + " is a whole number; give one without a point.");
    }

    private void rejectUnknown() {
      for (String name : settings.names(RANGES.key(), path)) {
        if (!PARTS.contains(name)) {
          String hint =
              NearestName.of(name, PARTS)
                  .map(near -> "did you mean " + near + "?")
                  .orElse(key + " takes min, max, scale and steps.");
          settings.reject(key + "." + name, " is not a setting; " + hint);
        }
      }
    }
  }
}
