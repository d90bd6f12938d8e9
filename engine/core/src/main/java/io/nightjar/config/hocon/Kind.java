package io.nightjar.config.hocon;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * What values a property takes.
 *
 * @param <T> the value's type
 * @param allowed completes the sentence "must be …"
 * @param standIn read in place of a wrong value, so that the remaining settings can be checked too
 * @param reader the value, or empty where it isn't allowed
 */
public record Kind<T>(String allowed, T standIn, Function<ConfigValue, Optional<T>> reader) {

  /** Text that isn't empty; numbers and booleans count as the text they are written as. */
  public static Kind<String> text() {
    return new Kind<>("non-empty text", "", v -> Values.scalar(v).filter(s -> !s.isBlank()));
  }

  /** Text that fits a pattern, which {@code allowed} says in words. */
  public static Kind<String> text(String allowed, String regex) {
    Predicate<String> fits = Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
    return new Kind<>(allowed, "", v -> Values.scalar(v).filter(fits));
  }

  /** A regular expression. */
  public static Kind<String> regex() {
    return new Kind<>("a regular expression", "", v -> Values.scalar(v).filter(Kind::compiles));
  }

  /** One character. */
  public static Kind<String> character() {
    return text("one character", ".");
  }

  /** The name of a character set. */
  public static Kind<String> charset() {
    return new Kind<>(
        "a character set such as UTF-8 or ISO-8859-1",
        "UTF-8",
        v -> Values.scalar(v).filter(Kind::isCharset));
  }

  /** A finite number from {@code min} to {@code max}. */
  public static Kind<Double> number(double min, double max) {
    return number(
        range("a number", Double.isInfinite(min), plain(min), Double.isInfinite(max), plain(max)),
        Math.max(min, 0),
        d -> d >= min && d <= max);
  }

  /** A finite number greater than 0. */
  public static Kind<Double> positive() {
    return number("a number greater than 0", 1, d -> d > 0 && d < Double.POSITIVE_INFINITY);
  }

  /** A number greater than 0, 1 at most. */
  public static Kind<Double> share() {
    return number("a number greater than 0, 1 at most", 1, d -> d > 0 && d <= 1);
  }

  /** A number that is greater than {@code min} and less than {@code max}. */
  public static Kind<Double> between(double min, double max) {
    return number(
        "a number between " + plain(min) + " and " + plain(max),
        (min + max) / 2,
        d -> d > min && d < max);
  }

  private static Kind<Double> number(String allowed, double standIn, Predicate<Double> fits) {
    return new Kind<>(
        allowed, standIn, v -> Values.decimal(v).map(BigDecimal::doubleValue).filter(fits));
  }

  /** A whole number from {@code min} to {@code max}. */
  public static Kind<Integer> integer(int min, int max) {
    return new Kind<>(
        "a whole number, " + (max == Integer.MAX_VALUE ? min + " or more" : min + ".." + max),
        min,
        v -> Values.whole(v).filter(l -> l >= min && l <= max).map(Math::toIntExact));
  }

  /**
   * A list of {@code fewest} to {@code most} whole numbers, each from {@code min} to {@code max}.
   */
  public static Kind<List<Integer>> integers(int fewest, int most, int min, int max) {
    Function<ConfigValue, Optional<List<Integer>>> reader =
        v ->
            v instanceof ConfigList list && list.size() >= fewest && list.size() <= most
                ? Optional.of(list.stream().map(integer(min, max).reader()).toList())
                    .filter(read -> read.stream().allMatch(Optional::isPresent))
                    .map(read -> read.stream().map(Optional::get).toList())
                : Optional.empty();
    return new Kind<>(
        "a list of %d to %d whole numbers, each %d..%d".formatted(fewest, most, min, max),
        List.of(min),
        reader);
  }

  /** A list of {@code fewest} to {@code most} finite numbers, each {@code min} or more. */
  public static Kind<List<Double>> numbers(int fewest, int most, double min) {
    Kind<Double> one = number(min, Double.POSITIVE_INFINITY);
    return new Kind<>(
        "a list of %d to %d numbers, each %s or more".formatted(fewest, most, plain(min)),
        List.of(min),
        v ->
            Values.list(v, s -> one.reader().apply(ConfigValueFactory.fromAnyRef(s)))
                .filter(read -> read.size() >= fewest && read.size() <= most));
  }

  /** Any whole number of at least {@code min} that fits 64 bits. */
  public static Kind<Long> whole(long min) {
    return new Kind<>(
        range("a whole number", min == Long.MIN_VALUE, "" + min, true, ""),
        Math.max(min, 0),
        v -> Values.whole(v).filter(l -> l >= min));
  }

