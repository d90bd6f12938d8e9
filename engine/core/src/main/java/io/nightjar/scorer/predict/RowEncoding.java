package io.nightjar.scorer.predict;

import io.nightjar.features.InputSignature;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.OneHotEncoder;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.RowEncoder;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How rows become what a predictor takes.
 *
 * @param width how many columns a row is encoded into
 * @param precision the columns' precision
 * @param encoders of rows in the order of the model's signature, each for one thread
 * @param oneHotEncoders that leave 0/1 columns out, each for one thread, of a model whose blocks
 *     are {@link io.nightjar.kernels.block.OneHotBlock}; empty elsewhere
 */
public record RowEncoding(
    int width,
    Precision precision,
    Supplier<RowEncoder> encoders,
    Optional<Supplier<OneHotEncoder>> oneHotEncoders) {

  /** An encoding without one-hot blocks. */
  RowEncoding(int width, Precision precision, Supplier<RowEncoder> encoders) {
    this(width, precision, encoders, Optional.empty());
  }

  /** Every column written out. */
  static RowEncoding of(LinearDesign design, InputSignature signature, Precision precision) {
    return new RowEncoding(
        design.width(), precision, () -> design.encoder(signature.names(), precision));
  }

  /** The same, with one-hot blocks where the design has so many columns that these gain. */
  static RowEncoding ofOneHot(LinearDesign design, InputSignature signature, Precision precision) {
    RowEncoding dense = of(design, signature, precision);
    return design.isOneHot()
        ? new RowEncoding(
            dense.width,
            precision,
            dense.encoders,
            Optional.of(() -> design.oneHotEncoder(signature.names(), precision)))
        : dense;
  }
}
