package io.nightjar.scorer.predict;

import io.nightjar.features.design.Precision;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.ensemble.CutScale;
import io.nightjar.kernels.ensemble.RowWalk;
import io.nightjar.model.Link;
import io.nightjar.model.TreeModel;

/** Margins that are sums over trees. */
final class TreePredictor implements Predictor {
  private final TreeModel model;
  private final RowEncoding encoding;

  TreePredictor(TreeModel model) {
    this.model = model;
    TreeDesign design = TreeDesign.of(model.features());
    this.encoding =
        new RowEncoding(
            design.width(), Precision.FLOAT, () -> design.encoder(model.signature().names()));
  }

  @Override
  public TreeModel model() {
    return model;
  }

  @Override
  public Link link() {
    return model.link();
  }

  @Override
  public int outputs() {
    return model.ensemble().outputs();
  }

  @Override
  public RowEncoding encoding() {
    return encoding;
  }

  @Override
  public void margins(Kernels kernels, FeatureBlock block, double[] out) {
    kernels.ensemble().score(model.ensemble(), (ColumnBlock) block, out);
  }

  @Override
  public RowMargins rows() {
    return new Row(RowWalk.of(model.ensemble(), CutScale.NUMBERS), encoding.width());
  }

  /** One row on its way through all trees. */
  private static final class Row implements RowMargins {
    private final RowWalk walk;
    private final float[] row;
    private final int[] keys;

    Row(RowWalk walk, int width) {
      this.walk = walk;
      this.row = new float[width];
      this.keys = walk.newKeys();
    }

    @Override
    public void write(double[] design, double[] out) {
      for (int j = 0; j < row.length; j++) {
        row[j] = (float) design[j];
      }
      walk.keys(row, keys);
      walk.write(keys, out, 0, 1);
    }
  }
}
