package io.nightjar.kernels.bench.machine;

import io.nightjar.kernels.bench.measure.Crew;
import io.nightjar.kernels.bench.measure.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The machine that figures hold for.
 *
 * @param cpu the processor's own name
 * @param cores that this JVM may use
 * @param jvm name and version
 * @param vectors how the vector API computes here, or why it can't
 * @param one ceilings of one thread
 * @param all ceilings of all cores together
 */
public record Machine(
    String cpu, int cores, String jvm, String vectors, Ceilings one, Ceilings all) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final String VECTOR_LOOP = "io.nightjar.kernels.bench.machine.VectorFmaLoop";

  /** Measures this machine in a few seconds. */
  public static Machine measure(Crew crew, int megabytes, Effort effort) {
    FmaLoop loop = loop();
    String vectors =
        loop instanceof PlainFmaLoop
            ? "none: the JVM was started without --add-modules jdk.incubator.vector"
            : loop.flopsOfAStep() / 20 * Float.SIZE + " bits";
    return new Machine(
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        vectors,
        Ceilings.onOneThread(loop, megabytes, effort),
        Ceilings.together(crew, loop, megabytes, effort));
  }

  private static FmaLoop loop() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return new PlainFmaLoop();
    }
    try {
      return (FmaLoop) Class.forName(VECTOR_LOOP).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError failure) {
      return new PlainFmaLoop();
    }
  }

  /** Linux's words for the processor; elsewhere, Java's. */
  private static String processor() {
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      Map<String, String> first =
          lines
              .filter(line -> line.indexOf(':') > 0)
              .map(line -> line.split(":", 2))
              .collect(Collectors.toMap(it -> it[0].strip(), it -> it[1].strip(), (a, b) -> a));
      String name = first.getOrDefault("model name", System.getProperty("os.arch"));
      return first.containsKey("cpu family")
          ? name + " (family " + first.get("cpu family") + ", model " + first.get("model") + ")"
          : name;
    } catch (IOException notLinux) {
      return System.getProperty("os.arch");
    }
  }
}
