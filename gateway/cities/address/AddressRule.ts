/** To which addresses the hub connects, whoever wrote them into the network's file. */
export interface AddressRule {
  /** Only over TLS. */
  readonly httpsOnly: boolean;
  /** Only to addresses of the public internet, so that nobody has the hub ask servers of its own network (SSRF). */
  readonly publicOnly: boolean;
}
