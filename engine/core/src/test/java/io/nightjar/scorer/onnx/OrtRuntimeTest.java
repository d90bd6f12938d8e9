package io.nightjar.scorer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OrtRuntimeTest {
  @Test
  void saysWhatToAddWhereTheRuntimeIsNot() {
    assertThatThrownBy(() -> OrtRuntime.require(ClassLoader.getPlatformClassLoader()))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIG))
        .hasMessage(
            "the model is an ONNX graph, and ONNX Runtime isn't on the class path; add --packages"
                + " com.microsoft.onnxruntime:onnxruntime:1.29.0 (bin/nightjar, spark-submit), or"
                + " that dependency to a service");
    assertThatCode(OrtRuntime::require).doesNotThrowAnyException();
  }

  @Test
  void namesTheVersionThatIsTested() throws IOException {
    String[] parts = OrtRuntime.COORDINATES.split(":");

    assertThat(OrtRuntime.version()).isEqualTo(parts[2]);
    assertThat(Files.readString(Path.of("../../pom.xml")))
        .containsPattern(
            "<groupId>%s</groupId>\\s+<artifactId>%s</artifactId>\\s+<version>%s</version>"
                .formatted(parts[0], parts[1], parts[2]));
  }
}
