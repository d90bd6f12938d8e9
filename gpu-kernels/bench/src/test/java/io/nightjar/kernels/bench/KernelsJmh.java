package io.nightjar.kernels.bench;

import io.nightjar.kernels.bench.cases.AllCases;
import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Case;
import io.nightjar.kernels.bench.spec.Scale;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The harness's cases under JMH: a JVM of its own for each figure, which the harness, for all its
 * turns, does not give. The case is chosen by {@code -p what=…}, by its operation and shape.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx2g"})
public class KernelsJmh {
  /** Operation and shape of a case, as the harness writes them. */
  @Param({
    "glm-gradient 200k x 28",
    "glm-gradient 50k x 512",
    "glm-gradient 200k x 11017 by places of ones",
    "glm-gradient 200k x 262144 sparse, 30 a row",
    "margins 200k x 28",
    "margins 200k x 11017 by places of ones",
    "margins 200k x 262144 sparse, 30 a row",
    "gram 200k x 28",
    "gemm 1024 x 1024 x 1024",
    "gemm 100k x 64 x 28",
    "layer-forward 100k x 28 x 64",
    "layer-backward 100k x 28 x 64",
    "cholesky-solve 20k x 32",
    "normal-equations 10k x 50 x 32",
    "top-k 500 x 20k x 32",
    "kmeans-assign 200k x 32 x 64",
    "histogram 500k x 28",
    "histogram 250k of 500k x 28",
    "partition 500k",
    "partition 250k of 500k",
    "ensemble-score 200k x 28 x 100",
    "tree-shap 1k x 28 x 50",
    "count-knots 1M x 20",
    "count-knots 1M x 1k"
  })
  public String what;

  /** How large the shapes are. */
  @Param("FULL")
  public Scale scale;

  /** A backend, or "peer" for the first of the peers. */
  @Param({"scalar", "simd", "opencl", "peer"})
  public String contender;

  private Runnable body;

  /** Makes the data, and refuses a contender whose results are wrong. */
  @Setup(Level.Trial)
  public void check() {
    Case<?> found =
        AllCases.of(scale).stream()
            .filter(each -> each.name().equals(what))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("there is no case " + what));
    body = body(found);
  }

  private <T> Runnable body(Case<T> found) {
    Call<T> call = found.data().get();
    List<Contender> all = Contender.of(found, call, Backends.here());
    Contender chosen =
        all.stream()
            .filter(this::wanted)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(what + " has no " + contender + " here"));
    call.spoil();
    chosen.body().run();
    String fault = chosen.whole() ? call.expected().fault(call.results()) : "";
    if (!fault.isEmpty()) {
      throw new IllegalStateException(contender + " is wrong: " + fault);
    }
    return chosen.body();
  }

  private boolean wanted(Contender each) {
    return contender.equals("peer")
        ? each.role() == Contender.Role.PEER
        : each.name().equals(contender);
  }

  /** One call. */
  @Benchmark
  public void call() {
    body.run();
  }
}
