const { SUBGRAPHS_TOKEN } = process.env;

/**
 * Read by Hive Gateway in its own process, as its command says: all that is changed of its defaults. It tells nobody how
 * it is doing, bears a token where it asks if it was given one, and ends when nobody listens any more.
 */
export const gatewayConfig = {
  logging: 'error',
  landingPage: false,
  graphiql: false,
  ...(SUBGRAPHS_TOKEN !== undefined && {
    transportEntries: { '*.http': { headers: [['authorization', `Bearer ${SUBGRAPHS_TOKEN}`]] } },
  }),
};

process.once('disconnect', () => process.exit());
process.send?.('configured');
