package io.nightjar.spark.train.block;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.hocon.Kind;
import io.nightjar.features.design.OneHotEncoder;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.features.raw.RawBatch;

/** Refuses rows that an encoder could not encode. */
public final class EncodedRows {
  private final Reasons reasons;
  private final RowRole role;

  /** For rows of a role; it is named to whoever must mend them. */
  public EncodedRows(RowEncoder encoder, RowRole role) {
    this(encoder::reason, role);
  }

  /** The same for rows whose 0/1 columns are left out. */
  EncodedRows(OneHotEncoder encoder, RowRole role) {
    this(encoder::reason, role);
  }

  private EncodedRows(Reasons reasons, RowRole role) {
    this.reasons = reasons;
    this.role = role;
  }

  /** Why a row was not encoded. */
  @FunctionalInterface
  private interface Reasons {
    String of(int code, Object[] raw);
  }

  /**
   * Lets a batch pass.
   *
   * @param refused how many of its rows were not encoded
   * @param codes what the encoder said of each row
   * @throws NightjarException of kind DATA with the reason of the first row that was refused
   */
  public void require(int refused, int[] codes, RawBatch batch) {
    for (int row = 0; row < batch.rows() && refused > 0; row++) {
      if (codes[row] != RowEncoder.ENCODED) {
        throw refused(role, reasons.of(codes[row], batch.row(row)));
      }
    }
  }

  /** What is said of a row that can't be encoded. */
  static NightjarException refused(RowRole role, String reason) {
    return NightjarException.of(
        FailureKind.DATA,
        "a %s row can't be encoded: %s; mend it".formatted(Kind.word(role), reason));
  }
}
