package io.nightjar.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The algorithm that is trained, with its settings. */
public sealed interface ModelConfig extends Serializable {

  /** The name of the algorithm in a config: {@code model.type}. */
  String type();

  /**
   * Logistic regression.
   *
   * @param glm objective and solver
   * @param threshold probability from which a row is called positive, 0..1
   * @param family how many classes
   */
  record Logistic(Glm glm, double threshold, Family family) implements ModelConfig {
    @Override
    public String type() {
      return "logistic";
    }
  }

  /**
   * Linear regression.
   *
   * @param glm objective and solver
   */
  record Linear(Glm glm) implements ModelConfig {
    @Override
    public String type() {
      return "linear";
    }
  }

  /**
   * Any estimator of Spark ML.
   *
   * @param className its class
   * @param params its params by name: text, Long, Double, Boolean or a List of these
   */
  record Mllib(String className, Map<String, Object> params) implements ModelConfig {
    public Mllib {
      params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    @Override
    public String type() {
      return "mllib";
    }
  }

  /**
   * Objective and solver of the linear family: (1/Σw)·Σ wᵢ·lossᵢ + λ·(α·‖β‖₁ + (1−α)/2·‖β‖₂²).
   *
   * @param lambda λ, strength of the penalty, ≥ 0
   * @param alpha α, share of the L1 penalty, 0..1
   * @param maxIterations most iterations of the solver
   * @param tolerance relative change of the objective at which the solver stops
   * @param standardize whether the penalty is on coefficients of standardised features
   * @param fitIntercept whether there is an intercept
   * @param precision of the features
   */
  record Glm(
      double lambda,
      double alpha,
      int maxIterations,
      double tolerance,
      boolean standardize,
      boolean fitIntercept,
      Precision precision)
      implements Serializable {}

  /** Precision of the features; sums are always double. */
  enum Precision {
    FLOAT,
    /** For ill-conditioned tables; runs on the JVM. */
    DOUBLE
  }

  /** Number of classes. */
  enum Family {
    /** Binary for two classes, multinomial for more. */
    AUTO,
    BINARY,
    MULTINOMIAL
  }
}
