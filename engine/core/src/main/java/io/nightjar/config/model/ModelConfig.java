package io.nightjar.config.model;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The algorithm that is trained, with its settings. */
public sealed interface ModelConfig extends Serializable {

  /** The name of the algorithm in a config: {@code model.type}. */
  String type();

  /** What it predicts, as far as the config alone says so. */
  Predicts predicts();

  /** Whether it learns from a label. */
  default boolean labelled() {
    return switch (predicts()) {
      case CLUSTERS, COMPONENTS, ANOMALIES -> false;
      case CLASSES, NUMBER, PREFERENCE, OPEN -> true;
    };
  }

  /** Rounds between checkpoints that a stopped run goes on from; 0: none are kept. */
  default int checkpointRounds() {
    return 0;
  }

  /** What the output of an ONNX graph holds. */
  enum Scale {
    /** Numbers or probabilities. */
    IDENTITY,
    /** Logarithms of numbers. */
    LOG,
    /** Log-odds of the positive class. */
    LOGIT,
    /** A margin a class. */
    SOFTMAX
  }

  /** What a model predicts. */
  enum Predicts {
    CLASSES,
    NUMBER,
    /** How much a user would take to an item, learnt from what users did. */
    PREFERENCE,
    /** Goes by the label or by a class of Spark's. */
    OPEN,
    /** Which of several clusters found without a label a row lies nearest to. */
    CLUSTERS,
    /** A row's coordinates in fewer dimensions, found without a label. */
    COMPONENTS,
    /** How much a row stands out from the others, found without a label. */
    ANOMALIES
  }

  /**
   * Logistic regression.
   *
   * @param glm objective and solver
   * @param threshold probability from which a row is called positive, 0..1
   * @param family how many classes
   * @param checkpointRounds rounds between checkpoints that a stopped run goes on from; 0: none
   */
  record Logistic(Glm glm, double threshold, Family family, int checkpointRounds)
      implements ModelConfig {
    @Override
    public String type() {
      return "logistic";
    }

    @Override
    public Predicts predicts() {
      return Predicts.CLASSES;
    }
  }

  /**
   * Linear regression.
   *
   * @param glm objective and solver
   * @param checkpointRounds rounds between checkpoints that a stopped run goes on from; 0: none
   */
  record Linear(Glm glm, int checkpointRounds) implements ModelConfig {
    @Override
    public String type() {
      return "linear";
    }

    @Override
    public Predicts predicts() {
      return Predicts.NUMBER;
    }
  }

  /**
   * Poisson regression of counts, labels of 0 or more, with the log link.
   *
   * @param glm objective and solver
   * @param checkpointRounds rounds between checkpoints that a stopped run goes on from; 0: none
   */
  record Poisson(Glm glm, int checkpointRounds) implements ModelConfig {
    @Override
    public String type() {
      return "poisson";
    }

    @Override
    public Predicts predicts() {
      return Predicts.NUMBER;
    }
  }

  /**
   * Gradient-boosted trees: each tree is grown on the gradients of the sum of those before it.
   *
   * @param objective what is minimised
   * @param trees the most trees of each output
   * @param learningRate η, the share of a tree's step that is taken, above 0, 1 at most
   * @param earlyStoppingRounds trees without a better validation loss after which growing stops;
   *     empty: all trees are grown
   * @param earlyStoppingMetric what is better by which; empty: the objective's own loss
   * @param scalePosWeight what the positive class's rows weigh more than the negative one's
   * @param growth how each tree grows
   * @param threshold probability from which a row is called positive, 0..1
   * @param checkpointRounds rounds between checkpoints that a stopped run goes on from; 0: none
   * @param warmStart the version that growing goes on from; empty: from the start
   */
  record Gbt(
      Objective objective,
      int trees,
      double learningRate,
      OptionalInt earlyStoppingRounds,
      Optional<String> earlyStoppingMetric,
      double scalePosWeight,
      Growth growth,
      double threshold,
      int checkpointRounds,
      Optional<String> warmStart)
      implements ModelConfig {
    @Override
    public String type() {
      return "gbt";
    }

    @Override
    public Predicts predicts() {
      return objective.objective().predicts();
    }
  }

