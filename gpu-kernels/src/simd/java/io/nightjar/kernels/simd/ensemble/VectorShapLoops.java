package io.nightjar.kernels.simd.ensemble;

import io.nightjar.kernels.ensemble.ShapPlan;
import io.nightjar.kernels.scalar.ensemble.ShapEdge;
import io.nightjar.kernels.scalar.ensemble.ShapLoops;
import io.nightjar.kernels.scalar.ensemble.ShapTile;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Four rows in a vector; quadrature points go two together, so that a row's decisions and φ are
 * read once for both. What is loaded once stays in a register, and a tile in the first-level cache.
 */
public final class VectorShapLoops implements ShapLoops {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_256;
  private static final int STEP = 4;
  private static final int ROWS = 64;
  private static final int NEXT = ShapPlan.CONSTANTS;

  /** Loops over vectors of four float64 lanes. */
  public VectorShapLoops() {}

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public void followRight(int[] keys, int cut, double[] before, double[] own) {
    for (int i = 0; i < own.length; i += STEP) {
      DoubleVector.zero(DOUBLES).blend(load(before, i), right(keys, i, cut)).intoArray(own, i);
    }
  }

  @Override
  public void followLeft(int[] keys, int cut, double[] before, double[] own) {
    for (int i = 0; i < own.length; i += STEP) {
      load(before, i).blend(DoubleVector.zero(DOUBLES), right(keys, i, cut)).intoArray(own, i);
    }
  }

  /** Ints are exact in float64. */
  private static VectorMask<Double> right(int[] keys, int i, double cut) {
    DoubleVector key =
        (DoubleVector) IntVector.fromArray(IntVector.SPECIES_128, keys, i).castShape(DOUBLES, 0);
    return key.compare(VectorOperators.GT, cut);
  }

  @Override
  public void down(ShapTile tile, ShapEdge edge) {
    double[] own = tile.followed[edge.depth];
    for (int k = 0; k < edge.points; k++) {
      int at = edge.at + k * NEXT;
      double[] above = tile.products[edge.depth - 1][k];
      double[] below = tile.products[edge.depth][k];
      if (edge.before == 0) {
        downFirst(above, own, edge.constants(), at, below);
      } else {
        downAgain(above, tile.followed[edge.before], own, edge.constants(), at, below);
      }
      Arrays.fill(tile.sums[edge.depth][k], 0);
    }
  }

  private static void downFirst(
      double[] above, double[] own, double[] constants, int at, double[] below) {
    double base = constants[at];
    double q = constants[at + 2];
    for (int i = 0; i < below.length; i += STEP) {
      load(above, i).mul(load(own, i).mul(q).add(base)).intoArray(below, i);
    }
  }

  private static void downAgain(
      double[] above, double[] before, double[] own, double[] constants, int at, double[] below) {
    double base = constants[at];
    double p = constants[at + 1];
    double q = constants[at + 2];
    for (int i = 0; i < below.length; i += STEP) {
      DoubleVector factor = load(before, i).mul(p).add(base).add(load(own, i).mul(q));
      load(above, i).mul(factor).intoArray(below, i);
    }
  }

  @Override
  public void up(ShapTile tile, ShapEdge edge) {
    double[] own = tile.followed[edge.depth];
    double[] phi = tile.phi[edge.result];
    double[][] sums = tile.sums[edge.depth];
    double[][] above = tile.sums[edge.depth - 1];
    int k = 0;
    if (edge.before == 0) {
      for (; k < edge.points - 1; k += 2) {
        upTwo(sums[k], sums[k + 1], own, edge, k, phi, above[k], above[k + 1]);
      }
    }
    for (; k < edge.points; k++) {
      double[] before = tile.followed[edge.before];
      upOne(sums[k], before, own, edge.constants(), edge.at + k * NEXT, phi, above[k]);
    }
  }

