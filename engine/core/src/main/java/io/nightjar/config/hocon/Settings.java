package io.nightjar.config.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads properties one by one and collects every problem on the way; {@link #finish} reports them
 * together. A null value counts as not given. Wrong or missing values are read as a stand-in.
 */
public final class Settings {
  private static final int MOST_SHOWN = 80;

  private final HoconSource source;
  private final List<Problem> problems;
  private final Set<String> unsound = new HashSet<>();
  private Config defaults = ConfigFactory.empty();

  public Settings(HoconSource source) {
    this.source = source;
    this.problems = new ArrayList<>(source.problems());
  }

  /** The same settings with some changed, as {@code --set} changes them, and no default taken. */
  public Settings with(List<String> overrides) {
    return new Settings(source.with(overrides));
  }

  /** A property's value or default; {@code names} fill the stars of its key. */
  public <T> T read(Property<T> property, String... names) {
    Optional<T> given = find(property, names);
    if (given.isPresent()) {
      return given.get();
    }
    List<String> path = path(property.key(), names);
    if (property.fallback().isPresent()) {
      if (value(path).isEmpty()) {
        effective(property, property.fallback().get(), names);
      }
      return property.fallback().get();
    }
    if (property.isRequired() && value(path).isEmpty() && !isInsideNonBlock(path)) {
      reject(key(path), " is missing; it is " + property.doc() + ".");
      unsound.add(key(path));
    }
    return property.kind().standIn();
  }

  /** A property's value, if it is given and allowed. */
  public <T> Optional<T> find(Property<T> property, String... names) {
    List<String> path = path(property.key(), names);
    Optional<ConfigValue> value = value(path);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get().render().contains("unresolved\\u0000")) {
      unsound.add(key(path));
      return Optional.empty();
    }
    Optional<T> read = property.kind().reader().apply(value.get());
    if (read.isEmpty()) {
      unsound.add(key(path));
      reject(key(path), " is " + shown(key(path), value.get()) + mustBe(property.kind().allowed()));
    }
    return read;
  }

  /** Whether a property was read without a problem of its own. */
  public boolean isSound(Property<?> property, String... names) {
    return !unsound.contains(key(path(property.key(), names)));
  }

  /** Whether a key, of a block or of a value, is given. */
  public boolean has(String key) {
    return value(List.of(key.split("\\."))).isPresent();
  }

  /** Whether a key is given and is a block. */
  public boolean isBlock(String key) {
    return value(List.of(key.split("\\."))).filter(ConfigObject.class::isInstance).isPresent();
  }

  /** The same for what lies inside it by these names, which may have dots of their own. */
  public boolean isBlock(String key, List<String> names) {
    return value(inside(key, names)).filter(ConfigObject.class::isInstance).isPresent();
  }

  /** The text of a key, if it is given and neither list nor block. */
  public Optional<String> text(String key) {
    return text(key, List.of());
  }

  /** The same for what lies inside it by these names, which may have dots of their own. */
  public Optional<String> text(String key, List<String> names) {
    return value(inside(key, names)).flatMap(Values::scalar);
  }

  /** The names in a block in the order of the file; none where there is no such block. */
  public List<String> names(String key) {
    return names(key, List.of());
  }

  /** The same for what lies inside it by these names, which may have dots of their own. */
  public List<String> names(String key, List<String> inside) {
    return value(inside(key, inside))
        .filter(ConfigObject.class::isInstance)
        .map(v -> inOrder((ConfigObject) v))
        .orElse(List.of());
  }

  private static List<String> inside(String key, List<String> names) {
    List<String> path = new ArrayList<>(List.of(key.split("\\.")));
    path.addAll(names);
    return path;
  }

  /** A block's values by dotted name, as text; names with fewer, quoted parts win. */
  public Map<String, String> flat(String key) {
    Map<String, String> flat = new java.util.TreeMap<>();
    value(List.of(key.split("\\."))).ifPresent(v -> flatten(key, "", v, flat));
    return flat;
  }

  /** Records what holds where a setting's default hangs on others. */
  public <T> void effective(Property<T> property, T value, String... names) {
    defaults =
        defaults.withValue(
            ConfigUtil.joinPath(path(property.key(), names)),
            ConfigValueFactory.fromAnyRef(Property.plain(value), "default"));
  }

  /** Adds a problem about a key: {@code message} follows the key's name. */
  public void reject(String key, String message) {
    problems.add(new Problem(where(key), key + message));
  }

  /** Every problem so far, in the order in which they were found. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** {@code file:line} of a key, of its nearest enclosing block, or the file. */
  public String where(String key) {
    return Provenance.where(key, source.places(), source.file());
  }

  /**
   * Rejects every key that no property has. {@code explained} gives some keys a message of their
   * own; an empty one lets the key pass.
   */
  public void rejectUnknown(Collection<Property<?>> known, Map<String, String> explained) {
    new KnownKeys(known, explained, this).check(source.config().root());
  }

  /** Throws all problems in the order of the file. */
  public void finish() {
    if (!problems.isEmpty()) {
      List<Problem> sorted = new ArrayList<>(problems.stream().distinct().toList());
      sorted.sort(Comparator.comparing(Settings::file).thenComparing(Settings::line));
      throw new NightjarException(FailureKind.CONFIG, sorted, null);
    }
  }

  /** The whole config with defaults and without secrets: JSON with sorted keys. */
  private String resolvedJson() {
    // An object that came of a substitution or an include takes no defaults; one read anew does.
    String stated = source.config().root().render(ConfigRenderOptions.concise());
    ConfigValue whole = ConfigFactory.parseString(stated).withFallback(defaults).root();
    return Secrets.mask("", whole).render(ConfigRenderOptions.concise());
  }

  /** Where the settings stand, and what they come to. Call it after the last property is read. */
  public Provenance provenance() {
    return Provenance.of(source, resolvedJson());
  }

  /** Names of a block in the order in which they are written. */
  static List<String> inOrder(ConfigObject block) {
    return block.keySet().stream()
        .sorted(
            Comparator.<String>comparingInt(k -> block.get(k).origin().lineNumber())
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  static String mustBe(String allowed) {
    return "; must be " + allowed + ".";
  }

  /** A value as a message shows it: short, and without secrets. */
  static String shown(String key, ConfigValue value) {
    if (Secrets.isSecret(key)) {
      return Secrets.MASK;
    }
    String text =
        value.valueType() == ConfigValueType.STRING
            ? (String) value.unwrapped()
            : value.render(ConfigRenderOptions.concise());
    String masked = Secrets.mask(text).replaceAll("\\p{Cntrl}", "?");
    String cut = masked.length() > MOST_SHOWN ? masked.substring(0, MOST_SHOWN) + "…" : masked;
    return cut.isBlank() || cut.contains(" ") ? '"' + cut + '"' : cut;
  }

  private Optional<ConfigValue> value(List<String> path) {
    ConfigValue value = source.config().root();
    for (String name : path) {
      value = value instanceof ConfigObject block ? block.get(name) : null;
      if (value == null || value.valueType() == ConfigValueType.NULL) {
        return Optional.empty();
      }
    }
    return Optional.of(value);
  }

  private boolean isInsideNonBlock(List<String> path) {
    for (int i = 1; i < path.size(); i++) {
      Optional<ConfigValue> parent = value(path.subList(0, i));
      if (parent.isPresent() && !(parent.get() instanceof ConfigObject)) {
        return true;
      }
    }
    return false;
  }

  private void flatten(String root, String name, ConfigValue value, Map<String, String> flat) {
    if (value instanceof ConfigObject block) {
      // Deepest first: a name of fewer parts, such as one from --set, overwrites.
      for (String child : inOrder(block)) {
        if (block.get(child) instanceof ConfigObject) {
          flatten(root, join(name, child), block.get(child), flat);
        }
      }
      for (String child : inOrder(block)) {
        if (!(block.get(child) instanceof ConfigObject)) {
          flatten(root, join(name, child), block.get(child), flat);
        }
      }
    } else if (value.valueType() != ConfigValueType.NULL) {
      Optional<String> text = Values.scalar(value);
      if (text.isEmpty()) {
        reject(join(root, name), " is " + shown(join(root, name), value) + mustBe("text"));
      }
      flat.put(name, text.orElse(""));
    }
  }

  private static String join(String block, String name) {
    return block.isEmpty() ? name : block + "." + name;
  }

  private static List<String> path(String key, String... names) {
    List<String> path = new ArrayList<>();
    int next = 0;
    for (String part : key.split("\\.")) {
      path.add(part.equals("*") ? names[next++] : part);
    }
    return path;
  }

  private static String key(List<String> path) {
    return String.join(".", path);
  }

  private static String file(Problem problem) {
    return problem.where().replaceFirst(":\\d+$", "");
  }

  private static int line(Problem problem) {
    String line = problem.where().replaceFirst("^.*:(\\d+)$", "$1");
    return line.matches("\\d{1,9}") ? Integer.parseInt(line) : 0;
  }
}
