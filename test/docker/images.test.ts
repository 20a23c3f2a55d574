import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { parse } from 'yaml';
import { plainTextCities } from '../../gateway/cities/warnOfPlainText';
import { parseHubConfig } from '../../gateway/config';
import { parseTrust } from '../../subgraphs/city/auth/parseTrust';
import { parseNetwork } from '../../subgraphs/directory/network/parseNetwork';
import { HUB_OPTIONS } from '../bench/gateways/targets/hub/HUB_OPTIONS';

const root = join(__dirname, '..', '..');

describe.each(['hub.Dockerfile', 'city.Dockerfile'])('docker/%s', (name) => {
  const dockerfile = DockerfileParser.parse(readFileSync(join(root, 'docker', name), 'utf8'));
  const instructions = dockerfile.getInstructions();

  test('builds in one stage and runs in another, as a user who is not root', () => {
    expect(dockerfile.getFROMs().length).toBeGreaterThan(1);
    const last = instructions.map((instruction) => instruction.getKeyword()).lastIndexOf('FROM');
    const users = instructions.slice(last).filter((instruction) => instruction.getKeyword() === 'USER');
    expect(users.map((user) => user.getArgumentsContent())).toEqual(['1000']);
  });

  test('runs the Node that .nvmrc names in every stage', () => {
    const version = readFileSync(join(root, '.nvmrc'), 'utf8').trim();
    for (const from of dockerfile.getFROMs())
      expect([from.getImageName(), from.getImageTag()]).toEqual(['node', expect.stringMatching(`^${version}\\.`)]);
  });

  test('copies only what the project has, or an earlier stage made', () => {
    for (const copy of dockerfile.getCOPYs()) {
      if (copy.getFromFlag()) continue;
      const sources = copy.getArguments().slice(0, -1);
      for (const source of sources)
        expect([source.getValue(), existsSync(join(root, source.getValue()))]).toContain(true);
    }
  });
});

test('the hub runs as it is measured, in its image and on a host', () => {
  const options = HUB_OPTIONS.join(' ');
  const image = readFileSync(join(root, 'docker', 'hub.Dockerfile'), 'utf8');
  expect(image).toContain(`CMD ["node", "${options}", "dist/gateway/main.js"]`);
  expect(readFileSync(join(root, 'gateway', 'README.md'), 'utf8')).toContain(`node ${options} dist/gateway/main.js`);
});

describe('docker/compose.yaml', () => {
  interface Service {
    readonly build?: { readonly dockerfile: string };
    readonly image?: string;
    readonly networks: readonly string[];
    readonly ports?: readonly string[];
    readonly volumes?: readonly string[];
    readonly environment?: Readonly<Record<string, string>>;
    readonly depends_on?: Readonly<Record<string, unknown>>;
  }
  const compose = parse(readFileSync(join(root, 'docker', 'compose.yaml'), 'utf8'), { merge: true }) as {
    readonly services: Readonly<Record<string, Service>>;
    readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
    readonly volumes: Readonly<Record<string, unknown>>;
  };
  const services = Object.entries(compose.services);

  test('names only files, networks, volumes and services that there are', () => {
    for (const [name, service] of services) {
      if (service.build) expect([name, existsSync(join(root, service.build.dockerfile))]).toEqual([name, true]);
      for (const network of service.networks) expect(compose.networks).toHaveProperty([network]);
      for (const other of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty([other]);
      for (const volume of service.volumes ?? []) {
        const [source = ''] = volume.split(':');
        if (source.startsWith('.')) expect([source, existsSync(join(root, 'docker', source))]).toEqual([source, true]);
        else expect(compose.volumes).toHaveProperty([source]);
      }
    }
  });

  test("lets a city's database be reached by that city alone, and from outside only the hub", () => {
    for (const [name, service] of services.filter(([, { image }]) => image?.startsWith('postgres:'))) {
      const city = name.replace('-database', '');
      expect(service.networks).toEqual([city]);
      expect(compose.networks[city]).toEqual({ internal: true });
      const neighbours = services.filter(([, { networks }]) => networks.includes(city)).map(([neighbour]) => neighbour);
      expect(neighbours.every((neighbour) => neighbour.startsWith(city))).toBe(true);
    }
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['hub']);
  });

  test('OPS-117 runs as it stands: what its containers are told to ask without TLS, they are allowed to', () => {
    const text = readFileSync(join(root, 'docker', 'hub', 'network.yaml'), 'utf8');
    const asked = plainTextCities(parseNetwork(text, 'network.yaml'));
    const hub = { HANSE_NETWORK: 'network.yaml', ...compose.services['hub']?.environment };
    expect([asked.length > 0, parseHubConfig(hub).addresses.httpsOnly]).toEqual([true, false]);
    for (const city of asked) {
      const problems: string[] = [];
      parseTrust({ NODE_ENV: 'production', ...compose.services[city]?.environment }, problems);
      expect(problems).toEqual([]);
    }
  });

  test('holds no password', () => {
    for (const [, { environment = {} }] of services) {
      for (const [name, value] of Object.entries(environment)) {
        if (/PASSWORD/.test(name)) expect(value).toMatch(/^\$\{[A-Z_]+:\?/);
        if (name === 'DATABASE_URL') expect(value).toMatch(/:\$\{[A-Z_]+:\?[^}]*\}@/);
      }
    }
  });
});
