/** The files of an invented city whose unit number i led work on housing plans for a year, i years before the last. */
export function inventedCity(id: string, staff: number): Record<string, string> {
  const lastYear = new Date().getUTCFullYear() - 1;
  const numbers = Array.from({ length: staff }, (_, index) => index + 1);
  return {
    'city.yaml': `id: ${id}\nname: ${capitalised(id)}\nlanguage: en\n`,
    'topics.csv': lines('key,label_en,exact_match', 'plans,Our housing plans,concept:housing-plan'),
    'staff.csv': lines(
      'key,kind,name,languages,visibility',
      ...numbers.map((i) => `unit-${i},UNIT,${capitalised(id)} unit ${i},en,PUBLIC`),
    ),
    'experiences.csv': lines(
      'key,staff,topic,role,since,until',
      ...numbers.map((i) => `work-${i},unit-${i},plans,LED,${lastYear - i},${lastYear - i}`),
    ),
  };
}

export function lines(...rows: readonly string[]): string {
  return `${rows.join('\n')}\n`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
