package io.nightjar.scorer;

import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.model.Link;
import io.nightjar.model.NetworkModel;
import io.nightjar.model.network.Network;

/**
 * Margins that a network's layers give. Rows go through in strips whose values stay in the cache; a
 * row's margin has the same bits in a strip of any size on the JVM.
 */
final class NetworkPredictor implements Predictor {
  private static final int STRIP = 512;

  private final NetworkModel model;
  private final LinearDesign design;

  NetworkPredictor(NetworkModel model) {
    this.model = model;
    this.design = LinearDesign.of(model.features());
  }

  @Override
  public NetworkModel model() {
    return model;
  }

  @Override
  public Link link() {
    return model.link();
  }

  @Override
  public int outputs() {
    return model.network().outputs();
  }

  @Override
  public int width() {
    return design.width();
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT;
  }

  @Override
  public RowEncoder encoder() {
    return design.encoder(model.signature().names(), precision());
  }

  @Override
  public void margins(Kernels kernels, FeatureBlock block, double[] out) {
    Network network = model.network();
    float[][] columns = ((ColumnBlock) block).arrays();
    int outputs = outputs();
    for (int from = 0; from < block.rows(); from += STRIP) {
      int to = Math.min(block.rows(), from + STRIP);
      float[] z = new float[(to - from) * network.inputs()];
      network.input().write(columns, from, to, z);
      float[] y = ForwardPass.through(kernels, network.layers(), to - from, z);
      for (int row = from; row < to; row++) {
        for (int k = 0; k < outputs; k++) {
          out[k * block.rows() + row] = network.output().margin(y[(row - from) * outputs + k]);
        }
      }
    }
  }
}
