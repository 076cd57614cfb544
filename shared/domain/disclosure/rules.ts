/**
 * The rules of disclosure.md that an attack must find victims without: `atoms`, what shown cells leave over is looked at,
 * its size (2) and so what bands force of it (5); `sticky`, what was shown before is looked at (4), and so what it forces
 * (5); `margins`, nothing is forced (5); `allies`, how many are allies is told to nobody (decision 27). Everything that is
 * released obeys all of them.
 */
export interface Rules {
  readonly atoms: boolean;
  readonly sticky: boolean;
  readonly margins: boolean;
  readonly allies: boolean;
}

/** What holds for every release. */
export const ALL_RULES: Rules = { atoms: true, sticky: true, margins: true, allies: true };
