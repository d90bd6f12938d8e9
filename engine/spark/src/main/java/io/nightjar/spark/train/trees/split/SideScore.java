package io.nightjar.spark.train.trees.split;

/** Scores a parting of a node's rows into two sides. */
final class SideScore {
  private static final double REFUSED = Double.NEGATIVE_INFINITY;

  private final Penalty penalty;
  private final OpenNode node;
  private final int monotone;
  private final boolean plain;
  private final long first;
  private final long second;
  private final double firstUnit;
  private final double secondUnit;
  private final double leastGain;
  private final Scales scales;

  SideScore(Penalty penalty, Scales scales, OpenNode node, int monotone) {
    this.penalty = penalty;
    this.node = node;
    this.monotone = monotone;
    this.plain = monotone == 0 && !node.bounded();
    this.first = node.sums().first();
    this.second = node.sums().second();
    this.firstUnit = scales.firstUnit();
    this.secondUnit = scales.secondUnit();
    this.leastGain = scales.leastGain();
    this.scales = scales;
  }

  /** With a λ greater by so much, and no less H, on both sides. */
  SideScore stricter(double lambda, double leastWeight) {
    double least = Math.max(penalty.minChildWeight(), leastWeight);
    Penalty more = new Penalty(penalty.lambda() + lambda, penalty.alpha(), penalty.gamma(), least);
    return new SideScore(more, scales, node, monotone);
  }

  /** The sum of both sides' scores if the left one has these sums; −∞ where it may not be. */
  double of(long leftFirst, long leftSecond) {
    long rightSecond = second - leftSecond;
    double hl = leftSecond * secondUnit;
    double hr = rightSecond * secondUnit;
    double least = penalty.minChildWeight();
    if (leftSecond <= 0 || rightSecond <= 0 || hl < least || hr < least) {
      return REFUSED;
    }
    double gl = leftFirst * firstUnit;
    double gr = (first - leftFirst) * firstUnit;
    return plain ? penalty.score(gl, hl) + penalty.score(gr, hr) : bounded(gl, hl, gr, hr);
  }

  private double bounded(double gl, double hl, double gr, double hr) {
    double left = node.clamp(penalty.leaf(gl, hl));
    double right = node.clamp(penalty.leaf(gr, hr));
    boolean wrong = monotone > 0 && left > right || monotone < 0 && left < right;
    return wrong ? REFUSED : penalty.score(gl, hl, left) + penalty.score(gr, hr, right);
  }

  /** What is gained over the node as it is; γ taken off. */
  double gain(double sides) {
    return 0.5 * (sides - whole()) - penalty.gamma();
  }

  /** Whether a gain is worth a split. */
  boolean enough(double gain) {
    return gain > 0 && gain + penalty.gamma() > leastGain;
  }

  private double whole() {
    double g = first * firstUnit;
    double h = second * secondUnit;
    return node.bounded()
        ? penalty.score(g, h, node.clamp(penalty.leaf(g, h)))
        : penalty.score(g, h);
  }

  double firstUnit() {
    return firstUnit;
  }

  double secondUnit() {
    return secondUnit;
  }

  /** Whether missing goes with the left side where no row told: to the heavier one. */
  boolean heavierLeft(long leftSecond) {
    return 2 * leftSecond >= second;
  }
}
