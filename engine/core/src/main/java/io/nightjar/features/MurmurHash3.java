package io.nightjar.features;

/**
 * MurmurHash3_x86_32 of bytes (Austin Appleby 2011, SMHasher, public domain): the same 32 bits on
 * every machine.
 */
final class MurmurHash3 {
  private static final int BLOCK = 0xcc9e2d51;
  private static final int BLOCK_AFTER = 0x1b873593;

  private MurmurHash3() {}

  static int of(byte[] bytes, int seed) {
    int hash = seed;
    int whole = bytes.length & ~3;
    for (int i = 0; i < whole; i += 4) {
      int block =
          (bytes[i] & 0xff)
              | (bytes[i + 1] & 0xff) << 8
              | (bytes[i + 2] & 0xff) << 16
              | bytes[i + 3] << 24;
      hash = Integer.rotateLeft(hash ^ scrambled(block), 13) * 5 + 0xe6546b64;
    }
    int rest = 0;
    for (int i = bytes.length - 1; i >= whole; i--) {
      rest = rest << 8 | (bytes[i] & 0xff);
    }
    return finished(hash ^ scrambled(rest) ^ bytes.length);
  }

  /** 0 of 0, which stands for bytes that aren't there. */
  private static int scrambled(int block) {
    return Integer.rotateLeft(block * BLOCK, 15) * BLOCK_AFTER;
  }

  private static int finished(int mixed) {
    int hash = mixed;
    hash = (hash ^ hash >>> 16) * 0x85ebca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
    return hash ^ hash >>> 16;
  }
}
