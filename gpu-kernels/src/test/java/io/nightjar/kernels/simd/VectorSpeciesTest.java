package io.nightjar.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Vectors of one element type have one species, or the vector API allocates them all. */
final class VectorSpeciesTest {
  @Test
  void everyVectorHas256Bits() throws IOException {
    Path sources = Path.of(System.getProperty("nightjar.root"), "gpu-kernels/src/simd/java");
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> others =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(VectorSpeciesTest::lines)
              .filter(line -> line.matches(".*\\bSPECIES_(64|128|512|MAX)\\b.*"))
              .toList();
      assertThat(others).isEmpty();
    }
  }

  /** Elsewhere the compiler would ask which kinds other libraries call these methods on. */
  @Test
  void onlyTheLanesCallMethodsOfFloatAndDoubleVectors() throws IOException {
    Path sources = Path.of(System.getProperty("nightjar.root"), "gpu-kernels/src/simd/java");
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> calls =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.toString().matches(".*/simd/(lanes|ensemble)/.*"))
              .flatMap(VectorSpeciesTest::lines)
              .filter(
                  line ->
                      line.matches(".*\\b(Float|Double)Vector\\.\\w+\\(.*")
                          || line.matches(".*\\.(intoArray|castShape|div|blend|compare)\\(.*"))
              .toList();
      assertThat(calls).isEmpty();
    }
  }

  @Test
  void somethingIsVectorised() {
    SimdProbe probe = SimdProbe.run();
    assertThat(probe.reason()).isEmpty();
    assertThat(Kernels.operations().stream().map(Operation::type).filter(probe.operations()::has))
        .hasSizeGreaterThan(5);
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
