package io.nightjar.scorer.predict;

import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.OneHotEncoder;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.linear.Margins;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import java.util.Optional;

/** Margins β·(x, 1). */
final class LinearPredictor implements Predictor {
  private final LinearModel model;
  private final LinearDesign design;
  private final double[] coefficients;

  LinearPredictor(LinearModel model) {
    this.model = model;
    this.design = LinearDesign.of(model.features());
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
  public int width() {
    return design.width();
  }

  @Override
  public Precision precision() {
    return model.header().precision();
  }

  @Override
  public RowEncoder encoder() {
    return design.encoder(model.signature().names(), precision());
  }

  @Override
  public Optional<OneHotEncoder> oneHotEncoder() {
    return design.isOneHot()
        ? Optional.of(design.oneHotEncoder(model.signature().names(), precision()))
        : Optional.empty();
  }

  @Override
  public void margins(Kernels kernels, FeatureBlock block, double[] out) {
    kernels.linear().margins(block, outputs(), coefficients, out);
  }

  @Override
  public RowMargins rows() {
    return (design, out) -> {
      for (int k = 0; k < out.length; k++) {
        out[k] = Margins.ofRow(design, coefficients, k * (design.length + 1));
      }
    };
  }
}
