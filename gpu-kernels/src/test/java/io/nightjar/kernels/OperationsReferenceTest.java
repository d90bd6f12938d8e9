package io.nightjar.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.backend.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/kernels.md speaks of the operations that there are. */
final class OperationsReferenceTest {
  private static final Pattern NAMES = Pattern.compile("^\\|[^|]*\\|([^|]*)\\|", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

  @Test
  void listsEveryOperationInOrder() throws IOException {
    Path page = Path.of(System.getProperty("nightjar.root"), "docs/kernels.md");
    List<String> named =
        NAMES
            .matcher(Files.readString(page))
            .results()
            .flatMap(cell -> NAME.matcher(cell.group(1)).results())
            .map((MatchResult name) -> name.group(1))
            .toList();
    assertThat(named)
        .containsExactlyElementsOf(Kernels.operations().stream().map(Operation::name).toList());
  }
}
