import { strToU8, zipSync } from 'fflate';
import { NOT_INCLUDED } from '../../../shared/commands/export-elsewhere.ts';
import type { PersonExport } from '../../../shared/commands/export-person.ts';
import { translatorFor } from '../../../shared/i18n/translator.ts';
import { myDataPage } from './my-data-page.ts';

/** Every row of a person's export, for another program to read, with what is not among them and why. */
export function myDataJson({ exportedAt, rows, elsewhere }: PersonExport, language: string) {
  const { t } = translatorFor(language);
  return {
    exportedAt,
    rows: rows.map((row) => ({ ...row, values: { ...row.values } })),
    elsewhere: elsewhere.map((row) => ({ ...row, values: { ...row.values } })),
    notIncluded: NOT_INCLUDED.map((one) => ({
      what: t(`export:about.not.${one}.what`),
      why: t(`export:about.not.${one}.why`),
    })),
  };
}

/** A person's export as one zip: a page to read, and the same and more for programs. */
export function myDataFile(data: PersonExport, language: string): Uint8Array {
  const files = {
    'my-data.html': strToU8(myDataPage(data, language)),
    'my-data.json': strToU8(JSON.stringify(myDataJson(data, language), null, 2)),
  };
  // The times of files in a zip have no zone: all of it is as old as the export.
  return zipSync(files, { mtime: new Date(data.exportedAt) });
}
