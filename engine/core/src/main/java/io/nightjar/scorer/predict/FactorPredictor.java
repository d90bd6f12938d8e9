package io.nightjar.scorer.predict;

import io.nightjar.features.design.KeyDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.model.FactorModel;
import io.nightjar.model.Link;
import io.nightjar.model.factors.ColdStart;
import java.util.List;

/** u·v in float64, of the places that two columns name; NaN where one of them is −1. */
final class FactorPredictor implements Predictor {
  private final FactorModel model;
  private final RowEncoding encoding;

  FactorPredictor(FactorModel model) {
    this.model = model;
    KeyDesign design =
        KeyDesign.of(
            model.features(),
            List.of(model.users().keys(), model.items().keys()),
            model.coldStart() == ColdStart.NAN ? KeyDesign.Unmet.SCORED : KeyDesign.Unmet.REFUSED);
    this.encoding =
        new RowEncoding(
            design.width(), Precision.DOUBLE, () -> design.encoder(model.signature().names()));
  }

  @Override
  public FactorModel model() {
    return model;
  }

  @Override
  public Link link() {
    return Link.IDENTITY;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public RowEncoding encoding() {
    return encoding;
  }

  @Override
  public boolean answersUnmet() {
    return true;
  }

  @Override
  public void margins(Kernels kernels, FeatureBlock block, double[] out) {
    double[] users = ((DoubleColumnBlock) block).column(0);
    double[] items = ((DoubleColumnBlock) block).column(1);
    for (int row = 0; row < block.rows(); row++) {
      out[row] =
          users[row] < 0 || items[row] < 0
              ? Double.NaN
              : model.users().product((int) users[row], model.items(), (int) items[row]);
    }
  }
}
