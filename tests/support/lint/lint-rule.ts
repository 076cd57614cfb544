/**
 * The little of the linter's plugin interface that our rules use. It is ESLint's
 * (https://eslint.org/docs/latest/extend/custom-rules); oxlint ships no types for it.
 */
export interface LintRule {
  create(context: LintContext): Record<string, (node: SyntaxNode) => void>;
}

export interface LintContext {
  /** Absolute path of the file that is read. */
  readonly filename: string;
  /** Absolute path of the folder in which the linter runs: the repository's root. */
  readonly cwd: string;
  report(finding: { readonly message: string; readonly node: SyntaxNode }): void;
}

/** A node of the ESTree syntax; which fields it has follows from its `type`. */
export interface SyntaxNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** The child node in a field, when there is one. */
export function childOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  const child = node[field];
  return isSyntaxNode(child) ? child : undefined;
}

function isSyntaxNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
  );
}
