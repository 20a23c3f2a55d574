/**
 * Whether a parameter was put to an address on the way, to follow whoever opens it: by newsletters, search engines and social networks. Nobody
 * means a condition by it, and the hub takes no notice of it.
 */
export function isTracking(parameter: string): boolean {
  return /^(?:(?:utm|mtm|pk|matomo)_\w+|(?:fb|g|dc|ms|tw|y)clid|[gw]braid|igshid|mc_[ce]id)$/.test(parameter);
}
