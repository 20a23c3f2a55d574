/** What is not in use when a hub or a city runs. */
const TESTS = '\\.test\\.tsx?$|/test/|^test/';

/**
 * The floor plan: which room may use which. Every arrow runs down: the gateway uses the subgraphs, and nothing uses the
 * gateway. Type-only imports count, too.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Two files that need each other are one, or a third one is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-uses-the-gateway',
      comment: 'What hub and cities both need is in a room of subgraphs/.',
      severity: 'error',
      from: { path: '^(subgraphs|schema)/' },
      to: { path: '^gateway/' },
    },
    {
      name: 'subgraphs-share-sdl-alone',
      comment: 'The three subgraphs know each other by their schemas. What they say alike is in contract/.',
      severity: 'error',
      from: { path: '^subgraphs/(directory|search|city)/', pathNot: TESTS },
      to: { path: '^subgraphs/(directory|search|city)/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'contract-is-the-ground-floor',
      comment: 'What hub and cities say alike needs nobody, and no package but the one that says what an error is.',
      severity: 'error',
      from: { path: '^subgraphs/contract/', pathNot: TESTS },
      to: { pathNot: '^subgraphs/contract/|node_modules/graphql/' },
    },
    {
      name: 'serving-stands-on-the-contract',
      comment: 'Every server process has it, so it brings nothing of one along.',
      severity: 'error',
      from: { path: '^subgraphs/serving/', pathNot: TESTS },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/(serving|contract)/' },
    },
    {
      name: 'composing-knows-no-city',
      comment: 'It judges schemas, whoever serves them.',
      severity: 'error',
      from: { path: '^subgraphs/composing/', pathNot: TESTS },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/(composing|serving|contract)/' },
    },
    {
      name: 'search-and-directory-know-no-transport',
      comment: 'They are handed the way to ask a city, as a function.',
      severity: 'error',
      from: { path: '^subgraphs/(directory|search)/', pathNot: TESTS },
      to: { path: '^(node:)?(https?|net|tls|http2)$|node_modules/(fastify|undici|pg|typeorm|@apollo/server)/' },
    },
    {
      name: 'a-city-loads-the-kit-when-asked',
      comment: 'A server has no use for it, and for the packages with which it composes.',
      severity: 'error',
      from: { path: '^subgraphs/city/', pathNot: TESTS },
      to: {
        path: '^subgraphs/(composing|conformance)/',
        dependencyTypesNot: ['require', 'type-only'],
      },
    },
    {
      name: 'records-of-a-city-know-no-request',
      comment: 'What is kept, and how it is reached, is the same whoever asks for it.',
      severity: 'error',
      from: { path: '^subgraphs/city/(record|database)/', pathNot: TESTS },
      to: { path: '^subgraphs/city/(answer|hits|schema|serve|auth|disclosure)/' },
    },
    {
      name: 'a-city-answers-without-its-commands',
      comment: 'What its operators run is no part of its server.',
      severity: 'error',
      from: {
        path: '^subgraphs/city/(record|database|answer|hits|schema|serve|host|auth|disclosure)/',
        pathNot: TESTS,
      },
      to: { path: '^subgraphs/city/(import|suggest|generate|starter|check)/' },
    },
    {
      name: 'the-demo-is-loaded-when-asked',
      comment: 'It brings the whole stack of a city, for which a hub has no use.',
      severity: 'error',
      from: { path: '^gateway/(?!demo/)', pathNot: TESTS },
      to: { path: '^(gateway/demo|subgraphs/city)/', dependencyTypesNot: ['require', 'type-only'] },
    },
    {
      name: 'pages-know-no-question',
      comment: 'They lead to answers of another form, and need only their addresses.',
      severity: 'error',
      from: { path: '^gateway/web/', pathNot: TESTS },
      to: { path: '^gateway/questions/' },
    },
    {
      name: 'formats-know-no-search',
      comment: 'Whatever was asked, an answer is rows. A new format is one file and one line.',
      severity: 'error',
      from: { path: '^gateway/questions/formats/', pathNot: TESTS },
      to: {
        path: '^gateway/(questions/manifest|web/search|web/record|engine|routing|cities)/|^subgraphs/(search|directory)/',
      },
    },
    {
      name: 'questions-know-no-format',
      comment: 'Whoever asks chooses the form of the answer.',
      severity: 'error',
      from: { path: '^gateway/questions/manifest/', pathNot: TESTS },
      to: { path: '^gateway/questions/formats/' },
    },
    {
      name: 'no-test-in-use',
      comment: 'What only tests need is not shipped.',
      severity: 'error',
      from: { path: '^(gateway|subgraphs|schema)/', pathNot: TESTS },
      to: { path: TESTS },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.hanse)/|^test/recipes/[^/]+/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
