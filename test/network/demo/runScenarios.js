const { pathToFileURL } = require('node:url');

// Runs the conformance suite's own command once for each scenario, all in this process: to start a process for each takes
// a quarter of a minute. Ends with 1 when one of them would have.
//
//   node runScenarios.js <the suite's program> <scenario,scenario> <options of its command "server">

async function main([node, , program, scenarios, ...options]) {
  for (const scenario of scenarios.split(',')) {
    process.argv = [node, program, 'server', '--scenario', scenario, ...options];
    const code = await new Promise((resolve) => {
      process.exit = resolve;
      // Another address makes it another module, which runs anew.
      void import(`${pathToFileURL(program)}?${scenario}`);
    });
    if (code !== 0) process.exitCode = 1;
  }
}

void main(process.argv);
