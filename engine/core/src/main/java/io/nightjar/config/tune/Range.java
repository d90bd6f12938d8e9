package io.nightjar.config.tune;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;

/** What values of one setting are tried. */
public sealed interface Range {

  /** The setting, such as {@code model.depth}. */
  String key();

  /** The values at its ends, or all where they are listed, as a config writes them. */
  List<String> edges();

  /**
   * A value of it.
   *
   * @param u a number drawn uniformly from [0, 1)
   */
  String at(double u);

  /**
   * Values that are listed.
   *
   * @param values each once, at least one
   */
  record Listed(String key, List<String> values) implements Range {
    public Listed {
      values = List.copyOf(values);
    }

    @Override
    public List<String> edges() {
      return values;
    }

    @Override
    public String at(double u) {
      return values.get((int) (u * values.size()));
    }
  }

  /**
   * All numbers from min to max. With x uniform, or log x where the scale is logarithmic; a whole
   * number is drawn from [min, max + 1) and rounded down, so that on a linear scale all are as
   * likely. Others are rounded to four digits, which a person can copy.
   *
   * @param min the least, above 0 on a logarithmic scale
   * @param max the greatest, not below min
   * @param whole whether the numbers are whole
   */
  record Interval(String key, double min, double max, Scale scale, boolean whole) implements Range {
    private static final MathContext DIGITS = new MathContext(4);
    private static final double SHORT = 1e-6;

    @Override
    public List<String> edges() {
      return List.of(text(min), text(max));
    }

    @Override
    public String at(double u) {
      return whole ? text(Math.floor(between(max + 1, u))) : text(between(max, u));
    }

    /** So many numbers from min to max, as far from one another on the scale; fewer if whole. */
    Listed steps(int count) {
      List<String> values =
          IntStream.range(0, count)
              .mapToDouble(i -> between(max, i / (count - 1.0)))
              .mapToObj(value -> text(whole ? Math.rint(value) : value))
              .distinct()
              .toList();
      return new Listed(key, values);
    }

    private double between(double end, double u) {
      return scale == Scale.LOG
          ? Math.exp(Math.log(min) + u * (Math.log(end) - Math.log(min)))
          : min + u * (end - min);
    }

    private String text(double value) {
      double inside = Math.min(max, Math.max(min, value));
      if (whole) {
        return Long.toString((long) inside);
      }
      boolean end = inside == min || inside == max;
      double rounded = end ? inside : new BigDecimal(inside).round(DIGITS).doubleValue();
      return decimal(Math.min(max, Math.max(min, rounded)));
    }

    /**
     * As a person writes it: without a point where it is whole, without a power where it is short.
     */
    private static String decimal(double value) {
      double size = Math.abs(value);
      boolean isShort = size == 0 || (size >= SHORT && size < 1 / SHORT);
      return isShort
          ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
          : Double.toString(value);
    }
  }

  /** How the numbers of an interval are spread. */
  enum Scale {
    LINEAR,
    /** As many between 0.01 and 0.1 as between 0.1 and 1. */
    LOG
  }
}
