/**
 * What models that learn without a label are made of: scaled features, centroids, components.
 *
 * <p>Entry types: {@link io.nightjar.model.unlabelled.ClusterCentres} and {@link
 * io.nightjar.model.unlabelled.PrincipalComponents}. May depend on nothing but the JDK.
 */
package io.nightjar.model.unlabelled;
