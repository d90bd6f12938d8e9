package io.nightjar.spark.score.lane;

import io.nightjar.spark.data.batch.RowBlock;
import io.nightjar.spark.data.contract.ContractSieve;
import io.nightjar.spark.data.expression.RowProjection;
import io.nightjar.spark.data.parquet.chunk.ComputedBlocks;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Finds the rows of a block that don't stay among the scores: those that the champion can't score
 * or that break the contract. Only rows that may be such are looked at one by one.
 *
 * @param sieve passes over rows that keep the contract
 * @param told a struct of what is told of a row, null where it stays; of the columns that blocks
 *     pass on and, as texts, why the row can't be scored and the column that is to blame
 */
public record RowJudge(ContractSieve sieve, RowProjection told) implements Serializable {

  /** In a task, what judges one partition's blocks. */
  Session open() {
    return new Session(sieve, told);
  }

  /** Judges block after block. */
  static final class Session {
    private final ContractSieve sieve;
    private final RowProjection told;

    /** Code is made for it, and so only once a row is looked at; null before. */
    private RowProjection.Projector projector;

    private Session(ContractSieve sieve, RowProjection told) {
      this.sieve = sieve;
      this.told = told;
    }

    /** As {@link ComputedBlocks#leftOut}. */
    InternalRow[] leftOut(RowBlock block, ModelLane champion) {
      boolean[] suspects = sieve.suspects(block.raw());
      InternalRow[] leftOut = ComputedBlocks.NONE;
      for (int row = 0; row < block.raw().rows(); row++) {
        if ((suspects.length > 0 && suspects[row]) || !champion.scored(row)) {
          InternalRow judged =
              projector()
                  .project(block.rows().apply(row), champion.reason(row), champion.column(row));
          if (judged != null) {
            leftOut = leftOut.length == 0 ? new InternalRow[block.raw().rows()] : leftOut;
            leftOut[row] = judged;
          }
        }
      }
      return leftOut;
    }

    private RowProjection.Projector projector() {
      if (projector == null) {
        projector = told.open();
      }
      return projector;
    }
  }
}
