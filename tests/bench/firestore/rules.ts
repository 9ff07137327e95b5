import { readFile } from 'node:fs/promises';
import { authorize } from '../../../local/firestore/rules/authorize.ts';
import { compileRules } from '../../../local/firestore/rules/compile-rules.ts';
import { mapFromJson } from '../../../local/firestore/rules/values/json.ts';
import { Timestamp } from '../../../local/firestore/rules/values/time.ts';

const EVALUATIONS = 50_000;

/** Evaluations a second of the product's own rules for a tenant who reads a document of their own. */
export async function ruleEvaluations(): Promise<number> {
  const source = await readFile(new URL('../../../firestore.rules', import.meta.url), 'utf8');
  const compiled = compileRules(source);
  if (!compiled.ok) throw new Error('firestore.rules does not compile.');
  const auth = { uid: 'alice', token: mapFromJson({ sub: 'alice', email_verified: true }) };
  const path = ['databases', '(default)', 'documents', 'users', 'alice', 'data', 'snapshot'];
  const request = {
    method: 'get',
    path,
    auth,
    time: new Timestamp(0, 0),
    before: { data: mapFromJson({}) },
  } as const;
  const reader = { before: () => undefined, after: () => undefined };
  const start = performance.now();
  for (let n = 0; n < EVALUATIONS; n += 1) authorize(compiled.ruleset, request, reader);
  return EVALUATIONS / ((performance.now() - start) / 1000);
}
