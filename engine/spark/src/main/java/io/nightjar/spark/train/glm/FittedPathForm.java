package io.nightjar.spark.train.glm;

import io.nightjar.model.files.format.Tensor;
import io.nightjar.spark.train.checkpoint.NamedTensors;
import io.nightjar.spark.train.checkpoint.StateForm;
import io.nightjar.spark.train.glm.objective.GlmFit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code fits} [1], how many there are, {@code means} [d] and of fit k {@code coefficients.k} [K·(d
 * + 1)], {@code sums.k} (objective, largest gradient), {@code iterations.k} [1] and {@code
 * texts.k}: the solver's name and each warning in UTF-8, a line each.
 */
record FittedPathForm() implements StateForm<FittedPath> {
  private static final String FITS = "fits";
  private static final String MEANS = "means";
  private static final String COEFFICIENTS = "coefficients.";
  private static final String SUMS = "sums.";
  private static final String ITERATIONS = "iterations.";
  private static final String TEXTS = "texts.";

  @Override
  public List<Tensor> tensors(FittedPath state) {
    List<GlmFit> fits = state.fits();
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(Tensor.of(FITS, new int[] {fits.size()}));
    tensors.add(Tensor.of(MEANS, fits.get(0).means()));
    for (int k = 0; k < fits.size(); k++) {
      GlmFit fit = fits.get(k);
      tensors.add(Tensor.of(COEFFICIENTS + k, fit.coefficients()));
      tensors.add(Tensor.of(SUMS + k, new double[] {fit.objective(), fit.gradientNorm()}));
      tensors.add(Tensor.of(ITERATIONS + k, new int[] {fit.iterations()}));
      tensors.add(Tensor.of(TEXTS + k, texts(fit).getBytes(StandardCharsets.UTF_8)));
    }
    return tensors;
  }

  private static String texts(GlmFit fit) {
    List<String> lines = new ArrayList<>(List.of(fit.solver()));
    lines.addAll(fit.warnings());
    return String.join("\n", lines);
  }

  @Override
  public FittedPath state(NamedTensors tensors) {
    int count = tensors.need(FITS).ints()[0];
    double[] means = tensors.need(MEANS).doubles();
    List<GlmFit> fits = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double[] sums = tensors.need(SUMS + k).doubles();
      List<String> texts =
          new String(tensors.need(TEXTS + k).bytes(), StandardCharsets.UTF_8).lines().toList();
      fits.add(
          new GlmFit(
              tensors.need(COEFFICIENTS + k).doubles(),
              means,
              sums[0],
              tensors.need(ITERATIONS + k).ints()[0],
              sums[1],
              texts.get(0),
              texts.subList(1, texts.size())));
    }
    return new FittedPath(fits);
  }
}
