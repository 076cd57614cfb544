import { importDirection } from './import-direction.ts';
import { passedIn } from './passed-in.ts';

/** The house rules that no ready-made lint rule knows; loaded by `.oxlintrc.json`. */
const plugin = {
  meta: { name: 'alongside' },
  rules: { 'import-direction': importDirection, 'passed-in': passedIn },
};

export default plugin;
