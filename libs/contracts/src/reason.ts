import { z } from 'zod';

/**
 * How a session ended. `closed`: a clean `</stream:stream>` (XEP-0198 §7) and `lost`: a connection gone without
 * resumption granted; of these two no h is kept. `shutdown`: the server stopped without a journal to keep it in.
 * `damaged`: the journal had lost a part in which more may have been said of it than is known.
 */
export const endReasonSchema = z.enum([
  'expired',
  'replaced',
  'evicted',
  'closed',
  'lost',
  'killed',
  'shutdown',
  'damaged',
]);
export type EndReason = z.infer<typeof endReasonSchema>;

/** Why a connection was lost while its session lived on. */
export const hibernationReasonSchema = z.enum([
  'connection-lost',
  'ack-timeout',
  'displaced',
  'queue-overflow',
  'bad-ack',
  'internal-error',
  'protocol-error',
  'operator',
  'server-restart',
]);
export type HibernationReason = z.infer<typeof hibernationReasonSchema>;

/** Why a `<resume/>` was refused; the client only ever sees XEP-0198's condition. */
export const resumeFailureSchema = z.enum([
  'item_not_found',
  'expired',
  'other_user',
  'h_too_high',
  'h_malformed',
  'bad_request',
  'not_authenticated',
  'already_bound',
  'not_resumable',
  'disabled',
]);
export type ResumeFailure = z.infer<typeof resumeFailureSchema>;
