import { array, constantFrom, oneof, property, string, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDirectoryCsv } from '../../../shared/commands/directory-csv.ts';
import { assertAlways } from '../domain/properties.ts';

const HEADER = 'id,name,mail,manager,place';
const BO = 'b0000000-0000-4000-8000-000000000001';
const ANN = 'a0000000-0000-4000-8000-000000000002';
const boRow = `${BO},Bo Winter,bo@example.org,,Leeds`;
const bo = { userId: BO, name: 'Bo Winter', mail: 'bo@example.org', place: 'Leeds' };
const ann = { userId: ANN, name: 'Ann', mail: '', managerId: BO, place: '' };

/** The problems of a file as `row reason`. */
function problemsOf(csv: string | Uint8Array): readonly string[] {
  const read = readDirectoryCsv(csv);
  return read.ok ? [] : read.problems.map(({ row, reason }) => `${row} ${reason}`);
}

function entriesOf(csv: string | Uint8Array): unknown {
  const read = readDirectoryCsv(csv);
  return read.ok ? read.entries : read.problems;
}

describe('a file that is fine', () => {
  const csv = `${HEADER}\n${boRow}\n${ANN},Ann,,${BO},\n`;

  test.each([
    ['as text', csv],
    ['as bytes', Buffer.from(csv)],
    ['with a byte order mark', Buffer.from(`\uFEFF${csv}`)],
    ['as text with a byte order mark', `\uFEFF${csv}`],
    ['with a byte order mark before a quote', `\uFEFF${csv.replace('id', '"id"')}`],
    ['with the line ends of Windows', csv.replaceAll('\n', '\r\n')],
    ['without a line end at the end', csv.trimEnd()],
    ['with empty rows at the end', `${csv}\n  \n\n`],
    ['with spaces around its cells', csv.replaceAll(',', ' , ')],
    ['with all its cells in quotes', csv.replaceAll(/[^,\n]+/g, '"$&"')],
    [
      'with ids in capitals',
      csv.replaceAll(BO, BO.toUpperCase()).replaceAll(ANN, ANN.toUpperCase()),
    ],
  ])('is read %s', (_, file) => {
    expect(entriesOf(file)).toEqual([bo, ann]);
  });

  test('may have commas and quotes in its quoted cells', () => {
    const row = `${BO},"Winter, Bo ""Bee""",bo@example.org,,"Leeds, ""North"""`;
    expect(entriesOf(`${HEADER}\n${row}`)).toEqual([
      { ...bo, name: 'Winter, Bo "Bee"', place: 'Leeds, "North"' },
    ]);
  });

  test('gives names of every script, composed', () => {
    const row = (name: string) => `${HEADER}\n${BO},${name},,,`;
    expect(entriesOf(Buffer.from(row('نور الحداد')))).toMatchObject([{ name: 'نور الحداد' }]);
    expect(entriesOf(row('Zoe\u0308'))).toMatchObject([{ name: 'Zo\u00EB' }]);
  });
});

describe('a file that is wrong from the beginning', () => {
  test.each([
    ['nothing at all', '', '1 empty-file'],
    ['only a byte order mark and line ends', '\uFEFF\r\n\r\n', '1 empty-file'],
    ['a header alone', `${HEADER}\n`, '1 no-people'],
    ['no header', boRow, '1 wrong-header'],
    ['a header of other names', `id,name,email,manager,place\n${boRow}`, '1 wrong-header'],
    ['a header in another order', `name,id,mail,manager,place\n${boRow}`, '1 wrong-header'],
    ['a column missing', `id,name,mail,manager\n${boRow}`, '1 wrong-header'],
    ['a column more', `${HEADER},age\n${boRow}`, '1 wrong-header'],
    ['semicolons', `${HEADER.replaceAll(',', ';')}\n${boRow}`, '1 wrong-header'],
    ['a broken quote in the header', `"${HEADER}\n${boRow}`, '1 wrong-header'],
    ['a column twice', `id,name,mail,manager,mail\n${boRow}`, '1 repeated-column'],
  ])('has %s', (_, csv, problem) => {
    expect(problemsOf(csv)).toEqual([problem]);
  });

  test('has rows that are not UTF-8: each is named', () => {
    const latin = Buffer.from(`${HEADER}\n${boRow}\nZo\u00EB\n${boRow}\n\u00C9\n`, 'latin1');
    expect(problemsOf(latin)).toEqual(['3 not-utf-8', '5 not-utf-8']);
  });

  test('is UTF-16', () => {
    const utf16 = Buffer.from(`\uFEFF${HEADER}\n${boRow}`, 'utf16le');
    expect(problemsOf(utf16)).toEqual(['1 not-utf-8']);
  });
});

describe('a row that is wrong', () => {
  test.each([
    ['a quote that is never closed', `${BO},"Bo,,,`, 'malformed-row'],
    ['something after a closing quote', `${BO},"Bo"b,,,`, 'malformed-row'],
    ['a quote inside a cell', `${BO},B"o,,,`, 'malformed-row'],
    ['nothing in it', '', 'empty-row'],
    ['a cell too few', `${BO},Bo,,`, 'wrong-cell-count'],
    ['a cell too many', `${BO},Winter, Bo,,,`, 'wrong-cell-count'],
    ['no id', ',Bo,,,', 'id-not-valid'],
    ['an id that is not a UUID', 'bo_1,Bo,,,', 'id-not-valid'],
    ['no name', `${BO}, ,,,`, 'name-missing'],
    ['a mail address that is none', `${BO},Bo,bo at example,,`, 'mail-not-valid'],
    ['a manager that is not a UUID', `${BO},Bo,,The boss,`, 'manager-not-valid'],
    ['too long a name', `${BO},${'B'.repeat(201)},,,`, 'cell-too-large'],
    ['too long a mail address', `${BO},Bo,${'b'.repeat(310)}@example.org,,`, 'cell-too-large'],
    ['too long a place', `${BO},Bo,,,${'L'.repeat(201)}`, 'cell-too-large'],
    ['a control character', `${BO},B\u0000o,,,`, 'character-not-allowed'],
    ['half a character', `${BO},Bo \uD83D,,,`, 'character-not-allowed'],
    ['half a character in quotes', `${BO},"Bo \uD83D",,,`, 'character-not-allowed'],
  ])('has %s, and the rows around it are read all the same', (_, row, reason) => {
    const csv = `${HEADER}\n${boRow}\n${row}\n${boRow}\n${ANN},,,,\n`;
    expect(problemsOf(csv)).toEqual([`3 ${reason}`, '5 name-missing']);
  });

  test('may have several problems', () => {
    expect(problemsOf(`${HEADER}\nbo,,bo,boss,`)).toEqual([
      '2 id-not-valid',
      '2 name-missing',
      '2 mail-not-valid',
      '2 manager-not-valid',
    ]);
  });
});

describe('whatever bytes or text come', () => {
  test('there is an answer', () => {
    const part = constantFrom(
      HEADER,
      boRow,
      BO,
      ANN,
      ',',
      '"',
      '\n',
      '\r\n',
      '\uFEFF',
      ' ',
      '\u0000',
    );
    const text = array(oneof(part, string({ unit: 'binary' }))).map((parts) => parts.join(''));
    assertAlways(
      property(
        oneof(
          text,
          uint8Array(),
          text.map((csv) => Buffer.from(csv)),
        ),
        (csv) => {
          const read = readDirectoryCsv(csv);
          if (read.ok) expect(read.entries.length).toBeGreaterThan(0);
          else expect(read.problems.length).toBeGreaterThan(0);
        },
      ),
      300,
    );
  });
});
