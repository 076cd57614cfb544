import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeIn, type Reply, type ScenePlay, walkScene } from '../../../shared/domain/scene.ts';
import { assertAlways } from './properties.ts';

function reply(id: string, next: string): Reply {
  return { id, next, text: `Do ${id}.`, effects: [{ on: 'You', effect: `Did ${id}.` }] };
}

const good = { kind: 'ending', way: 'good', situation: ['Good.'], takeaway: 'Go on.' } as const;
const clumsy = { ...good, way: 'clumsy' } as const;
const choice = (...replies: readonly Reply[]) =>
  ({ kind: 'choice', situation: ['Now.'], replies }) as const;

const PLAY: ScenePlay = {
  start: 'first',
  steps: {
    first: choice(reply('speak', 'helped'), reply('wait', 'second')),
    second: choice(reply('late', 'helped'), reply('never', 'lost')),
    helped: good,
    lost: clumsy,
  },
};

describe('the place in a scene', () => {
  test.each([
    [[], 'first', undefined],
    [['wait'], 'second', 'wait'],
    [['speak'], 'helped', 'speak'],
    [['wait', 'never'], 'lost', 'never'],
  ] as const)('after %j is %s', (replies, stepId, last) => {
    const place = placeIn(PLAY, replies);
    expect(place).toMatchObject({ stepId, step: PLAY.steps[stepId] });
    expect(place?.last?.id).toBe(last);
  });

  test.each([
    ['a reply of another step', ['late']],
    ['a reply that there is not', ['shout']],
    ['a reply after the end', ['speak', 'late']],
    ['a made-up word that every object knows', ['constructor']],
  ])('is none after %s', (_what, replies) => {
    expect(placeIn(PLAY, replies)).toBeUndefined();
  });

  test('is none where a step is missing, whatever its name', () => {
    const steps = { first: choice(reply('a', 'constructor'), reply('b', 'nowhere')) };
    expect(placeIn({ start: 'first', steps }, ['a'])).toBeUndefined();
    expect(placeIn({ start: 'first', steps }, ['b'])).toBeUndefined();
    expect(placeIn({ start: 'toString', steps }, [])).toBeUndefined();
  });
});

describe('walking a scene', () => {
  test('finds every way, with its replies and where it ends', () => {
    const { ways, faults } = walkScene(PLAY);
    expect(faults).toEqual([]);
    expect(ways.map(({ replies, ending }) => [replies.map(({ id }) => id), ending.way])).toEqual([
      [['speak'], 'good'],
      [['wait', 'late'], 'good'],
      [['wait', 'never'], 'clumsy'],
    ]);
  });

  const { steps } = PLAY;
  test.each<[string, ScenePlay, object]>([
    [
      'a reply that leads nowhere',
      { start: 'first', steps: { ...steps, second: choice(reply('late', 'constructor')) } },
      { fault: 'leads-nowhere', stepId: 'second', replyId: 'late' },
    ],
    [
      'a circle',
      { start: 'first', steps: { ...steps, second: choice(reply('late', 'first')) } },
      { fault: 'goes-in-a-circle', stepId: 'first' },
    ],
    [
      'a step that leads to itself',
      { start: 'first', steps: { ...steps, second: choice(reply('late', 'second')) } },
      { fault: 'goes-in-a-circle', stepId: 'second' },
    ],
    [
      'a step that nothing leads to',
      { start: 'first', steps: { ...steps, island: good } },
      { fault: 'never-reached', stepId: 'island' },
    ],
    ['no start', { start: 'toString', steps }, { fault: 'no-start' }],
  ])('finds %s', (_what, play, fault) => {
    expect(walkScene(play).faults).toContainEqual(fault);
  });

  test('whatever it finds, it ends, and every way is one that can be played', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const someStep = fc.oneof(
      fc.constant(good),
      fc.constant(clumsy),
      fc
        .uniqueArray(fc.constantFrom(...ids, 'nowhere'), { minLength: 1, maxLength: 3 })
        .map((nexts) => choice(...nexts.map((next) => reply(`to-${next}`, next)))),
    );
    const somePlay = fc.tuple(...ids.map(() => someStep)).map((all): ScenePlay => ({
      start: 'a',
      steps: Object.fromEntries(ids.map((id, n) => [id, all[n] ?? good])),
    }));
    assertAlways(
      fc.property(somePlay, (play) => {
        for (const { replies, ending } of walkScene(play).ways) {
          expect(
            placeIn(
              play,
              replies.map(({ id }) => id),
            )?.step,
          ).toEqual(ending);
        }
      }),
    );
  });
});
