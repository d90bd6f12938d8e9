package io.nightjar.model.exchange.pmml;

import io.nightjar.model.LinearModel;
import io.nightjar.model.Model;
import io.nightjar.model.TreeModel;

/**
 * Writes a model as PMML 4.4 (dmg.org) over its raw columns: numbers, true and false as 1 and 0,
 * categories as texts, dates as one field for each part, COLUMN:month. Trees are a {@code
 * MiningModel} whose sums go into a {@code RegressionModel}, the linear family is a {@code
 * RegressionModel} alone.
 */
public final class PmmlWriter {
  private PmmlWriter() {}

  /**
   * The bytes of a file.
   *
   * @param reference the version, for the header
   * @throws IllegalArgumentException if PMML can't express the model
   */
  public static byte[] bytes(String reference, Model model) {
    Xml xml = new Xml();
    xml.open("PMML", "xmlns", "http://www.dmg.org/PMML-4_4", "version", "4.4");
    xml.open("Header", "description", reference);
    xml.leaf("Application", "name", "nightjar", "version", model.provenance().nightjarVersion());
    xml.close();
    Fields fields = Fields.of(model);
    fields.dictionary(xml);
    Outcomes outcomes = new Outcomes(model, xml);
    if (model instanceof TreeModel trees) {
      new TreeSegments(trees, fields, outcomes, xml).write();
    } else {
      new Terms((LinearModel) model, fields, outcomes, xml).write();
    }
    return xml.close().toBytes();
  }
}
