/** Where nobody stood. */
const NONE = -1;

/** So many of the next are looked at: nearly always only few left, or came. */
const NEXT = 4;

/** Of one in so many it is noted where they stood, to go on from after many came or left together. */
const NOTED = 32;

/**
 * Where everybody of one order stood in another; −1 for whoever was not in it. Nobody stands in an order twice. From one month
 * to the next most stand beside whom they stood beside, so both orders are walked together: to look everybody up takes
 * several times as long, and more for each the more there are.
 */
export function placesIn(then: readonly string[], now: readonly string[]): Int32Array {
  const places = new Int32Array(now.length).fill(NONE);
  const isTaken = new Uint8Array(then.length);
  const noted = new Map<string, number>();
  for (let place = 0; place < then.length; place += NOTED) noted.set(then[place] ?? '', place);
  let next = 0;
  const stood = (at: number, place: number) => {
    places[at] = place;
    isTaken[place] = 1;
  };
  now.forEach((id, at) => {
    const place = amongNext(then, next, id) ?? noted.get(id);
    if (place === undefined) return;
    stood(at, place);
    next = place + 1;
    // Whoever stands before them was passed over, and stood before them then, too.
    for (
      let back = 1;
      places[at - back] === NONE &&
      isTaken[place - back] === 0 &&
      now[at - back] === then[place - back];
      back += 1
    ) {
      stood(at - back, place - back);
    }
  });
  const others = new Map<string, number>();
  then.forEach((id, place) => {
    if (isTaken[place] === 0) others.set(id, place);
  });
  now.forEach((id, at) => {
    if (places[at] === NONE) places[at] = others.get(id) ?? NONE;
  });
  return places;
}

function amongNext(then: readonly string[], next: number, id: string): number | undefined {
  for (let place = next; place < next + NEXT; place += 1) if (then[place] === id) return place;
  return undefined;
}
