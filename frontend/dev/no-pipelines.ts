/**
 * Stands in for `re2js` in the dashboard's bundle, of which it would be a tenth. Firestore's SDK uses it for one thing:
 * to evaluate regular expressions of pipeline queries against its own cache. The dashboard has no pipeline queries.
 */
export const RE2JS = {
  compile(): never {
    throw new Error('Pipeline queries with regular expressions are not part of this build.');
  },
};
