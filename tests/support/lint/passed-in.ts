import { childOf, type LintRule, type SyntaxNode } from './lint-rule.ts';

const WHY =
  'time, chance and new ids are passed in here, so that the same input always gives the same answer';

const HIDDEN_INPUTS = new Set([
  'Date.now',
  'Math.random',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'performance.now',
  'process.hrtime',
  'Temporal.Now',
]);

/** Refuses a hidden clock, dice or id in the folders that `.oxlintrc.json` names. */
export const passedIn: LintRule = {
  create(context) {
    const refuse = (what: string, node: SyntaxNode): void =>
      context.report({ message: `${what} is refused: ${WHY}.`, node });
    return {
      NewExpression(node) {
        const given = node['arguments'];
        if (nameIn(node, 'callee') === 'Date' && Array.isArray(given) && given.length === 0) {
          refuse('new Date() without a time', node);
        }
      },
      CallExpression(node) {
        if (nameIn(node, 'callee') === 'Date') refuse('Date()', node);
      },
      MemberExpression(node) {
        const name = [nameIn(node, 'object'), nameIn(node, 'property')].join('.');
        if (HIDDEN_INPUTS.has(name)) refuse(name, node);
      },
      ImportSpecifier(node) {
        if (nameIn(node, 'imported') === 'randomUUID') refuse('randomUUID', node);
      },
    };
  },
};

function nameIn(node: SyntaxNode, field: string): string | undefined {
  const child = childOf(node, field);
  const name = child?.type === 'Identifier' ? child['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}
