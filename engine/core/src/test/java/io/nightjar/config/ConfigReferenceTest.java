package io.nightjar.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Provenance;
import io.nightjar.config.model.CoefficientBounds;
import io.nightjar.config.model.ModelConfig;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No field without a documented setting, no setting without a field, no page out of step. */
class ConfigReferenceTest {
  private static final Path PAGE = Path.of(System.getProperty("nightjar.root"), "docs/config.md");

  @Test
  void everyFieldHasASettingAndEverySettingAField() {
    Set<String> fields = new TreeSet<>(Set.of("vars", "model-type"));
    collect("", JobConfig.class, fields);
    Set<String> settings = new TreeSet<>();
    JobConfig.properties().forEach(p -> settings.add(p.key().replace('.', '-')));

    assertThat(fields).isEqualTo(settings);
  }

  @Test
  void everySettingIsThereOnceAndHasADescription() {
    Map<String, Property<?>> byKey = new TreeMap<>();
    for (Property<?> property : JobConfig.properties()) {
      assertThat(byKey.put(property.key(), property)).as(property.key()).isNull();
      assertThat(property.doc()).as(property.key()).hasSizeGreaterThan(9).doesNotEndWith(".");
    }
  }

  @Test
  void thePageIsWhatTheSettingsSay() throws IOException {
    if (Boolean.getBoolean("nightjar.update-docs")) {
      Files.writeString(PAGE, JobConfig.reference());
    }

    assertThat(PAGE)
        .as("run this test with -Dnightjar.update-docs=true to write the page anew")
        .hasContent(JobConfig.reference());
  }

  /** Keys of a record's fields, with hyphens for dots and a star for a name of the user's own. */
  private static void collect(String prefix, Class<?> type, Set<String> keys) {
    for (RecordComponent field : type.getRecordComponents()) {
      String key = prefix + word(field.getName());
      Class<?> raw = field.getType();
      if (raw == Provenance.class) {
        continue;
      }
      if (raw == ModelConfig.class) {
        for (Class<?> algorithm : ModelConfig.class.getPermittedSubclasses()) {
          collect(key + "-", algorithm, keys);
        }
      } else if (raw.isRecord() && raw.getEnclosingClass() == ModelConfig.class) {
        collect(prefix, raw, keys);
      } else if (field.getName().equals("contract")) {
        collect(key + "-*-", ColumnRule.class, keys);
      } else if (field.getName().equals("bounds")) {
        collect(key + "-*-", CoefficientBounds.class, keys);
      } else if (field.getName().equals("gates") && type == GatesConfig.class) {
        collect(prefix + "*-", GatesConfig.Gate.class, keys);
        keys.remove(prefix + "*-metric");
      } else {
        Class<?> inner = inOptional(field.getGenericType()).orElse(raw);
        if (inner.isRecord()) {
          collect(key + "-", inner, keys);
        } else {
          keys.add(key);
        }
      }
    }
  }

  private static Optional<Class<?>> inOptional(Type type) {
    return type instanceof ParameterizedType p
            && p.getRawType() == Optional.class
            && p.getActualTypeArguments()[0] instanceof Class<?> inner
        ? Optional.of(inner)
        : Optional.empty();
  }

  private static String word(String name) {
    return name.equals("className")
        ? "class"
        : name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
