import { describe, expect, it } from 'vitest';
import { matchDocumentRoute } from './document-routes.ts';

const ROOT = '/v1/projects/p/databases/%28default%29/documents';
const NAME = 'projects/p/databases/(default)/documents';

function route(verb: string, path: string, body = {}) {
  const url = new URL(path, 'http://localhost');
  return matchDocumentRoute(verb, url.pathname, url.searchParams, body);
}

describe('routes', () => {
  it.each<[string, string, string, object]>([
    ['GET', `${ROOT}/a/b`, 'GetDocument', { name: `${NAME}/a/b` }],
    ['GET', `${ROOT}/a/b%3Ac%20d`, 'GetDocument', { name: `${NAME}/a/b:c d` }],
    [
      'GET',
      `${ROOT}/a/b?mask.fieldPaths=x&mask.fieldPaths=y.z&key=ignored`,
      'GetDocument',
      { name: `${NAME}/a/b`, mask: { fieldPaths: ['x', 'y.z'] } },
    ],
    ['GET', `${ROOT}/a`, 'ListDocuments', { parent: NAME, collectionId: 'a' }],
    [
      'GET',
      `${ROOT}/a/b/c?pageSize=3&orderBy=x`,
      'ListDocuments',
      { parent: `${NAME}/a/b`, collectionId: 'c', pageSize: '3', orderBy: 'x' },
    ],
    [
      'POST',
      `${ROOT}/a?documentId=i`,
      'CreateDocument',
      { parent: NAME, collectionId: 'a', documentId: 'i', document: {} },
    ],
    [
      'PATCH',
      `${ROOT}/a/b?updateMask.fieldPaths=x&currentDocument.exists=true`,
      'UpdateDocument',
      {
        document: { name: `${NAME}/a/b` },
        updateMask: { fieldPaths: ['x'] },
        currentDocument: { exists: 'true' },
      },
    ],
    ['DELETE', `${ROOT}/a/b`, 'DeleteDocument', { name: `${NAME}/a/b` }],
    ['POST', `${ROOT}:commit`, 'Commit', { database: 'projects/p/databases/(default)' }],
    ['POST', `${ROOT}:runQuery`, 'RunQuery', { parent: NAME }],
    ['POST', `${ROOT}/a/b:runQuery`, 'RunQuery', { parent: `${NAME}/a/b` }],
    [
      'POST',
      '/v1beta1/projects/p/databases/d/documents:rollback',
      'Rollback',
      { database: 'projects/p/databases/d' },
    ],
  ])('%s %s', (verb, path, method, request) => {
    expect(route(verb, path)).toEqual({ method, request });
  });

  it.each([
    ['PUT', `${ROOT}/a/b`],
    ['GET', ROOT],
    ['POST', `${ROOT}/a/b`],
    ['POST', `${ROOT}:unknown`],
    ['POST', `${ROOT}/a/b:commit`],
    ['DELETE', `${ROOT}/a`],
    ['GET', '/v2/projects/p/databases/d/documents/a/b'],
    ['GET', `${ROOT}/a/%E0%A4%A`],
  ])('%s %s is none', (verb, path) => expect(route(verb, path)).toBeUndefined());
});
