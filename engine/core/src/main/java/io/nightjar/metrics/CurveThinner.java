package io.nightjar.metrics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The points of the ROC and PR curves that are worth drawing; areas never come from here.
 *
 * <p>Up to {@code limit} tie groups, all are kept. Above it, the way along the curve is cut into
 * equal stretches and each keeps its first and last point and the extremes of true − false positive
 * rate and of precision. Which point falls in which stretch depends on the totals alone, so parts
 * merge to the same curve however the run was cut. At the end points that lie exactly on the line
 * between their neighbours are dropped.
 */
final class CurveThinner implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int KEPT_PER_STRETCH = 6;

  private final double positives;
  private final double negatives;
  private final int limit;
  private final int stretches;
  private final TreeMap<Integer, Stretch> byStretch = new TreeMap<>();
  private final List<Point> all = new ArrayList<>();
  private long seen;

  CurveThinner(double positives, double negatives, int limit) {
    this.positives = positives;
    this.negatives = negatives;
    this.limit = limit;
    this.stretches = Math.max(1, limit / KEPT_PER_STRETCH);
  }

  /** The next tie group: the weights of positives and negatives with at least this score. */
  void add(double score, double p, double n) {
    if (limit == 0) {
      return;
    }
    seen++;
    Point point = new Point(score, p, n);
    all.add(point);
    forgetIfTooMany();
    int at = (int) Math.min(stretches - 1, stretches * ((p + n) / (positives + negatives)));
    byStretch.computeIfAbsent(at, i -> new Stretch(this)).add(point);
  }

  private void forgetIfTooMany() {
    if (seen > limit) {
      all.clear();
    }
  }

  /** Adds the points of another part of the run. */
  void add(CurveThinner after) {
    seen += after.seen;
    all.addAll(after.all);
    forgetIfTooMany();
    after.byStretch.forEach(
        (at, stretch) -> byStretch.computeIfAbsent(at, i -> new Stretch(this)).add(stretch));
  }

  List<CurvePoint> roc() {
    List<CurvePoint> drawn = new ArrayList<>();
    if (limit == 0 || positives == 0 || negatives == 0) {
      return drawn;
    }
    drawn.add(new CurvePoint(0, 0, null));
    List<Point> points = kept();
    Point before = new Point(Double.POSITIVE_INFINITY, 0, 0);
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      if (i == points.size() - 1 || !point.liesBetween(before, points.get(i + 1))) {
        drawn.add(new CurvePoint(point.n / negatives, point.p / positives, point.score));
        before = point;
      }
    }
    return drawn;
  }

  List<CurvePoint> precisionRecall() {
    List<CurvePoint> drawn = new ArrayList<>();
    if (limit == 0 || positives == 0) {
      return drawn;
    }
    List<Point> points = kept();
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      boolean inner = i > 0 && i < points.size() - 1;
      if (!inner || point.p != points.get(i - 1).p || point.p != points.get(i + 1).p) {
        drawn.add(new CurvePoint(point.p / positives, point.precision(), point.score));
      }
    }
    return drawn;
  }

  private List<Point> kept() {
    List<Point> points = new ArrayList<>(all);
    if (seen > limit) {
      byStretch.values().forEach(stretch -> stretch.keepIn(points));
    }
    points.sort(Comparator.comparingDouble((Point point) -> -point.score));
    List<Point> distinct = new ArrayList<>();
    for (Point point : points) {
      if (distinct.isEmpty() || distinct.get(distinct.size() - 1).score != point.score) {
        distinct.add(point);
      }
    }
    return distinct;
  }

  /** Weights p, n of the positives and negatives at or above a score. */
  private static final class Point implements Serializable {
    private static final long serialVersionUID = 1L;
    final double score;
    final double p;
    final double n;

    Point(double score, double p, double n) {
      this.score = score;
      this.p = p;
      this.n = n;
    }

    double precision() {
      return p / (p + n);
    }

    boolean liesBetween(Point a, Point b) {
      return equalProducts(p - a.p, b.n - n, b.p - p, n - a.n);
    }

    /** Whether {@code a·b = c·d}, without rounding. */
    private static boolean equalProducts(double a, double b, double c, double d) {
      double left = a * b;
      double right = c * d;
      return left == right && Math.fma(a, b, -left) == Math.fma(c, d, -right);
    }
  }

  /** The points of one stretch that are kept. */
  private static final class Stretch implements Serializable {
    private static final long serialVersionUID = 1L;
    private final CurveThinner curve;
    private Point first;
    private Point last;
    private Point farthestAbove;
    private Point farthestBelow;
    private Point mostPrecise;
    private Point leastPrecise;

    Stretch(CurveThinner curve) {
      this.curve = curve;
    }

    void add(Stretch later) {
      List.of(
              later.first,
              later.farthestAbove,
              later.farthestBelow,
              later.mostPrecise,
              later.leastPrecise,
              later.last)
          .forEach(this::add);
    }

    void add(Point point) {
      first = first == null || point.score > first.score ? point : first;
      last = last == null || point.score < last.score ? point : last;
      farthestAbove = better(farthestAbove, point, advantage(point));
      farthestBelow = worse(farthestBelow, point, advantage(point));
      mostPrecise = higher(mostPrecise, point);
      leastPrecise = lower(leastPrecise, point);
    }

    private double advantage(Point point) {
      return point.p / curve.positives - point.n / curve.negatives;
    }

    private Point better(Point best, Point point, double value) {
      return best == null || first(value, advantage(best), point, best) ? point : best;
    }

    private Point worse(Point worst, Point point, double value) {
      return worst == null || first(-value, -advantage(worst), point, worst) ? point : worst;
    }

    private static Point higher(Point best, Point point) {
      return best == null || first(point.precision(), best.precision(), point, best) ? point : best;
    }

    private static Point lower(Point worst, Point point) {
      return worst == null || first(-point.precision(), -worst.precision(), point, worst)
          ? point
          : worst;
    }

    /** Greater value first; of equals the higher score, whatever the order of arrival. */
    private static boolean first(double value, double rival, Point point, Point other) {
      return value > rival || (value == rival && point.score > other.score);
    }

    void keepIn(List<Point> points) {
      points.addAll(List.of(first, farthestAbove, farthestBelow, mostPrecise, leastPrecise, last));
    }
  }
}
