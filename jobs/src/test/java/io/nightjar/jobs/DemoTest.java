package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.jobs.bench.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo on a few rows a night: what was planted is found, in time, and healed. */
class DemoTest {
  @TempDir Path temp;

  @Test
  void findsThePlantedShiftAtOnceHealsItAndRaisesNoAlarmBefore() {
    Path folder = temp.resolve("demo");

    Run demo = Run.of("demo", "--rows", "500", "--nights", "33", "--folder", folder.toString());

    assertThat(demo.code()).as(demo.out() + demo.err()).isZero();
    List<String> lines = demo.out().lines().toList();
    assertThat(lines).hasSizeLessThanOrEqualTo(25);
    assertThat(lines.get(0)).startsWith("The data is made");
    assertThat(lines)
        .contains("nights 21-30 scored with version 1, no alarm")
        .anyMatch(
            line -> line.matches("planted    night 31, found night 3[12], healed night 3[12]"));
    String report =
        lines.stream()
            .filter(line -> line.startsWith("report     "))
            .map(line -> line.substring("report     ".length()))
            .findFirst()
            .orElseThrow();
    assertThat(Path.of(report)).content().contains("monthly_price", "<svg");
  }

  @Test
  void neverEmptiesAFolderThatIsNotItsOwn() throws IOException {
    Path mine = Files.writeString(temp.resolve("thesis.txt"), "ten years of work");

    Run demo = Run.of("demo", "--folder", temp.toString());

    assertThat(demo.code()).isEqualTo(2);
    assertThat(demo.problems())
        .containsExactly(
            "--folder: is '"
                + temp
                + "', which is not empty and no former demo's; name another folder or empty it.");
    assertThat(mine).hasContent("ten years of work");
  }

  @Test
  void checksItsNumbers() {
    assertThat(Run.of("demo", "--rows", "3").problems())
        .containsExactly("--rows: is 3; must be 500..10000000.");
    assertThat(Run.of("demo", "--nights", "20").problems())
        .containsExactly("--nights: is 20; must be 21..400.");
  }
}
