package io.nightjar.kernels.block;

/** Values that follow a fixed pattern, for the made cases that backends are tried with. */
public final class MadeValues {
  private MadeValues() {}

  /**
   * Values in ±½ that repeat after at most 1009.
   *
   * @param step which pattern
   */
  public static float[] pattern(int count, int step) {
    float[] values = new float[count];
    int state = step;
    for (int i = 0; i < count; i++) {
      state = (state * 31 + step) % 1009;
      values[i] = state / 1009f - 0.5f;
    }
    return values;
  }
}
