package io.nightjar.kernels.bench.linear;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.linear.Margins;
import java.util.Arrays;
import java.util.List;

/** The margins of one class of a wide table. */
final class WideMarginsCall implements Call<Margins> {
  private final WideRows rows;
  private final double[] coefficients;
  private final double[] out;

  WideMarginsCall(WideShape shape) {
    MadeData made = new MadeData(20261205);
    rows = shape.made(made);
    coefficients = made.doubles(shape.columns() + 1, 1);
    out = new double[shape.rows()];
  }

  @Override
  public void run(Margins implementation) {
    implementation.write(rows.block(), 1, coefficients, out);
  }

  @Override
  public void spoil() {
    Arrays.fill(out, Double.NaN);
  }

  @Override
  public double[] results() {
    return out;
  }

  @Override
  public Expected expected() {
    double[] margins = new double[out.length];
    double[] bounds = new double[out.length];
    int terms = rows.terms();
    write(margins);
    WideRows sizes = rows.sizes();
    double[] absolute = Arrays.stream(coefficients).map(Math::abs).toArray();
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = sizes.margin(i, absolute) * Expected.sumError(terms);
    }
    return new Expected(margins, bounds);
  }

  private void write(double[] margins) {
    for (int i = 0; i < margins.length; i++) {
      margins[i] = rows.margin(i, coefficients);
    }
  }

  @Override
  public List<Peer> peers() {
    return List.of(Peer.naive(() -> write(out)));
  }
}
