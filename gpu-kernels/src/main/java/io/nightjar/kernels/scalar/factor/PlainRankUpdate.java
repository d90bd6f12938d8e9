package io.nightjar.kernels.scalar.factor;

/** Four by two entries at a time, whose sums stay in registers while the rows go by. */
final class PlainRankUpdate implements RankUpdate {
  @Override
  public void gather(float[] factors, int from, FactorTile tile, int t) {
    tile.gather(factors, from, t, 0);
  }

  @Override
  public void add(FactorTile tile) {
    for (int i = 0; i < tile.stride; i += 4) {
      for (int j = 0; j <= i + 3; j += 2) {
        block(tile, i, j);
      }
    }
  }

  private static void block(FactorTile tile, int i, int j) {
    double[] v = tile.rows;
    double[] w = tile.weighted;
    double[] sums = tile.a;
    int stride = tile.stride;
    int at = i * stride + j;
    int column = FactorTile.wide(j);
    int row = FactorTile.narrow(i);
    double s00 = sums[at];
    double s01 = sums[at + 1];
    double s10 = sums[at + stride];
    double s11 = sums[at + stride + 1];
    double s20 = sums[at + 2 * stride];
    double s21 = sums[at + 2 * stride + 1];
    double s30 = sums[at + 3 * stride];
    double s31 = sums[at + 3 * stride + 1];
    for (int t = 0; t < tile.count; t++) {
      double v0 = v[column + FactorTile.WIDE * t];
      double v1 = v[column + FactorTile.WIDE * t + 1];
      double w0 = w[row + FactorTile.NARROW * t];
      double w1 = w[row + FactorTile.NARROW * t + 1];
      double w2 = w[row + FactorTile.NARROW * t + 2];
      double w3 = w[row + FactorTile.NARROW * t + 3];
      s00 = Math.fma(w0, v0, s00);
      s01 = Math.fma(w0, v1, s01);
      s10 = Math.fma(w1, v0, s10);
      s11 = Math.fma(w1, v1, s11);
      s20 = Math.fma(w2, v0, s20);
      s21 = Math.fma(w2, v1, s21);
      s30 = Math.fma(w3, v0, s30);
      s31 = Math.fma(w3, v1, s31);
    }
    sums[at] = s00;
    sums[at + 1] = s01;
    sums[at + stride] = s10;
    sums[at + stride + 1] = s11;
    sums[at + 2 * stride] = s20;
    sums[at + 2 * stride + 1] = s21;
    sums[at + 3 * stride] = s30;
    sums[at + 3 * stride + 1] = s31;
  }
}
