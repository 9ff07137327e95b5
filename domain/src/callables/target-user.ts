import { documentId } from './document-id.ts';

/** Whom an operator acts on. The name differs from the identity fields, which no request may carry. */
export const targetUserId = documentId('targetUserId');