  /**
   * A random forest: the mean of trees, each grown on rows drawn anew.
   *
   * @param objective AUTO, BINARY, MULTICLASS or SQUARED
   * @param trees how many trees of each output
   * @param growth how each tree grows
   * @param threshold probability from which a row is called positive, 0..1
   * @param checkpointRounds rounds between checkpoints that a stopped run goes on from; 0: none
   */
  record Forest(Loss objective, int trees, Growth growth, double threshold, int checkpointRounds)
      implements ModelConfig {
    @Override
    public String type() {
      return "forest";
    }

    @Override
    public Predicts predicts() {
      return objective.predicts();
    }
  }

  /**
   * A multilayer perceptron: layers of units, each an activated sum of all units before it.
   *
   * @param objective AUTO, BINARY, MULTICLASS or SQUARED
   * @param hiddenLayers units of each hidden layer, 1 or more, from the features to the output
   * @param activation of the hidden units
   * @param dropout share of the hidden units that a row's step leaves out, 0 or more, below 1
   * @param lambda λ in (1/Σw)·Σ wᵢ·lossᵢ + λ/2·Σ‖W‖², 0 or more; biases are free
   * @param descent how the weights are found
   * @param threshold probability from which a row is called positive, 0..1
   * @param checkpointRounds rounds between checkpoints that a stopped run goes on from; 0: none
   */
  record Mlp(
      Loss objective,
      List<Integer> hiddenLayers,
      HiddenActivation activation,
      double dropout,
      double lambda,
      Descent descent,
      double threshold,
      int checkpointRounds)
      implements ModelConfig {
    public Mlp {
      hiddenLayers = List.copyOf(hiddenLayers);
    }

    @Override
    public String type() {
      return "mlp";
    }

    @Override
    public Predicts predicts() {
      return objective.predicts();
    }
  }

  /**
   * k-means clusters.
   *
   * @param clusters k, 1 or more
   * @param maxIterations the most iterations of Lloyd's algorithm, 1 or more
   * @param tolerance relative decrease of the inertia at which it stops, above 0
   * @param initSteps the rounds of k-means|| that find the first centroids, 1 or more
   * @param standardize whether distances are those of standardised features
   * @param checkpointRounds rounds between checkpoints that a stopped run goes on from; 0: none
   */
  record KMeans(
      int clusters,
      int maxIterations,
      double tolerance,
      int initSteps,
      boolean standardize,
      int checkpointRounds)
      implements ModelConfig {
    @Override
    public String type() {
      return "kmeans";
    }

    @Override
    public Predicts predicts() {
      return Predicts.CLUSTERS;
    }
  }

  /**
   * Principal components.
   *
   * @param components how many are kept; empty: all
   * @param standardize whether they are those of standardised features
   * @param precision of the features
   */
  record Pca(OptionalInt components, boolean standardize, Precision precision)
      implements ModelConfig {
    @Override
    public String type() {
      return "pca";
    }

    @Override
    public Predicts predicts() {
      return Predicts.COMPONENTS;
    }
  }

  /**
   * Alternating least squares: Σ c·(p − u·v)² + λ·(Σ n_u·‖u‖² + Σ n_v·‖v‖²), n the ratings of a
   * user or item (Zhou et al., 2008). Explicit: c = 1 and p = r over all ratings r. Implicit: over
   * all pairs, c = 1 + α·|r| and p = 1 where r is above 0, else 0 (Hu, Koren and Volinsky, 2008),
   * and n counts what is above 0.
   *
   * @param user the column of the user's key
   * @param item the column of the item's key
   * @param rank factors of a user or item, 1 or more
   * @param iterations how often items' and then users' factors are solved, 1 or more
   * @param lambda λ, 0 or more
   * @param implicit whether a preference is learnt, and not the label itself
   * @param alpha α, 0 or more (implicit)
   * @param nonNegative whether factors are 0 or more
   * @param coldStart what becomes of keys that training never met
   * @param checkpointRounds rounds between checkpoints that a stopped run goes on from; 0: none
   */
  record Als(
      String user,
      String item,
      int rank,
      int iterations,
      double lambda,
      boolean implicit,
      double alpha,
      boolean nonNegative,
      ColdStart coldStart,
      int checkpointRounds)
      implements ModelConfig {
    @Override
    public String type() {
      return "als";
    }

    @Override
    public Predicts predicts() {
      return implicit ? Predicts.PREFERENCE : Predicts.NUMBER;
    }
  }

