/** The body of an answer as it comes in, piece by piece. */
export class AnswerBody {
  /** Its first `#size` bytes came in; each piece alone would take more memory than it holds where these are small. */
  #bytes: Buffer = Buffer.alloc(0);
  #size = 0;
  #pieces = 0;

  get size(): number {
    return this.#size;
  }

  get pieces(): number {
    return this.#pieces;
  }

  append(piece: Buffer): void {
    this.#pieces += 1;
    const size = this.#size + piece.length;
    if (this.#size === 0) {
      // Most answers come in one piece.
      this.#bytes = piece;
    } else {
      if (size > this.#bytes.length) {
        const larger = Buffer.allocUnsafeSlow(2 * size);
        this.#bytes.copy(larger, 0, 0, this.#size);
        this.#bytes = larger;
      }
      piece.copy(this.#bytes, this.#size);
    }
    this.#size = size;
  }

  toBuffer(): Buffer {
    return this.#bytes.subarray(0, this.#size);
  }
}
