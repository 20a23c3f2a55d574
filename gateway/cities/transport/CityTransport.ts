/** Where a city's server is. */
export interface CityAddress {
  readonly id: string;
  /** An address of the web; or `nats:<slug>` for a city that dials out. */
  readonly url: string;
}

/** A call as it goes out, as a request to the city's GraphQL. */
export interface CityRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What an answer has to be for it to be read on. */
export interface AnswerRules {
  /** Ends the call at once, also while the answer comes in. */
  readonly signal: AbortSignal;
  /** Throws at the head of an answer that is not to be read. */
  readonly checkHead: (head: AnswerHead) => void;
  /** Throws when there are more bytes of the body than are to be read, or they come in more pieces. */
  readonly checkSize: (bytes: number, pieces: number) => void;
}

export interface AnswerHead {
  readonly statusCode: number;
  /** Any of them may stand there more than once. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A way on which calls reach cities. */
export interface CityTransport {
  /**
   * Sends a call to a city, and collects the body of the answer. Rejects with what a rule throws, with the signal's reason,
   * or with what went wrong on the way, whose `code` says it in a word.
   *
   * @param makeRequest for each attempt anew, since a token may serve one alone
   */
  send(city: CityAddress, makeRequest: () => Promise<CityRequest>, rules: AnswerRules): Promise<Buffer>;
  /** Ends every call, and closes every connection. */
  close(): Promise<void>;
}
