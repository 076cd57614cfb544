import type { RowEntry } from './entry.ts';
import { ERG_ROWS } from './erg-rows.ts';
import { FIGURES_ROWS } from './figures-rows.ts';
import { ORGANISATION_ROWS } from './organisation-rows.ts';
import { PEOPLE_ROWS } from './people-rows.ts';

/** Every kind of row that Alongside stores. */
export const ROWS: readonly RowEntry[] = [
  ...PEOPLE_ROWS,
  ...ERG_ROWS,
  ...FIGURES_ROWS,
  ...ORGANISATION_ROWS,
];
