package io.nightjar.scorer.predict;

import io.nightjar.features.design.LinearDesign;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.model.Link;
import io.nightjar.model.ProjectionModel;
import io.nightjar.model.unlabelled.FeatureScaling;
import io.nightjar.model.unlabelled.PrincipalComponents;

/**
 * m + 1 outputs a row: the reconstruction error ‖z − Vᵀt‖², then the components t = V·z, as margins
 * of the unscaled columns: t = (V∘scale)·x − V·(scale∘shift).
 */
final class ProjectionPredictor implements Predictor {
  private final ProjectionModel model;
  private final LinearDesign design;
  private final RowEncoding encoding;
  private final double[] coefficients;

  ProjectionPredictor(ProjectionModel model) {
    this.model = model;
    this.design = LinearDesign.of(model.features());
    this.encoding = RowEncoding.of(design, model.signature(), model.header().precision());
    this.coefficients = coefficients(model.scaling(), model.components());
  }

  private static double[] coefficients(FeatureScaling scaling, PrincipalComponents components) {
    int d = components.columns();
    double[] all = new double[components.count() * (d + 1)];
    for (int c = 0; c < components.count(); c++) {
      double intercept = 0;
      for (int j = 0; j < d; j++) {
        double slope = components.loading(c, j) * scaling.scale(j);
        all[c * (d + 1) + j] = slope;
        intercept -= slope * scaling.shift(j);
      }
      all[c * (d + 1) + d] = intercept;
    }
    return all;
  }

  @Override
  public ProjectionModel model() {
    return model;
  }

  @Override
  public Link link() {
    return Link.IDENTITY;
  }

  @Override
  public int outputs() {
    return model.components().count() + 1;
  }

  @Override
  public RowEncoding encoding() {
    return encoding;
  }

  @Override
  public void margins(Kernels kernels, FeatureBlock block, double[] out) {
    int rows = block.rows();
    double[] scores = new double[model.components().count() * rows];
    kernels.linear().margins(block, model.components().count(), coefficients, scores);
    System.arraycopy(scores, 0, out, rows, scores.length);
    double[] left = new double[rows];
    for (int j = 0; j < design.width(); j++) {
      scaled(block, j, left);
      for (int c = 0; c < model.components().count(); c++) {
        subtract(model.components().loading(c, j), scores, c * rows, left);
      }
      for (int i = 0; i < rows; i++) {
        out[i] = Math.fma(left[i], left[i], j == 0 ? 0 : out[i]);
      }
    }
  }

  private void scaled(FeatureBlock block, int j, double[] z) {
    if (block instanceof ColumnBlock floats) {
      float[] x = floats.column(j);
      for (int i = 0; i < z.length; i++) {
        z[i] = model.scaling().apply(j, x[i]);
      }
    } else {
      double[] x = ((DoubleColumnBlock) block).column(j);
      for (int i = 0; i < z.length; i++) {
        z[i] = model.scaling().apply(j, x[i]);
      }
    }
  }

  private static void subtract(double loading, double[] scores, int from, double[] left) {
    for (int i = 0; i < left.length; i++) {
      left[i] = Math.fma(-loading, scores[from + i], left[i]);
    }
  }
}
