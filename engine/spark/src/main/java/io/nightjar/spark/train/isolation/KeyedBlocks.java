package io.nightjar.spark.train.isolation;

import io.nightjar.config.JobConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.features.design.TreeDesign;
import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.batch.RawBatches;
import io.nightjar.spark.train.block.EncodedRows;
import io.nightjar.spark.train.block.RowRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The training rows, encoded for trees, with their keys. */
final class KeyedBlocks {
  private static final String KEY = "nightjar row key";

  private final Table train;
  private final Column key;
  private final FeatureSpec features;
  private final int blockRows;

  KeyedBlocks(JobConfig config, Table train, FeatureSpec features) {
    this.train = train;
    this.key = train.rowKey(config.data().id(), config.seed());
    this.features = features;
    this.blockRows = config.compute().blockRows();
  }

  /** How many rows each key has: rows of (key, count). */
  Dataset<Row> counts() {
    return train.rows().select(key.as(KEY)).groupBy(KEY).count();
  }

  /** The rows in blocks; a block is borrowed until the next one is asked for. */
  JavaRDD<KeyedBlock> blocks() {
    List<String> read = new ArrayList<>(features.signature().names());
    read.add(KEY);
    RawBatches batches = new RawBatches(train.rows().withColumn(KEY, key), read);
    FeatureSpec what = features;
    int rows = blockRows;
    return ReadFailures.reading(train.origin(), () -> batches.of(rows))
        .mapPartitions(part -> new Encoding(part, what, read, rows));
  }

  /** Encodes one partition's batches, one for one. */
  private static final class Encoding implements Iterator<KeyedBlock> {
    private final Iterator<RawBatch> batches;
    private final RowEncoder encoder;
    private final EncodedRows encoded;
    private final int width;
    private final int keyAt;
    private final int[] codes;

    Encoding(Iterator<RawBatch> batches, FeatureSpec features, List<String> read, int rows) {
      TreeDesign design = TreeDesign.of(features);
      this.batches = batches;
      this.encoder = design.encoder(read);
      this.encoded = new EncodedRows(encoder, RowRole.TRAINING);
      this.width = design.width();
      this.keyAt = read.size() - 1;
      this.codes = new int[rows];
    }

    @Override
    public boolean hasNext() {
      return batches.hasNext();
    }

    @Override
    public KeyedBlock next() {
      RawBatch batch = batches.next();
      float[][] columns = new float[width][batch.rows()];
      encoded.require(encoder.encode(batch, codes, columns), codes, batch);
      long[] keys = ((NumberColumn) batch.column(keyAt)).longs();
      return new KeyedBlock(columns, Arrays.copyOf(keys, batch.rows()));
    }
  }
}
