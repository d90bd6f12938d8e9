package io.nightjar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.util.List;
import java.util.Map;

/** What follows the least config from line 4 on, and the exact text of every problem it makes. */
record BadConfig(String text, List<String> problems) {
  static final String LEAST =
      """
      name = churn
      data { source = "churn.parquet", label = left }
      model { type = logistic }
      """;

  static BadConfig bad(String text, String... problems) {
    return new BadConfig(text, List.of(problems));
  }

  /** The problems of a config, which must be refused. */
  static List<String> problems(String text, String... overrides) {
    NightjarException e =
        catchThrowableOfType(
            NightjarException.class,
            () -> JobConfig.parse("job.conf", text, List.of(overrides), Map.of()));
    assertThat(e).as("a config that is refused").isNotNull();
    assertThat(e.kind()).isEqualTo(FailureKind.CONFIG);
    return e.problems().stream().map(p -> p.text()).toList();
  }

  @Override
  public String toString() {
    return text;
  }
}
