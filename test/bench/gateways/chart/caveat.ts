/** What is to be known of the figures wherever they are shown. */
export const caveat =
  'apollo, hive and hive-rust ask types per city: one round of requests, and no ranking. floor and hub ask two rounds ' +
  'and rank the experts of all cities.';
