package io.nightjar.kernels.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the kernels without anything else of Nightjar: {@code java -cp … KernelBench [--only
 * OPERATION] [--rounds N] [--json]}. The result alone goes to standard output.
 */
public final class KernelBench {
  /** Rounds where none are asked for, as a command line says it. */
  public static final String ROUNDS = "7";

  private static final String USAGE = "usage: [--only OPERATION] [--rounds N] [--json]";
  private static final int WRONG = 1;
  private static final int MISUSED = 2;

  private KernelBench() {}

  /** Leaves the JVM with 0, 1 where a contender is wrong, 2 where the arguments are. */
  public static void main(String[] args) {
    System.exit(run(List.of(args)));
  }

  private static int run(List<String> args) {
    KernelBenchmarks benchmarks;
    try {
      benchmarks = benchmarks(args);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.err.println(USAGE);
      return MISUSED;
    }
    BenchmarkReport report = benchmarks.run(what -> System.err.println("  " + what));
    if (args.contains("--json")) {
      Map<String, Object> all = new LinkedHashMap<>(report.fields());
      all.put("problems", report.wrong());
      System.out.println(JsonText.of(all));
    } else {
      report.lines().forEach(System.out::println);
    }
    report.wrong().forEach(what -> System.err.println("WRONG " + what));
    return report.wrong().isEmpty() ? 0 : WRONG;
  }

  private static KernelBenchmarks benchmarks(List<String> args) {
    String only = null;
    int rounds = number(ROUNDS);
    for (int i = 0; i < args.size(); i++) {
      switch (args.get(i)) {
        case "--only" -> only = value(args, ++i);
        case "--rounds" -> rounds = number(value(args, ++i));
        case "--json" -> {}
        default -> throw new IllegalArgumentException(args.get(i) + " is not an option");
      }
    }
    return KernelBenchmarks.full(only, rounds);
  }

  private static String value(List<String> args, int at) {
    if (at == args.size()) {
      throw new IllegalArgumentException(args.get(at - 1) + " needs a value");
    }
    return args.get(at);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException("--rounds is " + text + "; must be a number", wrong);
    }
  }
}
