const path = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/**
 * What takes longest, longest first. jest knows by itself how long a test took when it ran here before; in a fresh clone
 * it goes by the size of the files, and a small file with a long test that comes last keeps one processor waiting.
 */
const LONGEST = [
  'test/conformance/brokenCities.test.ts',
  'test/browser/web.test.ts',
  'test/browser/journeys/journeys.test.ts',
  'gateway/main.test.ts',
  'test/faults/hub/hubFaults.test.ts',
  'test/database/hosting.test.ts',
  'test/conformance/referenceCity.test.ts',
  'test/attacks/hub/shared/shared.test.ts',
  'test/postgres/lifecycle.test.ts',
  'test/faults/cities/failing.test.ts',
  'test/network/release-before/releaseBefore.test.ts',
  'test/faults/cities/admission.test.ts',
  'test/network/breaker/breaker.test.ts',
  'test/network/registry/registry.test.ts',
  'test/faults/cities/dishonest.test.ts',
  'test/attacks/hub/smallRequests.test.ts',
  'test/network/other-engine/otherEngine.test.ts',
  'test/network/restless/changes.property.test.ts',
  'test/database/erasure.test.ts',
  'test/attacks/hub/arguments.test.ts',
  'test/recipes/recipes.test.ts',
  'test/database/import.test.ts',
  'test/browser/signIn.test.ts',
  'test/database/importSource.test.ts',
  'test/network/restless/orders.property.test.ts',
  'test/attacks/hub/requests.test.ts',
  'test/network/demo/demo.test.ts',
  'test/network/filters/filters.property.test.ts',
  'test/database/topicStaff.test.ts',
  'test/faults/hub/databaseFaults.test.ts',
  'test/browser/explorer.test.ts',
  'test/demo/start.test.ts',
  'test/conformance/checkCommand.test.ts',
  'test/database/importDepth.test.ts',
  'test/federation/random.test.ts',
  'test/federation/hub/likeGraphqlJs.test.ts',
  'test/network/signed-calls/keyServerEnds.test.ts',
  'test/faults/hub/configurationFaults.test.ts',
  'test/readme/snippets.test.ts',
];

module.exports = class LongestFirst extends Sequencer {
  time(test) {
    const { config, hasteFS } = test.context;
    const rank = LONGEST.indexOf(path.relative(config.rootDir, test.path));
    const bySize = (hasteFS.getSize(test.path) ?? 0) / 1e9;
    return super.time(test) ?? (rank < 0 ? bySize : LONGEST.length - rank);
  }
};
