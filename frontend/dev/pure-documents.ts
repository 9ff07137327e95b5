import type { Plugin } from 'vite';

const DOCUMENTS = /[\\/]domain[\\/]src[\\/]documents[\\/][\w-]+\.ts$/;
/** A call that makes a schema, the definition of a document, or a part of one. */
const DEFINING =
  /(?<=[=:(,[]\s*)(storedDocument|storedMap|strictMap|orNull|z\.\w+|\w+(?:\.\w+)*\.part)(?=\()/g;

/**
 * Leaves definitions that only the functions use out of the dashboard's bundle: they stand beside those that it uses, and a
 * bundler keeps a call that nobody told it does nothing else.
 */
export function pureDocuments(): Plugin {
  return {
    name: 'agenttrader:pure-documents',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: DOCUMENTS },
      handler: code => ({ code: code.replaceAll(DEFINING, '/* @__PURE__ */ $1'), map: null }),
    },
  };
}