  private static void upTwo(
      double[] sumA,
      double[] sumB,
      double[] own,
      ShapEdge edge,
      int k,
      double[] phi,
      double[] aboveA,
      double[] aboveB) {
    double[] constants = edge.constants();
    int at = edge.at + k * NEXT;
    double dA = constants[at + 3];
    double gA = constants[at + 4];
    double dB = constants[at + NEXT + 3];
    double gB = constants[at + NEXT + 4];
    for (int i = 0; i < phi.length; i += STEP) {
      DoubleVector o = load(own, i);
      DoubleVector a = load(sumA, i);
      DoubleVector b = load(sumB, i);
      load(phi, i).add(a.mul(o.mul(dA).sub(gA))).add(b.mul(o.mul(dB).sub(gB))).intoArray(phi, i);
      load(aboveA, i).add(a).intoArray(aboveA, i);
      load(aboveB, i).add(b).intoArray(aboveB, i);
    }
  }

  /** Without an edge before, O before is 1, and g times it is g. */
  private static void upOne(
      double[] sum,
      double[] before,
      double[] own,
      double[] constants,
      int at,
      double[] phi,
      double[] above) {
    double d = constants[at + 3];
    double g = constants[at + 4];
    for (int i = 0; i < phi.length; i += STEP) {
      DoubleVector s = load(sum, i);
      DoubleVector change = load(own, i).mul(d).sub(load(before, i).mul(g));
      load(phi, i).add(s.mul(change)).intoArray(phi, i);
      load(above, i).add(s).intoArray(above, i);
    }
  }

  @Override
  public void leaf(ShapTile tile, ShapEdge edge) {
    double[] own = tile.followed[edge.depth];
    double[] before = tile.followed[edge.before];
    double[] phi = tile.phi[edge.result];
    double[][] products = tile.products[edge.depth - 1];
    double[][] above = tile.sums[edge.depth - 1];
    int k = 0;
    if (edge.before == 0) {
      for (; k < edge.points - 1; k += 2) {
        leafTwo(products[k], products[k + 1], own, edge, k, phi, above[k], above[k + 1]);
      }
    }
    for (; k < edge.points; k++) {
      leafOne(products[k], before, own, edge, k, phi, above[k]);
    }
  }

  private static void leafTwo(
      double[] productA,
      double[] productB,
      double[] own,
      ShapEdge edge,
      int k,
      double[] phi,
      double[] aboveA,
      double[] aboveB) {
    double[] constants = edge.constants();
    int at = edge.at + k * NEXT;
    double value = edge.value();
    double baseA = constants[at];
    double qA = constants[at + 2];
    double dA = constants[at + 3];
    double gA = constants[at + 4];
    double baseB = constants[at + NEXT];
    double qB = constants[at + NEXT + 2];
    double dB = constants[at + NEXT + 3];
    double gB = constants[at + NEXT + 4];
    for (int i = 0; i < phi.length; i += STEP) {
      DoubleVector o = load(own, i);
      DoubleVector a = load(productA, i).mul(o.mul(qA).add(baseA)).mul(value);
      DoubleVector b = load(productB, i).mul(o.mul(qB).add(baseB)).mul(value);
      load(phi, i).add(a.mul(o.mul(dA).sub(gA))).add(b.mul(o.mul(dB).sub(gB))).intoArray(phi, i);
      load(aboveA, i).add(a).intoArray(aboveA, i);
      load(aboveB, i).add(b).intoArray(aboveB, i);
    }
  }

  /** Without an edge before, O before is 1 and p is 0. */
  private static void leafOne(
      double[] product,
      double[] before,
      double[] own,
      ShapEdge edge,
      int k,
      double[] phi,
      double[] above) {
    double[] constants = edge.constants();
    int at = edge.at + k * NEXT;
    double value = edge.value();
    double base = constants[at];
    double p = constants[at + 1];
    double q = constants[at + 2];
    double d = constants[at + 3];
    double g = constants[at + 4];
    for (int i = 0; i < phi.length; i += STEP) {
      DoubleVector o = load(own, i);
      DoubleVector b = load(before, i);
      DoubleVector factor = b.mul(p).add(base).add(o.mul(q));
      DoubleVector sum = load(product, i).mul(factor).mul(value);
      load(phi, i).add(sum.mul(o.mul(d).sub(b.mul(g)))).intoArray(phi, i);
      load(above, i).add(sum).intoArray(above, i);
    }
  }

  private static DoubleVector load(double[] x, int i) {
    return DoubleVector.fromArray(DOUBLES, x, i);
  }
}
