import { assert, boolean, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRosterCsv } from '../../../shared/commands/roster-csv.ts';

function read(text: string) {
  return readRosterCsv(Buffer.from(text));
}

/** The addresses that were read, with their rows. */
function mailsIn(text: string) {
  const file = read(text);
  if (!file.ok) throw new Error(file.reason);
  return file.rows.map((row) =>
    'mail' in row ? `${row.row} ${row.mail}` : 'fate' in row ? `${row.row} ${row.fate}` : row,
  );
}

const TWO = ['2 ann@example.org', '3 bo@example.org'];

describe('a list of people is read', () => {
  test.each([
    ['with commas', 'name,mail\nAnn,ann@example.org\nBo,bo@example.org\n'],
    ['with semicolons', 'Name;E-Mail;Team\nAnn, dear;ann@example.org;A\nBo;bo@example.org;B'],
    ['with a byte order mark', '\uFEFFmail\nann@example.org\nbo@example.org'],
    ['with lines of Windows', 'mail\r\nann@example.org\r\nbo@example.org\r\n\r\n'],
    ['with lines of an old Mac', 'mail\rann@example.org\rbo@example.org\r'],
    ['with lines of all kinds', 'mail\r\nann@example.org\nbo@example.org\r'],
    ['with quotes', '"name","email"\n"Winter, ""Ann""",ann@example.org\n"Bo\n", "bo@example.org" '],
    ['with quotes inside a name', 'name,mail\nAnn "Winnie" W,ann@example.org\nBo,bo@example.org'],
    ['in any case, with spaces around', ' EMAIL \n ANN@Example.org \n bo@example.ORG'],
    ['with more cells than columns', 'mail\nann@example.org,,,\nbo@example.org,x'],
  ])('%s', (_, text) => {
    expect(mailsIn(text)).toEqual(TWO);
  });

  test('by the ids of the directory, where there is no mail', () => {
    const id = '5B2E9F10-0000-4000-8000-000000000001';
    expect(read(`id,name\n${id},Ann\nnobody,Bo`)).toEqual({
      ok: true,
      rows: [
        { row: 2, state: 'read', userId: id.toLowerCase() },
        { row: 3, state: 'settled', fate: 'malformed' },
      ],
    });
    expect(mailsIn(`id,name,mail\n${id},Ann,ann@example.org`)).toEqual(['2 ann@example.org']);
  });

  test('with rows numbered as a spreadsheet does, empty ones among them', () => {
    expect(mailsIn('mail,name\nann@example.org,"A\nnn"\n\n,\nbo@example.org,Bo')).toEqual([
      '2 ann@example.org',
      '5 bo@example.org',
    ]);
  });

  test('with rows that say nobody, and rows that repeat somebody, told apart', () => {
    const long = `${'a'.repeat(400)}@example.org`;
    expect(
      mailsIn(
        `mail,name\nann@example.org,\nAnn,x\n,Bo\nANN@example.org,\na@b@c,\na\u202E@b,\n${long},`,
      ),
    ).toEqual([
      '2 ann@example.org',
      '3 malformed',
      '4 malformed',
      '5 repeated',
      '6 malformed',
      '7 malformed',
      '8 malformed',
    ]);
  });

  test('with as many rows as there may be', () => {
    const rows = Array.from({ length: 50_000 }, (_, number) => `p${number}@example.org`);
    const file = read(`mail\n${rows.join('\n')}\n\n\n`);
    expect(file.ok && file.rows.length).toBe(50_000);
    expect(read(`mail\n${rows.join('\n')}\nmore@example.org`)).toEqual({
      ok: false,
      reason: 'too-many-rows',
    });
  });
});

describe('what is no such list is refused with a reason, and nothing of it is said again', () => {
  const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
  test.each<[string, Uint8Array, object]>([
    ['nothing', Buffer.from(''), { reason: 'empty-file' }],
    ['nothing but empty lines', Buffer.from('\uFEFF\r\n\r\n'), { reason: 'empty-file' }],
    ['a header alone', Buffer.from('mail,name\n'), { reason: 'no-rows' }],
    ['a zip', Buffer.from('PK\u0003\u0004mail\nann@example.org'), { reason: 'zip-file' }],
    ['UTF-16', utf16('mail\nann@example.org'), { reason: 'not-utf-8' }],
    [
      'UTF-16 the other way round',
      utf16('mail\nann@example.org').swap16(),
      { reason: 'not-utf-8' },
    ],
    [
      'Latin-1',
      Buffer.from('mail,name\nann@example.org,Zo\u00EB', 'latin1'),
      { reason: 'not-utf-8' },
    ],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), { reason: 'binary-file' }],
    ['no column of addresses', Buffer.from('name\nAnn'), { reason: 'no-mail-column', row: 1 }],
    [
      'one column twice',
      Buffer.from('mail,name,MAIL\nann@example.org,Ann,'),
      { reason: 'repeated-column', row: 1 },
    ],
    [
      'a quote that does not end',
      Buffer.from('mail,name\nann@example.org,Ann\nbo@example.org,"Bo\ncy@example.org,Cy'),
      { reason: 'quotes-do-not-fit', row: 3 },
    ],
    [
      'more behind a quote',
      Buffer.from('mail,name\nbo@example.org,"Bo" or so\n'),
      { reason: 'quotes-do-not-fit', row: 2 },
    ],
    [
      'a cell of ten megabytes',
      Buffer.from(`mail,name\nann@example.org,${'x'.repeat(10 * 1024 * 1024)}`),
      { reason: 'cell-too-large', row: 2 },
    ],
    [
      'a header of ten megabytes',
      Buffer.from('x'.repeat(10 * 1024 * 1024)),
      { reason: 'cell-too-large', row: 1 },
    ],
  ])('%s', (_, bytes, problem) => {
    expect(readRosterCsv(bytes)).toEqual({ ok: false, ...problem });
  });
});

test('whatever the bytes are, they are read or refused', () => {
  assert(
    property(uint8Array({ maxLength: 200 }), boolean(), (bytes, isBehindHeader) => {
      const head = isBehindHeader ? Buffer.from('mail;"name"\n') : Buffer.alloc(0);
      const file = readRosterCsv(Buffer.concat([head, bytes]));
      expect(file.ok ? file.rows.length : file.reason.length).toBeGreaterThan(0);
    }),
  );
});
