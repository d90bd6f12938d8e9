package io.nightjar.scorer.predict;

import io.nightjar.features.InputSignature;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.OneHotEncoder;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.features.design.SparseRowEncoder;
import java.util.List;
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
 * @param sparseEncoders of vectors, each for one thread, of a model whose blocks are {@link
 *     io.nightjar.kernels.block.SparseBlock}; empty elsewhere
 */
public record RowEncoding(
    int width,
    Precision precision,
    Supplier<RowEncoder> encoders,
    Optional<Supplier<OneHotEncoder>> oneHotEncoders,
    Optional<Supplier<SparseRowEncoder>> sparseEncoders) {

  /** An encoding whose columns are all written out. */
  RowEncoding(int width, Precision precision, Supplier<RowEncoder> encoders) {
    this(width, precision, encoders, Optional.empty(), Optional.empty());
  }

  /** Every column written out. */
  static RowEncoding of(LinearDesign design, InputSignature signature, Precision precision) {
    return new RowEncoding(
        design.width(), precision, () -> design.encoder(signature.names(), precision));
  }

  /**
   * The same for a linear model: sparse rows of a vector, and one-hot blocks where the design has
   * so many columns that these gain.
   */
  static RowEncoding ofLinear(LinearDesign design, InputSignature signature, Precision precision) {
    RowEncoding dense = of(design, signature, precision);
    List<String> names = signature.names();
    Optional<Supplier<OneHotEncoder>> oneHot =
        design.isOneHot()
            ? Optional.of(() -> design.oneHotEncoder(names, precision))
            : Optional.empty();
    Optional<Supplier<SparseRowEncoder>> sparse =
        design.isSparse() ? Optional.of(() -> design.sparseEncoder(names, 0)) : Optional.empty();
    return new RowEncoding(dense.width, precision, dense.encoders, oneHot, sparse);
  }
}
