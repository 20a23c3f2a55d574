const asyncHooks = require('node:async_hooks');
const path = require('node:path');
const vm = require('node:vm');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
const { dependencies, devDependencies } = require('../package.json');

// What jest gives a test file of its own by default, a realm (`vm.createContext`) with every module loaded anew in it, took
// two thirds of what a file needs to begin: Apollo, TypeORM and graphql-js were loaded 230 times. Here the files that a
// worker runs share the worker's realm and the packages of `package.json`, which Node itself loads once. The project's own
// modules are still loaded anew for each file, so that none finds what another left in them. One realm and not two, for an
// error that a package makes has to be an `instanceof Error` in a test.
//
// What a file leaves on the global object, in the environment and as spies is taken back when it ends.

// graphql-js checks more of each value where NODE_ENV is not `production`, for those who have it twice in their
// `node_modules`; that is a tenth of what many tests take. It decides when it is loaded, which is here.
const { NODE_ENV } = process.env;
process.env.NODE_ENV = 'production';
require('graphql/jsutils/instanceOf');
process.env.NODE_ENV = NODE_ENV;

// Node's own fetch is loaded when it is first needed and keeps a global then, which must not go with the file that needed it.
void globalThis.Response;

const packagesFolder = path.join(__dirname, '..', 'node_modules');
const packages = new Set(Object.keys({ ...dependencies, ...devDependencies }));

/** Whether a file belongs to a package that the project names; jest's own parts, which it does not, stay jest's affair. */
function isOfPackage(file) {
  const [scope, name] = path.relative(packagesFolder, file).split(path.sep);
  return packages.has(scope) || packages.has(`${scope}/${name}`);
}

/** Globals of packages, which are loaded once and so make them once. */
const globalsOfPackages = new Set();

function loadOnce(file) {
  const before = new Set(Reflect.ownKeys(globalThis));
  const exported = require(file);
  for (const key of Reflect.ownKeys(globalThis)) if (!before.has(key)) globalsOfPackages.add(key);
  return exported;
}

/** Stands for the worker's realm where jest wants a context of `node:vm`. */
const WORKER_REALM = {};

/**
 * jest's runner, which is loaded anew for each file and makes an `AsyncLocalStorage`. Here it gets the same one each time: on
 * Node 20 every promise has a property of each storage that was ever used, and a timer that a package goes on with would
 * hold, by those, what each file had made.
 */
const RUNNER = path.join(path.dirname(require.resolve('jest-circus')), 'jestAdapterInit.js');
const storage = new asyncHooks.AsyncLocalStorage();

function withOneStorage(evaluate) {
  class OneStorage {
    constructor() {
      return storage;
    }
  }
  return function (module, exports, require, ...others) {
    const load = (name) => (name === 'node:async_hooks' ? { AsyncLocalStorage: OneStorage } : require(name));
    evaluate.call(this, module, exports, Object.assign(load, require), ...others);
  };
}

/** The project's modules that watch the process until it ends, and what each exports: a process has one of each. */
const watching = new Map([[path.join(__dirname, '../subgraphs/serving/processMetrics.ts'), undefined]]);

/**
 * What is made of texts, costs a tenth of a second or more, and is never changed by whoever has it: the vocabulary, the
 * supergraph and the examination of cities, of which each hub of a test wants one. By the module that makes it, the function,
 * and what it made for the files of this worker; errors are each file's own.
 */
const making = new Map([
  [path.join(__dirname, '../subgraphs/directory/vocabulary/parseVocabulary.ts'), 'parseVocabulary'],
  [path.join(__dirname, '../gateway/engine/executor/readSupergraph.ts'), 'readSupergraph'],
  [path.join(__dirname, '../subgraphs/composing/createAdmission.ts'), 'createAdmission'],
]);
const made = new Map();
/** Most tests have one of these, and those of the harness. */
const MOST_MADE = 20;

function keepingWhatItMakes(filename, evaluate) {
  const name = making.get(filename);
  return function (module, ...others) {
    evaluate.call(this, module, ...others);
    const make = module.exports[name];
    const keep = (...texts) => {
      const key = JSON.stringify([name, ...texts]);
      const known = made.get(key) ?? make(...texts);
      // The latest comes last.
      made.delete(key);
      made.set(key, known);
      if (made.size > MOST_MADE) made.delete(made.keys().next().value);
      return known;
    };
    module.exports = Object.create(module.exports, { [name]: { enumerable: true, value: keep } });
  };
}

/** The project's own modules as functions: what one file had compiled and V8 optimised, the next one runs again. */
const compiled = new Map();

const { compileFunction } = vm;
vm.compileFunction = (code, parameters, options) => {
  if (options?.parsingContext !== WORKER_REALM) return compileFunction(code, parameters, options);
  const { filename } = options;
  if (isOfPackage(filename)) {
    return (module) => {
      module.exports = loadOnce(filename);
    };
  }
  const known = compiled.get(filename);
  if (known?.code === code) return known.run;
  let run = compileFunction(code, parameters, { ...options, parsingContext: undefined });
  if (filename === RUNNER) run = withOneStorage(run);
  if (making.has(filename)) run = keepingWhatItMakes(filename, run);
  if (watching.has(filename)) run = onlyOnce(filename, run);
  compiled.set(filename, { code, run });
  return run;
};

function onlyOnce(filename, evaluate) {
  return function (module, ...others) {
    if (watching.get(filename) === undefined) {
      evaluate.call(this, module, ...others);
      watching.set(filename, module.exports);
    }
    module.exports = watching.get(filename);
  };
}

/** The environment of the tests; see https://jestjs.io/docs/configuration#testenvironment-string. */
module.exports = class WorkerRealm {
  global = globalThis;
  fakeTimers = null;
  #globals = Object.getOwnPropertyDescriptors(globalThis);
  #env = { ...process.env };
  #exit = process.exit;
  #prepareStackTrace = Error.prepareStackTrace;

  constructor({ projectConfig }) {
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.global = null;
    this.fakeTimersModern.dispose();
    this.moduleMocker.restoreAllMocks();
    this.#restoreGlobals();
    for (const name of Object.keys(process.env)) if (!(name in this.#env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, this.#env);
    process.exit = this.#exit;
    Error.prepareStackTrace = this.#prepareStackTrace;
  }

  #restoreGlobals() {
    for (const key of Reflect.ownKeys(globalThis)) {
      const before = this.#globals[key];
      const now = Object.getOwnPropertyDescriptor(globalThis, key);
      if (!now.configurable) continue;
      if (before === undefined) {
        if (!globalsOfPackages.has(key)) Reflect.deleteProperty(globalThis, key);
      } else if (before.value !== now.value || before.get !== now.get) {
        Object.defineProperty(globalThis, key, before);
      }
    }
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return this.global && WORKER_REALM;
  }
};
