import { checkStorage, FINDINGS } from './check-storage.ts';
import { operatorStorage, runAsOperator } from './operator-storage.ts';

// `npm run check-storage`: whether everything that is made from people and ERGs is what they say. Changes nothing.

await runAsOperator(async () => {
  const findings = await checkStorage(operatorStorage().storage, new Date().toISOString());
  const byKind = Map.groupBy(findings, ({ kind }) => kind);
  for (const [kind, ofKind] of byKind) {
    process.stdout.write(`${FINDINGS[kind]} (${kind}: ${ofKind.length})\n`);
    for (const { where } of ofKind.slice(0, 20)) process.stdout.write(`  ${where}\n`);
  }
  process.stdout.write(findings.length === 0 ? 'Everything fits.\n' : '');
  return findings.length === 0 ? 0 : 1;
});
