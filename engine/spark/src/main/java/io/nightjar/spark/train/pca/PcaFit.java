package io.nightjar.spark.train.pca;

import io.nightjar.model.unlabelled.FeatureScaling;
import io.nightjar.model.unlabelled.PrincipalComponents;
import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a fit found.
 *
 * @param scaling the space of the components
 * @param components their loadings and variances
 */
public record PcaFit(FeatureScaling scaling, PrincipalComponents components)
    implements Serializable {

  /** What is remembered of the fit, by name. */
  public SortedMap<String, String> facts() {
    double explained = 0;
    for (int c = 0; c < components.count(); c++) {
      explained += components.share(c);
    }
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("explained-variance", Double.toString(Math.min(1, explained)));
    return facts;
  }
}
