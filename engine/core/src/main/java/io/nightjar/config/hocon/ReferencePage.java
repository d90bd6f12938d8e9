package io.nightjar.config.hocon;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page in Markdown on every setting, made from the same table that configs are checked by. */
public final class ReferencePage {
  private final Map<String, String> blocks;
  private final List<Property<?>> properties;

  /** {@code blocks} are the page's sections: a title by the key that its settings begin with. */
  public ReferencePage(Map<String, String> blocks, List<Property<?>> properties) {
    this.blocks = new LinkedHashMap<>(blocks);
    this.properties = List.copyOf(properties);
  }

  /** {@code introduction}, then a table a block. */
  public String markdown(String introduction) {
    StringBuilder page = new StringBuilder(introduction);
    blocks.forEach((block, title) -> appendBlock(page, block, title));
    return page.toString();
  }

  private void appendBlock(StringBuilder page, String block, String title) {
    page.append("\n## ").append(block.isEmpty() ? "" : "`" + block + "`: ").append(title);
    page.append("\n\n| key | takes | default | what it is |\n|---|---|---|---|\n");
    for (Property<?> property : in(block)) {
      page.append("| `").append(property.key()).append("` | ");
      page.append(cell(property.kind().allowed())).append(" | ");
      page.append(cell(property.shown())).append(" | ");
      page.append(cell(property.doc())).append(" |\n");
    }
  }

  private List<Property<?>> in(String block) {
    return properties.stream().filter(p -> blockOf(p.key()).equals(block)).toList();
  }

  private String blockOf(String key) {
    return blocks.keySet().stream()
        .filter(block -> key.startsWith(block + "."))
        .reduce("", (a, b) -> b.length() > a.length() ? b : a);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
