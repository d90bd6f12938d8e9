package io.nightjar.config.hocon;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads parsed values as texts, numbers, lists and blocks: empty where one is something else. */
final class Values {
  private Values() {}

  /** The text of a value that is neither list nor block, as it was written. */
  static Optional<String> scalar(ConfigValue v) {
    return switch (v.valueType()) {
      case STRING -> Optional.of((String) v.unwrapped());
      case NUMBER, BOOLEAN -> Optional.of(v.render());
      default -> Optional.empty();
    };
  }

  static Optional<BigDecimal> decimal(ConfigValue v) {
    try {
      return scalar(v).map(String::trim).filter(s -> s.length() < 40).map(BigDecimal::new);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Optional<Long> whole(ConfigValue v) {
    try {
      return decimal(v).filter(d -> d.abs().doubleValue() < 1e19).map(BigDecimal::longValueExact);
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  static <T> Optional<List<T>> list(ConfigValue v, Function<String, Optional<T>> element) {
    if (!(v instanceof ConfigList list)) {
      return Optional.empty();
    }
    List<T> read =
        list.stream().map(e -> scalar(e).flatMap(element)).flatMap(Optional::stream).toList();
    return read.size() == list.size() ? Optional.of(read) : Optional.empty();
  }

  static <T> Optional<Map<String, T>> byName(
      ConfigValue v, Function<ConfigValue, Optional<T>> element) {
    if (!(v instanceof ConfigObject object)) {
      return Optional.empty();
    }
    Map<String, T> read = new LinkedHashMap<>();
    for (String name : Settings.inOrder(object)) {
      Optional<T> value = element.apply(object.get(name));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      read.put(name, value.get());
    }
    return Optional.of(read);
  }

  static boolean isValue(ConfigValue v) {
    return scalar(v).isPresent()
        || (v instanceof ConfigList list && list.stream().allMatch(Values::isValue));
  }

  static Object plainValue(ConfigValue v) {
    if (v instanceof ConfigList list) {
      return new ArrayList<>(list.stream().map(Values::plainValue).toList());
    }
    if (v.valueType() == ConfigValueType.NUMBER) {
      Optional<Long> whole = v.render().matches("-?\\d+") ? whole(v) : Optional.empty();
      // Not a conditional expression, which would make both a double.
      return whole.<Object>map(l -> l).orElseGet(() -> ((Number) v.unwrapped()).doubleValue());
    }
    return v.unwrapped();
  }
}
