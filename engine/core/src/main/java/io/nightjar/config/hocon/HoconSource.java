package io.nightjar.config.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A config file with its includes, {@code --set} overrides and substitutions taken in. An override
 * wins over the file; a substitution {@code ${NAME}} means a setting, or else an environment
 * variable.
 *
 * @param file the file as it was named
 * @param config the resolved tree
 * @param places {@code file:line} by key
 * @param problems what was wrong so far; the tree holds {@link #UNRESOLVED} in those places
 * @param again the same text read with other overrides
 */
public record HoconSource(
    String file,
    Config config,
    Map<String, String> places,
    List<Problem> problems,
    Function<List<String>, HoconSource> again) {

  /** Stands for a substitution that has no value, which is already reported. */
  static final String UNRESOLVED = "\u0000unresolved\u0000";

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{\\??([^}]*)}");

  /** Reads a file. Throws a CONFIG failure where it can't be parsed at all. */
  public static HoconSource load(Path file, List<String> overrides, Map<String, String> env) {
    return resolve(file.toString(), HoconText.parse(file), overrides, env);
  }

  /** Reads a text that is not in a file; {@code name} stands in its place in messages. */
  public static HoconSource parse(
      String name, String text, List<String> overrides, Map<String, String> env) {
    return resolve(name, HoconText.parse(name, text), overrides, env);
  }

  /** The same text with overrides beside those that it has, which win over them. */
  public HoconSource with(List<String> overrides) {
    return again.apply(overrides);
  }

  /** The file alone: settings may hold secrets. */
  @Override
  public String toString() {
    return file;
  }

  private static HoconSource resolve(
      String file, Config parsed, List<String> overrides, Map<String, String> env) {
    List<Problem> problems = new ArrayList<>();
    Config unresolved = Overrides.of(overrides, problems).withFallback(parsed);
    Config known = unresolved.withFallback(environment(env));
    Set<String> standIns = new HashSet<>();
    while (true) {
      try {
        Config resolved = resolved(known, unresolved.root().keySet());
        Map<String, String> places = Places.of(unresolved, resolved, file);
        return new HoconSource(
            file,
            resolved,
            places,
            problems,
            more -> resolve(file, parsed, joined(overrides, more), env));
      } catch (ConfigException.UnresolvedSubstitution e) {
        String name = unresolvedName(e, file);
        if (!standIns.add(name)) {
          throw new NightjarException(FailureKind.CONFIG, problems, e);
        }
        problems.add(unresolvedProblem(e, name, file));
        known = known.withFallback(standIn(name));
      } catch (ConfigException e) {
        throw NightjarException.of(
            FailureKind.CONFIG,
            Places.of(e.origin(), file),
            "not valid HOCON: " + e.getMessage(),
            e);
      }
    }
  }

  private static List<String> joined(List<String> first, List<String> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  /** Keys are names, not paths: an environment variable may have any characters. */
  private static Config environment(Map<String, String> names) {
    Map<String, ConfigValue> values = new HashMap<>();
    names.forEach((k, v) -> values.put(k, ConfigValueFactory.fromAnyRef(v, "environment " + k)));
    return ConfigFactory.empty().withFallback(ConfigValueFactory.fromMap(values));
  }

  /** The resolved tree, of which only {@code names} are the config's own. */
  private static Config resolved(Config known, Set<String> names) {
    ConfigObject root = known.resolve(ConfigResolveOptions.noSystem()).root();
    for (String name : Set.copyOf(root.keySet())) {
      root = names.contains(name) ? root : root.withoutKey(name);
    }
    return root.toConfig();
  }

  /** A value for a substitution that has none, so that all of them are found. */
  private static Config standIn(String path) {
    return ConfigFactory.empty().withValue(path, ConfigValueFactory.fromAnyRef(UNRESOLVED));
  }

  private static String unresolvedName(ConfigException e, String file) {
    Matcher name = SUBSTITUTION.matcher(e.getMessage());
    if (!name.find()) {
      throw NightjarException.of(
          FailureKind.CONFIG, Places.of(e.origin(), file), e.getMessage(), e);
    }
    return name.group(1);
  }

  private static Problem unresolvedProblem(ConfigException e, String name, String file) {
    String why =
        e.getMessage().contains("cycle")
            ? " refers to itself; give it a value."
            : " has no value; define it in the config or as an environment variable.";
    return new Problem(Places.of(e.origin(), file), "${" + name + "}" + why);
  }
}
