package io.nightjar.model.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.NightjarException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A stump byte by byte: x1 &lt; 2 or missing 0.5, else −0.25. */
class XgBoostBinaryTest {
  private static final int DEFAULT_LEFT = 1 << 31;

  private String objective = "binary:logistic";
  private String booster = "gbtree";
  private int trees = 1;
  private int nodes = 3;
  private int major;

  private byte[] file(float baseScore) {
    ByteBuffer out = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    out.putFloat(baseScore).putInt(2).putInt(0).putInt(0).putInt(0).putInt(major).position(136);
    name(out, objective);
    name(out, booster);
    int at = out.position();
    out.putInt(trees).putInt(1).putInt(2).position(at + 160);
    at = out.position();
    out.putInt(1).putInt(nodes).position(at + 148);
    out.putInt(-1).putInt(1).putInt(2).putInt(1 | DEFAULT_LEFT).putFloat(2);
    out.putInt(0).putInt(-1).putInt(-1).putInt(0).putFloat(0.5f);
    out.putInt(0).putInt(-1).putInt(-1).putInt(0).putFloat(-0.25f);
    for (int node = 0; node < 3; node++) {
      out.putFloat(0).putFloat(node == 0 ? 10 : 5).putFloat(0).putInt(0);
    }
    out.putInt(0);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void name(ByteBuffer out, String name) {
    out.putLong(name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
  }

  private static double[][] scores(byte[] file) {
    double[][] rows = {{0, 1.5}, {0, 2}, {0, Double.NaN}};
    return ForeignCase.scores(
        ModelImport.read(ImportRequest.of("old", "old.model", "y"), file, "test"), rows);
  }

  private static double logistic(double margin) {
    return 1 / (1 + Math.exp(-margin));
  }

  @Test
  void takesTheMarginThatOldFilesHold() {
    double[][] scores = scores(file(-0.75f));

    assertThat(scores[0][0]).isCloseTo(logistic(-0.25), within(1e-15));
    assertThat(scores[1][0]).isCloseTo(logistic(-1), within(1e-15));
    assertThat(scores[2][0]).isCloseTo(logistic(-0.25), within(1e-15));
  }

  @Test
  void takesTheProbabilityThatNewerFilesHold() {
    major = 1;

    assertThat(scores(file(0.25f))[0][0])
        .isCloseTo(logistic(Math.log(0.25 / 0.75) + 0.5), within(1e-15));
  }

  @Test
  void readsAFileWithItsMagicWord() {
    byte[] plain = file(0);
    byte[] file = new byte[plain.length + 4];
    System.arraycopy("binf".getBytes(StandardCharsets.US_ASCII), 0, file, 0, 4);
    System.arraycopy(plain, 0, file, 4, plain.length);

    assertThat(scores(file)).isEqualTo(scores(plain));
  }

  @Test
  void refusesAFileCutAnywhere() {
    byte[] whole = file(0);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> scores(cut))
          .as("cut at %d", length)
          .isInstanceOf(NightjarException.class)
          .hasMessageStartingWith("old.model: can't be imported: ");
    }
  }

  @Test
  void refusesCountsThatTheFileHasNoBytesFor() {
    trees = Integer.MAX_VALUE;
    assertThatThrownBy(() -> scores(file(0)))
        .hasMessage(
            "old.model: can't be imported: the file tells of 2147483647 trees; must be as many as"
                + " it has bytes for.");

    trees = 1;
    nodes = 1 << 30;
    assertThatThrownBy(() -> scores(file(0)))
        .hasMessage(
            "old.model: can't be imported: tree 0 has 1073741824 nodes; must have 1..3, what is left"
                + " of the file.");
  }

  @Test
  void saysWhatToDoWithAnotherBooster() {
    booster = "gblinear";
    assertThatThrownBy(() -> scores(file(0)))
        .hasMessage(
            "old.model: can't be imported: the booster is \"gblinear\"; must be gbtree in a binary"
                + " file: load it with XGBoost up to 3.0 and save it as .ubj.");
  }
}
