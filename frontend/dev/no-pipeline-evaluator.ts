import type { Plugin } from 'vite';

const FIRESTORE = /[\\/]@firebase[\\/]firestore[\\/]dist[\\/]common-[^\\/]+\.esm\.js$/;
const EVALUATOR = 'function __PRIVATE_toEvaluable(';

/**
 * Leaves out what evaluates pipeline queries in Firestore's SDK, a seventh of it: every function that pipelines know is
 * a class, and all of them hang on one dispatcher. With that gone, so are they. The dashboard has no pipeline queries.
 * A release of the SDK in which the dispatcher is called otherwise fails the build here.
 */
export function noPipelineEvaluator(): Plugin {
  let found = false;
  return {
    name: 'agenttrader:no-pipeline-evaluator',
    apply: 'build',
    transform: {
      filter: { id: FIRESTORE },
      handler(code) {
        if (!code.includes(EVALUATOR)) return;
        found = true;
        return { code: code.replace(EVALUATOR, `${NO_PIPELINES}\nfunction unusedEvaluator(`), map: null };
      },
    },
    buildEnd(error) {
      if (!error && !found)
        this.error(`No "${EVALUATOR}" in @firebase/firestore: see no-pipeline-evaluator.ts.`);
    },
  };
}

const NO_PIPELINES = `function __PRIVATE_toEvaluable() {
  throw new Error('Pipeline queries are not part of this build.');
}`;
