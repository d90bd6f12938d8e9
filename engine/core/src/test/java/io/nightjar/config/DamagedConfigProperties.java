package io.nightjar.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever is done to a config, it is read or refused as a config: nothing else is thrown. */
class DamagedConfigProperties {
  private static final Path ADULT = Path.of(System.getProperty("nightjar.root"), "conf/adult.conf");

  @Property(tries = 400)
  void aCutConfigIsReadOrRefused(
      @ForAll @IntRange(max = 3000) int from, @ForAll @IntRange(max = 300) int length)
      throws IOException {
    String text = Files.readString(ADULT);
    int start = Math.min(from, text.length());
    readOrRefuse(
        text.substring(0, start) + text.substring(Math.min(start + length, text.length())));
  }

  @Property(tries = 400)
  void aConfigWithStrayTextIsReadOrRefused(
      @ForAll @IntRange(max = 3000) int at,
      @ForAll
          @StringLength(max = 6)
          @Chars({
            '{', '}', '[', ']', '=', ':', ',', '"', '$', '?', '#', '\n', '.', '+', '\\', ' ', 'a',
            '1'
          })
          String stray)
      throws IOException {
    String text = Files.readString(ADULT);
    int start = Math.min(at, text.length());
    readOrRefuse(text.substring(0, start) + stray + text.substring(start));
  }

  @Property(tries = 200)
  void anyOverrideIsTakenOrRefused(@ForAll @StringLength(max = 20) String option)
      throws IOException {
    readOrRefuse(Files.readString(ADULT), option, "data." + option, "seed=" + option);
  }

  private static void readOrRefuse(String text, String... overrides) {
    try {
      JobConfig config = JobConfig.parse("job.conf", text, List.of(overrides), Map.of());
      assertThat(config.configSha256()).hasSize(64);
    } catch (NightjarException e) {
      assertThat(e.kind()).isEqualTo(FailureKind.CONFIG);
      assertThat(e.problems()).isNotEmpty();
    }
  }
}
