/** How the hub stands with a city's server: see `CityStatus` in schema/directory.graphql, which adds `LISTED` and `SUSPENDED`. */
export type ServerStatus = 'PENDING' | 'ADMITTED' | 'UNREACHABLE' | 'REFUSED' | 'QUARANTINED';
