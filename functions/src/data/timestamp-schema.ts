import { Timestamp } from 'firebase-admin/firestore';
import { z } from 'zod';

/** A Firestore timestamp, read as a `Date` (milliseconds). */
export const timestampSchema = z.instanceof(Timestamp).transform(timestamp => timestamp.toDate());
