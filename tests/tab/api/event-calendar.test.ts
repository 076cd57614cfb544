import { expect, test } from 'vitest';
import { eventCalendar } from '../../../tab/api/event-calendar.ts';
import { anEvent, eventWords } from '../../support/content.ts';

const about = { ergName: 'Prism', language: 'en' };

function linesOf(words: Parameters<typeof eventWords>[0]): readonly string[] {
  return eventCalendar(anEvent({ words: eventWords(words) }), about).split('\r\n');
}

test('times are right on both sides of a change of the clocks', () => {
  const zone = 'America/New_York';
  expect(linesOf({ zone, date: '2026-03-07', time: '09:00' })).toContain(
    'DTSTART:20260307T140000Z',
  );
  expect(linesOf({ zone, date: '2026-03-09', time: '09:00' })).toContain(
    'DTSTART:20260309T130000Z',
  );
});

test('signs that mean something in a calendar are written so that they mean nothing', () => {
  expect(linesOf({ place: 'Hall A; left, \\ up' })).toContain('LOCATION:Hall A\\; left\\, \\\\ up');
  const injected = linesOf({ place: 'Hall\r\nATTENDEE:mailto:a@example.com' });
  expect(injected.filter((line) => line.startsWith('ATTENDEE'))).toEqual([]);
});

test('lines are at most 75 bytes, and come together again to what was written', () => {
  const place = 'Zimmer für alle, 日本語の会議室 '.repeat(8).trim();
  const text = eventCalendar(anEvent({ words: eventWords({ place }) }), about);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n ', '')).toContain(place.replaceAll(',', '\\,'));
});
