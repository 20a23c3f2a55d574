import type { Attribute } from '../../attribute/Attribute';

/** What a city publishes beyond the contract, by name; the label is the name as a person would write it. */
export function toAttributes(values: Readonly<Record<string, string>>): Pick<Attribute, keyof Attribute>[] {
  return Object.entries(values).map(([name, value]) => ({ name, label: labelOf(name), value }));
}

/** `opening_hours` becomes `Opening hours`. */
function labelOf(name: string): string {
  const spaced = name.replace(/[_-]+/g, ' ').trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
