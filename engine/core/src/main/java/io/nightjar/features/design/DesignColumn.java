package io.nightjar.features.design;

/**
 * One numeric column that a linear model has a coefficient for.
 *
 * @param name such as {@code age}, {@code sex=Male} or {@code age is missing}
 * @param source the input column it is made of
 */
public record DesignColumn(String name, String source) {}
