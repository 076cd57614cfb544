/** What a reply does, and to whom. */
export interface Effect {
  /** "The person the joke was about", "You", "The room". Never somebody's name. */
  readonly on: string;
  readonly effect: string;
}

/** Something that one could say or do. */
export interface Reply {
  readonly id: string;
  readonly text: string;
  readonly effects: readonly Effect[];
  /** The step that it leads to. */
  readonly next: string;
}

/** Where a way through a scene comes out. `good` helped, `mixed` helped a little, `clumsy` did not, and can be mended. */
export const WAYS = ['good', 'mixed', 'clumsy'] as const;
export type Way = (typeof WAYS)[number];

/** A place in a scene: replies to choose from, or where a way through it comes out. */
export type Step =
  | {
      readonly kind: 'choice';
      readonly situation: readonly string[];
      readonly replies: readonly Reply[];
    }
  | {
      readonly kind: 'ending';
      readonly way: Way;
      readonly situation: readonly string[];
      /** One sentence to take along. */
      readonly takeaway: string;
    };

/** A situation to practise: the words that are the same on every way through it, and its steps by id. */
export interface ScenePlay {
  readonly start: string;
  readonly steps: Readonly<Record<string, Step>>;
}

/** Where somebody is in a scene who chose these replies, one after the other, and what the last one did. */
export interface ScenePlace {
  readonly stepId: string;
  readonly step: Step;
  /** Absent at the start. */
  readonly last?: Reply;
}

/**
 * Follows replies from the start of a scene. Undefined where one of them is not a reply of the step that it was chosen at:
 * a card of an older version of the scene, or one that was made up.
 */
export function placeIn(scene: ScenePlay, replyIds: readonly string[]): ScenePlace | undefined {
  let place = placeAt(scene, scene.start);
  for (const id of replyIds) {
    if (place?.step.kind !== 'choice') return undefined;
    const reply = place.step.replies.find((one) => one.id === id);
    if (reply === undefined) return undefined;
    const next = placeAt(scene, reply.next);
    place = next === undefined ? undefined : { ...next, last: reply };
  }
  return place;
}

function placeAt(scene: ScenePlay, stepId: string): ScenePlace | undefined {
  const step = stepOf(scene, stepId);
  return step === undefined ? undefined : { stepId, step };
}

/** A step by its id, which may be a word that every object knows (`constructor`). */
function stepOf({ steps }: ScenePlay, stepId: string): Step | undefined {
  return Object.hasOwn(steps, stepId) ? steps[stepId] : undefined;
}

/** One way through a scene: the replies chosen, and the step in which it ends. */
export interface SceneWay {
  readonly replies: readonly Reply[];
  readonly ending: Extract<Step, { readonly kind: 'ending' }>;
}

/** What is wrong with the steps of a scene. */
export type SceneFault =
  | { readonly fault: 'leads-nowhere'; readonly stepId: string; readonly replyId: string }
  | { readonly fault: 'goes-in-a-circle'; readonly stepId: string }
  | { readonly fault: 'never-reached'; readonly stepId: string }
  | { readonly fault: 'no-start' };

/** Walks every way through a scene. A scene is sound when there are no faults: every reply leads on and every way ends. */
export function walkScene(scene: ScenePlay): {
  readonly ways: readonly SceneWay[];
  readonly faults: readonly SceneFault[];
} {
  const ways: SceneWay[] = [];
  const faults: SceneFault[] = [];
  const reached = new Set<string>();
  const walk = (stepId: string, replies: readonly Reply[], before: readonly string[]) => {
    const step = stepOf(scene, stepId);
    if (step === undefined) return;
    reached.add(stepId);
    if (step.kind === 'ending') {
      ways.push({ replies, ending: step });
      return;
    }
    for (const reply of step.replies) {
      if (stepOf(scene, reply.next) === undefined) {
        faults.push({ fault: 'leads-nowhere', stepId, replyId: reply.id });
      } else if (reply.next === stepId || before.includes(reply.next)) {
        faults.push({ fault: 'goes-in-a-circle', stepId: reply.next });
      } else walk(reply.next, [...replies, reply], [...before, stepId]);
    }
  };
  if (stepOf(scene, scene.start) === undefined) faults.push({ fault: 'no-start' });
  walk(scene.start, [], []);
  for (const stepId of Object.keys(scene.steps)) {
    if (!reached.has(stepId)) faults.push({ fault: 'never-reached', stepId });
  }
  return { ways, faults };
}
