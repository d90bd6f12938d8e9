package io.nightjar.spark.recipe.tune;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.data.ReadFailures;
import java.util.List;

/**
 * What a trial came to on one fold.
 *
 * @param value of the metric; null where it failed
 * @param failure why it failed; null where it didn't
 * @param kind what the caller can do about the failure; null where there is none
 * @param warnings of the fit
 * @param placement where its kernels ran
 * @param millis wall time of fit and judgement
 */
record FoldScore(
    Double value,
    String failure,
    FailureKind kind,
    List<String> warnings,
    List<KernelUse> placement,
    long millis) {

  static FoldScore failed(Exception e, long millis) {
    boolean known = e instanceof NightjarException;
    String why = known ? e.getMessage() : ReadFailures.reason(e);
    FailureKind kind = known ? ((NightjarException) e).kind() : FailureKind.INTERNAL;
    return new FoldScore(null, why, kind, List.of(), List.of(), millis);
  }
}
