package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.report.Table.Kind;

/** How challengers would have scored the rows that the champion scored. */
final class ShadowSection {
  private final JsonNode challengers;

  ShadowSection(JsonNode record) {
    this.challengers = record.path("result").path("challengers");
  }

  Section section() {
    Table table =
        Table.titled("Beside the version that scored, on the same rows")
            .column("challenger", Kind.NAME)
            .column("rows", Kind.NUMBER)
            .column("not scored", Kind.NUMBER)
            .column("changed decisions", Kind.NUMBER)
            .column("to positive", Kind.NUMBER)
            .column("to negative", Kind.NUMBER)
            .column("mean difference", Kind.NUMBER)
            .column("rank correlation", Kind.NUMBER);
    for (JsonNode one : challengers) {
      table.row(
          Text.of(one.path("challenger")),
          Text.of(one.path("rows")),
          Text.of(one.path("unscored")),
          Text.metric(one.path("changed_share")),
          Text.of(one.path("to_positive")),
          Text.of(one.path("to_negative")),
          Text.metric(one.path("mean_absolute_difference")),
          Text.metric(one.path("spearman")));
    }
    return new Section("challengers", "Challengers").table(table);
  }
}
