package io.nightjar.config.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One HOCON file and what it includes. Includes stay inside the first file's folder, and one that
 * is missing is an error.
 */
final class HoconText
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
  private static final long MOST_BYTES = 1 << 20;
  private static final int MOST_NESTED_BLOCKS = 100;
  private static final int MOST_NESTED_INCLUDES = 20;

  private final Path file;
  private final Path root;
  private final int depth;
  private final String text;

  private HoconText(Path file, Path root, int depth) {
    this.file = file;
    this.root = root;
    this.depth = depth;
    this.text = read(file);
  }

  /** The parsed file, its substitutions not yet resolved. */
  static Config parse(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    requireFile(file);
    try {
      return parse(new HoconText(file, folder.toRealPath(), 0));
    } catch (IOException e) {
      throw fail(file.toString(), "can't be read: " + e.getMessage() + ".", e);
    }
  }

  /** Parsed text, for configs that are not in a file; it can't include anything. */
  static Config parse(String name, String text) {
    requireShallow(name, text);
    return parse(name, text, options(name).setIncluder(new NoIncludes(name)));
  }

  private static Config parse(HoconText source) {
    String name = source.file.toString();
    requireShallow(name, source.text);
    return parse(name, source.text, options(name).setIncluder(source));
  }

  private static ConfigParseOptions options(String name) {
    return ConfigParseOptions.defaults()
        .setSyntax(ConfigSyntax.CONF)
        .setAllowMissing(false)
        .setOriginDescription(name);
  }

  private static Config parse(String name, String text, ConfigParseOptions options) {
    try {
      return ConfigFactory.parseString(text, options);
    } catch (ConfigException e) {
      throw fail(Places.of(e.origin(), name), "not valid HOCON: " + reason(e) + ".", e);
    }
  }

  /**
   * The library's sentence without its place and its hints, which mislead as often as they help.
   */
  private static String reason(ConfigException e) {
    String message = e.getMessage();
    String origin = e.origin() == null ? "" : e.origin().description() + ": ";
    String bare = message.startsWith(origin) ? message.substring(origin.length()) : message;
    if (bare.contains("close parentheses") || bare.contains("token: end of file")) {
      return "a block, list or text that was opened is not closed";
    }
    return bare.replaceAll("(?s) \\(if you (intended|want) .*", "").replaceAll("\\.$", "");
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    return include(what);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return include(what.getPath());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw refuse(what.toString(), "must be a file inside " + root);
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw refuse(what, "must be a file inside " + root);
  }

  private ConfigObject include(String what) {
    if (depth == MOST_NESTED_INCLUDES) {
      throw refuse(what, "is nested more than " + MOST_NESTED_INCLUDES + " files deep");
    }
    Path parent = file.getParent();
    Path target = parent == null ? Path.of(what) : parent.resolve(what);
    if (!Files.isRegularFile(target)) {
      throw refuse(what, "is no file");
    }
    try {
      if (!target.toRealPath().startsWith(root)) {
        throw refuse(what, "leaves the config's folder; must be a file inside " + root);
      }
    } catch (IOException e) {
      throw fail(target.toString(), "can't be read: " + e.getMessage() + ".", e);
    }
    return parse(new HoconText(target, root, depth + 1)).root();
  }

  private NightjarException refuse(String what, String why) {
    return fail(lineOf(what), "include \"" + what + "\" " + why + ".", null);
  }

  private String lineOf(String what) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].contains("include") && lines[i].contains(what)) {
        return file + ":" + (i + 1);
      }
    }
    return file.toString();
  }

  private static void requireFile(Path file) {
    if (Files.isDirectory(file)) {
      throw fail(file.toString(), "is a folder; name a job config, such as conf/adult.conf.", null);
    }
    if (!Files.exists(file)) {
      throw fail(
          file.toString(),
          "no such file; name a job config, such as conf/adult.conf, or write one with"
              + " `nightjar init`.",
          null);
    }
  }

  private static String read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw fail(
            file.toString(),
            "has " + Files.size(file) + " bytes; a config has at most " + MOST_BYTES + ".",
            null);
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw fail(file.toString(), "is not UTF-8 text; is it a job config?", e);
    } catch (IOException e) {
      throw fail(file.toString(), "can't be read: " + e.getMessage() + ".", e);
    }
  }

  /** The parser recurses, so that a hostile file could exhaust the stack. */
  private static void requireShallow(String name, String text) {
    int line = 1;
    int open = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line += c == '\n' ? 1 : 0;
      open += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      if (open > MOST_NESTED_BLOCKS) {
        throw fail(
            name + ":" + line, "has more than " + MOST_NESTED_BLOCKS + " blocks nested.", null);
      }
    }
  }

  private static NightjarException fail(String where, String message, Exception cause) {
    return NightjarException.of(FailureKind.CONFIG, where, message, cause);
  }

  /** For text that has no folder. */
  private record NoIncludes(String name) implements ConfigIncluder {
    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      throw fail(name, "include \"" + what + "\" needs a config in a file.", null);
    }
  }
}
