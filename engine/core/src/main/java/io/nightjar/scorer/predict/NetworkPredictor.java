package io.nightjar.scorer.predict;

import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.dense.LayerForward;
import io.nightjar.kernels.dense.LayerWeights;
import io.nightjar.model.Link;
import io.nightjar.model.NetworkModel;
import io.nightjar.model.network.Layer;
import io.nightjar.model.network.Network;

/**
 * Margins that a network's layers give. Rows go through in strips whose values stay in the cache; a
 * row's margin has the same bits in a strip of any size on the JVM.
 */
final class NetworkPredictor implements Predictor {
  private static final int STRIP = 512;

  private final NetworkModel model;
  private final RowEncoding encoding;

  NetworkPredictor(NetworkModel model) {
    this.model = model;
    LinearDesign design = LinearDesign.of(model.features());
    this.encoding = RowEncoding.of(design, model.signature(), Precision.FLOAT);
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
  public RowEncoding encoding() {
    return encoding;
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

  @Override
  public RowMargins rows() {
    return new Row(model.network());
  }

  /** One row on its way through the layers. */
  private static final class Row implements RowMargins {
    private final Network network;
    private final Layer[] layers;
    private final LayerWeights[] weights;

    /** What goes into each layer, and what comes out of the last. */
    private final float[][] values;

    Row(Network network) {
      this.network = network;
      this.layers = network.layers().toArray(Layer[]::new);
      this.weights = new LayerWeights[layers.length];
      this.values = new float[layers.length + 1][];
      values[0] = new float[network.inputs()];
      for (int l = 0; l < layers.length; l++) {
        weights[l] = new LayerWeights(layers[l].matrix(), layers[l].bias());
        values[l + 1] = new float[layers[l].outputs()];
      }
    }

    @Override
    public void write(double[] design, double[] out) {
      network.input().writeRow(design, values[0]);
      for (int l = 0; l < layers.length; l++) {
        LayerForward.ofRow(layers[l].activation(), values[l], weights[l], values[l + 1]);
      }
      for (int k = 0; k < out.length; k++) {
        out[k] = network.output().margin(values[layers.length][k]);
      }
    }
  }
}
