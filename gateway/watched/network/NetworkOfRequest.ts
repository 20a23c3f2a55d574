import type { Network } from '../../../subgraphs/directory/network/Network';
import type { DataSource } from '../../engine/createGateway';

/** With which network each request began, for as long as it lives: that may change before it is answered. */
export class NetworkOfRequest {
  readonly #begunWith = new WeakMap<object, Network>();

  constructor(private readonly current: () => Network) {}

  /** A data source that answers as `inner` does, and notes the network as it is when a request first comes. */
  around(inner: DataSource): DataSource {
    return {
      process: (request) => {
        this.#note(request.context);
        return inner.process(request);
      },
    };
  }

  /** Whether a city hosts a server, or did when the request began: what was found in it can still be fetched. */
  hasServer(cityId: string, context: object): boolean {
    return [this.#note(context), this.current()].some(({ cities }) => cities.get(cityId)?.url !== undefined);
  }

  #note(context: object): Network {
    const known = this.#begunWith.get(context);
    if (known !== undefined) return known;
    const network = this.current();
    this.#begunWith.set(context, network);
    return network;
  }
}
