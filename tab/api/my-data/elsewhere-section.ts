import { type Content, html } from './markup.ts';
import { listTable, ownWords, type Reader, type Section } from './pieces.ts';
import type { Telling } from './sections.ts';

/** The places outside of a person's own data that an export knows, by the first word of a row. */
const PLACES = [
  'directory',
  'left-directory',
  'participation',
  'schedule',
  'pilot',
  'roster',
  'attendee',
  'invited',
  'organiser',
  'sponsor',
  'failure',
] as const;
type Place = (typeof PLACES)[number];

/** What is told of such a row, in this order. What else it holds, to find it by or to order changes, stands in the JSON. */
const FIELDS = [
  'name',
  'mail',
  'place',
  'managerId',
  'reports',
  'erg',
  'state',
  'showToAllies',
  'since',
  'at',
  'until',
  'date',
  'cause',
  'reason',
] as const;

/** What is kept about the person outside of their own data. */
export function elsewhereSection({ data, reader }: Telling): Section {
  const { t } = reader;
  return {
    id: 'elsewhere',
    title: t('export:elsewhere.title'),
    parts: [
      listTable(
        t('export:elsewhere.caption'),
        [t('export:elsewhere.where'), t('export:elsewhere.says')],
        data.elsewhere.map(({ row, values }) => {
          const [kind = '', id] = row.split('_');
          const place = PLACES.find((known) => known === kind);
          const name = id === undefined ? undefined : data.names.get(id);
          return [
            place === undefined ? row : t(`export:elsewhere.place.${place}`),
            [
              ...(name === undefined ? [] : [html`<div>${ownWords(name)}</div>`]),
              ...(place === undefined ? [] : whatItDoes(place, reader)),
              ...FIELDS.filter((field) => values[field] !== undefined).map(
                (field) =>
                  html`<div>
                    ${t(`export:elsewhere.field.${field}`)}:
                    ${ownWords(told(values[field], reader))}
                  </div>`,
              ),
            ],
          ];
        }),
      ),
    ],
  };
}

function whatItDoes(place: Place, { t }: Reader): readonly Content[] {
  if (place !== 'schedule' && place !== 'organiser' && place !== 'sponsor') return [];
  return [html`<div>${t(`export:elsewhere.does.${place}`)}</div>`];
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

function told(value: unknown, { t, moment }: Reader): string {
  if (typeof value === 'boolean') return t(value ? 'export:yes' : 'export:no');
  if (typeof value === 'string') return MOMENT.test(value) ? moment(value) : value;
  return Array.isArray(value) ? value.join(', ') : String(value);
}
