import { Gauge, Registry } from 'prom-client';
import type { HostedCity } from './HostedCity';

/** Which of the cities are served, for those who run the host. */
export function createHostFigures(cities: ReadonlyMap<string, HostedCity>): Registry {
  const registry = new Registry();
  const tell = (name: string, help: string, holds: (city: HostedCity) => boolean): void => {
    new Gauge({
      name,
      help,
      labelNames: ['city'] as const,
      registers: [registry],
      collect() {
        this.reset();
        for (const [city, hosted] of cities) this.set({ city }, holds(hosted) ? 1 : 0);
      },
    });
  };
  tell(
    'hanse_city_served',
    '1 while the city is served; 0 when it is suspended or broken.',
    ({ isServing }) => isServing,
  );
  tell(
    'hanse_city_settings_refused',
    '1 while the city cannot be served as its settings say. Older ones may hold.',
    ({ isRefused }) => isRefused,
  );
  return registry;
}
