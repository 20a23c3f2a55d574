/** The hub does not connect to this address. The message is fit for clients: it names no address. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError';
}