  /** True or false. */
  public static Kind<Boolean> bool() {
    return new Kind<>(
        "true or false",
        false,
        v ->
            Values.scalar(v)
                .filter(s -> s.equals("true") || s.equals("false"))
                .map(Boolean::parseBoolean));
  }

  /** One of an enum's constants, written in lower case with hyphens. */
  public static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
    return oneOf(List.of(type.getEnumConstants()));
  }

  /**
   * An enum constant, or another word that stands for one.
   *
   * @param others by word, the constant
   */
  public static <E extends Enum<E>> Kind<E> oneOf(Class<E> type, Map<String, E> others) {
    List<E> constants = List.of(type.getEnumConstants());
    List<String> words = new ArrayList<>(constants.stream().map(Kind::word).toList());
    others.keySet().stream().sorted().forEach(words::add);
    return new Kind<>(
        listed(words),
        constants.get(0),
        v ->
            Values.scalar(v)
                .flatMap(s -> constant(constants, s).or(() -> Optional.ofNullable(others.get(s)))));
  }

  /** Some of an enum's constants. */
  public static <E extends Enum<E>> Kind<E> oneOf(List<E> constants) {
    return new Kind<>(
        listed(constants.stream().map(Kind::word).toList()),
        constants.get(0),
        v -> Values.scalar(v).flatMap(s -> constant(constants, s)));
  }

  /** A list of enum constants without repetition. */
  public static <E extends Enum<E>> Kind<List<E>> listOf(Class<E> type) {
    E[] constants = type.getEnumConstants();
    return new Kind<>(
        "a list of " + listed(Stream.of(constants).map(Kind::word).toList()) + ", each once",
        List.of(),
        v -> Values.list(v, s -> constant(List.of(constants), s)).filter(Kind::isDistinct));
  }

  /** A list of texts, each once. */
  public static Kind<List<String>> names() {
    return names("a list such as [a, b], each once");
  }

  /** A list of texts, each once, which {@code allowed} says in other words. */
  public static Kind<List<String>> names(String allowed) {
    return new Kind<>(
        allowed, List.of(), v -> Values.list(v, Optional::of).filter(Kind::isDistinct));
  }

  /** A block that is read name by name; this looks at no more than that it is one. */
  public static Kind<Map<String, String>> block(String allowed) {
    return new Kind<>(
        allowed, Map.of(), v -> Optional.of(Map.<String, String>of()).filter(m -> isBlock(v)));
  }

  /** The word {@code auto}, read as an empty list, or a list of texts, each once. */
  public static Kind<List<String>> autoOrNames() {
    return new Kind<>(
        "auto or a list such as [a, b], each once",
        List.of(),
        v ->
            Values.scalar(v).filter("auto"::equals).isPresent()
                ? Optional.of(List.of())
                : names().reader().apply(v));
  }

  /** A block of texts by names that the user chooses. */
  public static Kind<Map<String, String>> textByName() {
    return new Kind<>(
        "a block such as { a = text }", Map.of(), v -> Values.byName(v, Values::scalar));
  }

  /** A block of enum constants by names that the user chooses. */
  public static <E extends Enum<E>> Kind<Map<String, E>> oneOfByName(Class<E> type) {
    E[] constants = type.getEnumConstants();
    List<String> words = Stream.of(constants).map(Kind::word).toList();
    return new Kind<>(
        "a block such as { a = " + words.get(0) + " }, each " + listed(words),
        Map.of(),
        v -> Values.byName(v, e -> Values.scalar(e).flatMap(s -> constant(List.of(constants), s))));
  }

  /** A block of values (text, whole or decimal number, boolean, or lists of these) by name. */
  public static Kind<Map<String, Object>> valueByName() {
    return new Kind<>(
        "a block of values and lists such as { a = 1 }",
        Map.of(),
        v -> Values.byName(v, e -> Optional.of(e).filter(Values::isValue).map(Values::plainValue)));
  }

  /** How an enum constant is written in a config. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code a, b or c}. */
  public static String listed(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  private static String range(String noun, boolean noMin, String min, boolean noMax, String max) {
    if (noMin) {
      return noMax ? noun : noun + " of at most " + max;
    }
    return noMax ? noun + ", " + min + " or more" : min + ".." + max;
  }

  private static String plain(double bound) {
    return Double.isInfinite(bound)
        ? ""
        : BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }

  private static boolean isCharset(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean compiles(String regex) {
    try {
      return Pattern.compile(regex).flags() == 0;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static <E extends Enum<E>> Optional<E> constant(List<E> constants, String written) {
    return constants.stream().filter(c -> word(c).equals(written)).findFirst();
  }

  private static boolean isDistinct(List<?> values) {
    return values.stream().distinct().count() == values.size();
  }

  private static boolean isBlock(ConfigValue v) {
    return v instanceof ConfigObject;
  }
}
