package io.nightjar.scorer.predict;

import io.nightjar.features.design.LinearDesign;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;

/** Margins β·(x, 1). */
final class LinearPredictor implements Predictor {
  private final LinearModel model;
  private final RowEncoding encoding;
  private final double[] coefficients;

  LinearPredictor(LinearModel model) {
    this.model = model;
    LinearDesign design = LinearDesign.of(model.features());
    this.encoding = RowEncoding.ofLinear(design, model.signature(), model.header().precision());
    this.coefficients = model.coefficients().toArray();
  }

  @Override
  public LinearModel model() {
    return model;
  }

  @Override
  public Link link() {
    return model.link();
  }

  @Override
  public int outputs() {
    return model.coefficients().classes();
  }

  @Override
  public RowEncoding encoding() {
    return encoding;
  }

  @Override
  public void margins(Kernels kernels, FeatureBlock block, double[] out) {
    kernels.linear().margins(block, outputs(), coefficients, out);
  }

  @Override
  public RowMargins rows() {
    return new LinearRows(coefficients);
  }
}
