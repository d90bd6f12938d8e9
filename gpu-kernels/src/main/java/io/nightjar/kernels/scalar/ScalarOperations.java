package io.nightjar.kernels.scalar;

import io.nightjar.kernels.backend.OperationSet;
import io.nightjar.kernels.ensemble.EnsembleScore;
import io.nightjar.kernels.ensemble.TreeShap;
import io.nightjar.kernels.linear.GlmGradient;
import io.nightjar.kernels.linear.Gram;
import io.nightjar.kernels.linear.Margins;
import io.nightjar.kernels.scalar.ensemble.LaneLoops;
import io.nightjar.kernels.scalar.ensemble.ShapLoops;
import io.nightjar.kernels.scalar.ensemble.TiledScore;
import io.nightjar.kernels.scalar.ensemble.TiledShap;
import io.nightjar.kernels.scalar.linear.LinearLoops;
import io.nightjar.kernels.scalar.linear.TiledGradient;
import io.nightjar.kernels.scalar.linear.TiledGram;
import io.nightjar.kernels.scalar.linear.TiledMargins;
import java.util.HashMap;
import java.util.Map;

/** Every operation on plain loops. */
public final class ScalarOperations {
  private static final OperationSet ALL = new OperationSet(all());

  private ScalarOperations() {}

  /** The plain loops of this JVM. */
  public static OperationSet set() {
    return ALL;
  }

  private static Map<Class<?>, Object> all() {
    Map<Class<?>, Object> all = new HashMap<>();
    LinearLoops linear = LinearLoops.plain();
    all.put(GlmGradient.class, new TiledGradient(linear));
    all.put(Margins.class, new TiledMargins(linear));
    all.put(Gram.class, new TiledGram(linear));
    all.put(EnsembleScore.class, new TiledScore(LaneLoops.plain()));
    all.put(TreeShap.class, new TiledShap(ShapLoops.plain()));
    return all;
  }
}
