package io.nightjar.spark.score.manifest;

/**
 * What made the rows.
 *
 * @param modelName the registered model
 * @param modelVersion its version
 * @param modelSha256 of the model's manifest
 * @param inputSnapshot which input was read, as the snapshot names it
 * @param nightjarVersion this program's version
 */
public record Provenance(
    String modelName,
    int modelVersion,
    String modelSha256,
    String inputSnapshot,
    String nightjarVersion) {}
