/**
 * Something on this machine keeps the local Teams from starting. The message is one or two sentences for
 * the person at the terminal: what is wrong, and what to do.
 */
export class LocalSetupProblem extends Error {
  override readonly name = 'LocalSetupProblem';
}
