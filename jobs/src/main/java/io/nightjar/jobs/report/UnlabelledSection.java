package io.nightjar.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.report.Table.Kind;
import java.util.ArrayList;
import java.util.List;

/** What was found without a label: clusters or components. */
final class UnlabelledSection {
  private final JsonNode record;

  UnlabelledSection(JsonNode record) {
    this.record = record;
  }

  Section section() {
    return new Section("found", "Found without a label").table(clusters()).table(components());
  }

  private Table clusters() {
    Table table =
        Table.titled("Clusters, the heaviest first")
            .column("cluster", Kind.NAME)
            .column("share of weight", Kind.NUMBER)
            .column("its centroid differs most by", Kind.LONG);
    for (JsonNode cluster : record.path("clusters")) {
      table.row(
          Text.of(cluster.path("cluster")),
          Text.metric(cluster.path("share")),
          listed(cluster.path("differs_by")));
    }
    return table;
  }

  private Table components() {
    Table table =
        Table.titled("Principal components")
            .column("component", Kind.NAME)
            .column("variance", Kind.NUMBER)
            .column("share", Kind.NUMBER)
            .column("shares so far", Kind.NUMBER)
            .column("largest loadings", Kind.LONG);
    for (JsonNode component : record.path("components")) {
      table.row(
          Text.of(component.path("component")),
          Text.metric(component.path("variance")),
          Text.metric(component.path("share")),
          Text.metric(component.path("together")),
          listed(component.path("loadings")));
    }
    return table;
  }

  private static String listed(JsonNode values) {
    List<String> parts = new ArrayList<>();
    values
        .properties()
        .forEach(value -> parts.add(value.getKey() + " " + Text.metric(value.getValue())));
    return String.join(", ", parts);
  }
}