  /**
   * An isolation forest: trees of random splits, in which rows that stand out are soon alone (Liu,
   * Ting and Zhou, 2008).
   *
   * @param trees 1 or more
   * @param sampleSize ψ, the rows of a tree, 2 or more
   * @param contamination the share of the training rows that the threshold makes anomalies, 0..0.5;
   *     empty: the threshold is 0.5
   */
  record IsolationForest(int trees, int sampleSize, OptionalDouble contamination)
      implements ModelConfig {
    @Override
    public String type() {
      return "isolation-forest";
    }

    @Override
    public Predicts predicts() {
      return Predicts.ANOMALIES;
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

    @Override
    public Predicts predicts() {
      return Predicts.OPEN;
    }
  }

  /**
   * A model that another library trained: nothing is fitted, the rest of the job is the same.
   *
   * @param path the file
   * @param format of the file; {@code auto}: by its first bytes
   * @param columns the input columns in the file's order; empty: as the file names them
   * @param classes the label's values in the order of the file's numbers; empty: as the file names
   *     them
   * @param numbers the type of columns of numbers
   * @param predicts what the label is read as
   * @param output of an ONNX graph, which is the prediction; empty: the only one of numbers
   * @param link what that output holds
   * @param threshold probability from which a row is called positive, 0..1
   */
  record Import(
      String path,
      String format,
      List<String> columns,
      List<String> classes,
      Precision numbers,
      Predicts predicts,
      Optional<String> output,
      Scale link,
      double threshold)
      implements ModelConfig {
    public Import {
      columns = List.copyOf(columns);
      classes = List.copyOf(classes);
    }

    @Override
    public String type() {
      return "import";
    }
  }

  /**
   * Objective and solver of the linear family: (1/Σw)·Σ wᵢ·lossᵢ + λ·(α·‖β‖₁ + (1−α)/2·‖β‖₂²).
   *
   * @param lambda λ, strength of the penalty, ≥ 0; 0 where there is a path
   * @param alpha α, share of the L1 penalty, 0..1
   * @param maxIterations most iterations of the solver
   * @param tolerance relative change of the objective at which the solver stops
   * @param standardize whether the penalty is on coefficients of standardised features
   * @param fitIntercept whether there is an intercept
   * @param precision of the features
   * @param standardErrors which ones the coefficients get
   * @param lambdaPath the λ that are tried; null where λ is given
   * @param bounds by input or design column, what its coefficients may be
   */
  record Glm(
      double lambda,
      double alpha,
      int maxIterations,
      double tolerance,
      boolean standardize,
      boolean fitIntercept,
      Precision precision,
      StandardErrorKind standardErrors,
      LambdaPath lambdaPath,
      Map<String, CoefficientBounds> bounds)
      implements Serializable {

    public Glm {
      bounds = Collections.unmodifiableMap(new LinkedHashMap<>(bounds));
    }

    /** Whether the coefficients get standard errors. */
    public boolean withErrors() {
      return standardErrors != StandardErrorKind.NONE;
    }

    /** The same with one λ. */
    public Glm withLambda(double one) {
      return new Glm(
          one,
          alpha,
          maxIterations,
          tolerance,
          standardize,
          fitIntercept,
          precision,
          standardErrors,
          null,
          bounds);
    }
  }

  /**
   * What boosted trees minimise.
   *
   * @param objective the loss
   * @param huberDelta δ, the residual beyond which the Huber loss is linear, above 0
   * @param quantile which quantile the quantile loss finds, above 0 and below 1
   * @param tweediePower ρ, the power of the mean that the variance goes with, above 1 and below 2
   */
  record Objective(Loss objective, double huberDelta, double quantile, double tweediePower)
      implements Serializable {}

  /** A loss. */
  enum Loss {
    /** By the label: binary, multiclass or squared. */
    AUTO(Predicts.OPEN),
    /** Log loss of two classes. */
    BINARY(Predicts.CLASSES),
    /** Log loss of several classes, one tree a class in each round. */
    MULTICLASS(Predicts.CLASSES),
    SQUARED(Predicts.NUMBER),
    ABSOLUTE(Predicts.NUMBER),
    HUBER(Predicts.NUMBER),
    QUANTILE(Predicts.NUMBER),
    /** Of counts: labels 0 or more, with log link. */
    POISSON(Predicts.NUMBER),
    /** Of amounts: labels above 0, with log link. */
    GAMMA(Predicts.NUMBER),
    /** Of amounts that are often 0: labels 0 or more, with log link. */
    TWEEDIE(Predicts.NUMBER);

    private final Predicts predicts;

    Loss(Predicts predicts) {
      this.predicts = predicts;
    }

    /** What a model with this loss predicts. */
    public Predicts predicts() {
      return predicts;
    }
  }

  /**
   * How a tree grows. G and H are the sums of the rows' gradients and second derivatives.
   *
   * @param depth most splits between root and leaf
   * @param leaves most leaves, where the best leaf of all is split first; empty: level by level
   * @param maxBins most bins of a number, beside the one for missing
   * @param lambda λ in leaf = −G/(H + λ), 0 or more
   * @param alpha what G is shrunk by towards 0, 0 or more
   * @param gamma γ, the least gain of a split, 0 or more
   * @param minChildWeight least H of a leaf, 0 or more
   * @param subsample share of the rows that each tree is grown on, above 0, 1 at most
   * @param columnSubsample share of the columns, above 0, 1 at most, that each tree (gbt) or each
   *     node (forest) may split on; empty: all (gbt), or the square root of their number for
   *     classes and a third for a number (forest)
   * @param monotone by input column, which way predictions may go as its value grows
   */
  record Growth(
      int depth,
      OptionalInt leaves,
      int maxBins,
      double lambda,
      double alpha,
      double gamma,
      double minChildWeight,
      double subsample,
      OptionalDouble columnSubsample,
      Map<String, Monotone> monotone)
      implements Serializable {
    public Growth {
      monotone = Collections.unmodifiableMap(new LinkedHashMap<>(monotone));
    }
  }

  /** What a hidden unit applies to its sum z. */
  enum HiddenActivation {
    /** max(z, 0). */
    RELU,
    TANH,
    /** 1/(1 + e^−z). */
    SIGMOID
  }

  /** How a network's weights go down the loss. */
  enum Optimizer {
    /** By batches; each weight's step is scaled by its gradients so far. */
    ADAM,
    /** By batches, with momentum. */
    SGD,
    /** Over all rows, with the curvature of the last steps. */
    L_BFGS
  }

  /**
   * How a network's weights are found. What is for another optimizer holds its default.
   *
   * @param optimizer which way
   * @param learningRate η, above 0, 1 at most (adam, sgd)
   * @param learningRateDecay γ, what η is multiplied by after each epoch, above 0, 1 at most (adam,
   *     sgd)
   * @param momentum share of the last step that is taken again, 0 or more, below 1 (sgd)
   * @param batchSize rows of a step, about, 1 or more (adam, sgd)
   * @param maxEpochs most passes over the rows (adam, sgd)
   * @param earlyStoppingRounds epochs without a better validation loss after which training stops
   *     (adam, sgd); 0: all epochs are trained
   * @param maxIterations most iterations (l-bfgs)
   * @param tolerance relative change of the objective at which it stops (l-bfgs)
   */
  record Descent(
      Optimizer optimizer,
      double learningRate,
      double learningRateDecay,
      double momentum,
      int batchSize,
      int maxEpochs,
      int earlyStoppingRounds,
      int maxIterations,
      double tolerance)
      implements Serializable {}

  /** Which way predictions may go. */
  enum Monotone {
    INCREASING,
    DECREASING
  }

  /** Precision of the features; sums are always double. */
  enum Precision {
    FLOAT,
    /** For ill-conditioned tables; runs on the JVM. */
    DOUBLE
  }

  /** What becomes of a row whose user or item training never met. */
  enum ColdStart {
    /** Its prediction is NaN. */
    NAN,
    /** It goes to the quarantine. */
    DROP
  }

  /** Number of classes. */
  enum Family {
    /** Binary for two classes, multinomial for more. */
    AUTO,
    BINARY,
    MULTINOMIAL
  }
}
