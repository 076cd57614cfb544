import { type Assumption, estimate, PRICES, SIZES, USE } from './estimate.ts';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

function number(value: number): string {
  return value >= 10 || value === 0 ? whole.format(value) : fine.format(value);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}

function assumptions(all: Readonly<Record<string, Assumption>>): readonly (readonly string[])[] {
  return Object.values(all).map(({ value, unit, from }) => [
    value < 10 ? String(Math.round(value * 100_000) / 100_000) : number(value),
    unit,
    from,
  ]);
}

/** The tables of `docs/operate/costs.md`, each by its name. */
export function costTables(): Readonly<Record<'month' | 'use' | 'prices', string>> {
  const all = SIZES.map((size) => ({ size, needs: estimate(size) }));
  const row = (name: string, of: (one: (typeof all)[number]) => number) => [
    name,
    ...all.map((one) => number(of(one))),
  ];
  const [first] = all;
  const month = table(
    ['a month', ...SIZES.map(({ people }) => `${whole.format(people)} people`)],
    [
      row('people who take part', ({ needs }) => needs.active),
      row('messages', ({ needs }) => needs.messages),
      row('table requests, millions', ({ needs }) => needs.tables / 1e6),
      row('queue requests, millions', ({ needs }) => needs.queues / 1e6),
      row('GB stored', ({ needs }) => needs.storedGb),
      row('GB sent', ({ needs }) => needs.sentGb),
      row('GB of logs and counts', ({ needs }) => needs.loggedGb),
      row('machines of the web', ({ size }) => size.webs),
      row('machines of the worker', ({ size }) => size.workers),
      ...(
        Object.keys(first?.needs.dollars ?? {}) as (keyof NonNullable<
          typeof first
        >['needs']['dollars'])[]
      ).map((name) => row(`US$ ${name}`, ({ needs }) => needs.dollars[name])),
      row('**US$ together**', ({ needs }) => needs.total),
      row('US$ a person and year', ({ needs, size }) => (needs.total * 12) / size.people),
    ],
  );
  return {
    month,
    use: table(['figure', 'of what', 'from'], assumptions(USE)),
    prices: table(['US$', 'for what', 'of what'], assumptions(PRICES)),
  };
}
